#include <algorithm>

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/search_answers.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// Where the result that should stand high stands; `is_judged` if the order shows anything.
struct Place {
  bool is_judged = false;
  std::size_t place = 0;  // from 1, among the results that are compared
  const SearchResult* result = nullptr;
};

/// Among the dated documents of an answer, the newest one's place. With `top` of them or fewer, or
/// all of one day, no order could be wrong.
Place place_of_newest_policy(const EvidenceView& evidence, const SearchAnswer& answer,
                             const Params& params, std::size_t top) {
  std::vector<const SearchResult*> policies;
  for (const SearchResult& result : answer.results) {
    if (!result.date || evidence.days_since(*result.date) < 0) continue;
    if (first_contained(result.title, params.list("policies")).empty()) continue;
    // An interpretation names the document it is about.
    if (!first_contained(result.title, {"解读", "图解", "问答", "一图读懂"}).empty()) continue;
    policies.push_back(&result);
  }
  const auto older = [](const SearchResult* a, const SearchResult* b) {
    return *a->date < *b->date;
  };
  if (policies.size() <= top) return {};
  const auto newest = std::max_element(policies.begin(), policies.end(), older);
  const auto oldest = std::min_element(policies.begin(), policies.end(), older);
  if (!older(*oldest, *newest)) return {};
  return {true, static_cast<std::size_t>(newest - policies.begin()) + 1, *newest};
}

/// The first service's place among all results. An answer without a service, or too short, shows no
/// order.
Place place_of_first_service(const SearchAnswer& answer, const Params& params, std::size_t top) {
  if (answer.results.size() <= top) return {};
  for (std::size_t i = 0; i < answer.results.size(); ++i) {
    const SearchResult& result = answer.results[i];
    if (first_contained(result.title, params.list("services")).empty()) continue;
    // News and documents on a service are none.
    if (!first_contained(result.title, params.list("policies")).empty()) continue;
    if (!first_contained(result.title, params.list("news")).empty()) continue;
    return {true, i + 1, &result};
  }
  return {};
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const SiteSearch search =
      site_search(evidence, all_entries(params.lexicon("queries")), params.text("nonsense"));
  if (search.unknown) return cannot_tell(*search.unknown);
  if (!search.has_form) {
    Observation result = observed("none", 0);
    result.findings.push_back(finding("no-search", evidence.site().start_url));
    return result;
  }
  if (search.ignores_words) {
    Observation result = observed("none", 0);
    result.findings.push_back(finding("ignores", search.answers.front().probe->url,
                                      {{"nonsense", params.text("nonsense")}}));
    return result;
  }
  const bool is_policies = params.text("of") == "policies";
  const auto top = static_cast<std::size_t>(params.integer("top"));
  std::size_t judged = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const SearchAnswer& answer : search.answers) {
    const Place place = is_policies ? place_of_newest_policy(evidence, answer, params, top)
                                    : place_of_first_service(answer, params, top);
    if (!place.is_judged) continue;
    ++judged;
    if (place.place <= top) {
      ++good;
      continue;
    }
    findings.push_back(finding(is_policies ? "late-policy" : "late-service", answer.probe->url,
                               {{"words", answer.query->words.front()},
                                {"place", std::to_string(place.place)},
                                {"top", std::to_string(top)}},
                               place.result->date ? to_text(*place.result->date) : std::string(),
                               place.result->title));
  }
  if (judged == 0)
    return cannot_tell(is_policies
                           ? LocalText{"没有一次搜索列出足够多的有日期的文件，看不出次序",
                                       "no answer lists enough dated documents to show an order"}
                           : LocalText{"没有一次搜索列出服务和足够多的结果，看不出次序",
                                       "no answer lists a service among enough results to show an "
                                       "order"});
  const double value = share(good, judged);
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule search_ranking() {
  RuleSchema schema;
  schema.id = "search.ranking";
  schema.title = {"搜索结果把服务和新政策排在前面",
                  "The search ranks services and new policies high"};
  schema.source =
      "survey indicator 智能输出 (official services and new policies rank high); house rule for "
      "the "
      "words";
  schema.unit = "share";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = {
      lexicon_param("queries", {"要搜的词，每条的第一个词用来搜",
                                "words to search for: the first of each entry is asked"}),
      choice_param("of", "policies", {"policies", "services"},
                   {"看最新的政策，还是看服务", "the newest policy, or services"}),
      integer_param("top", 3, 1, 20, {"应排在前几位", "how high it should stand"}),
      text_param("nonsense", "曈朦龘靐",
                 {"没有网页会有的词，用来看结果是否随词而变",
                  "a word no page has, to see whether results depend on the words"}),
      words_param("policies",
                  {"通知", "意见", "办法", "规定", "条例", "方案", "细则", "决定", "措施", "公告"},
                  {"文件标题的用词", "words in titles of documents"}),
      words_param("services",
                  {"办理", "办事", "指南", "申请", "查询", "预约", "缴费", "登记", "申报", "服务"},
                  {"服务标题的用词", "words in titles of services"}),
      words_param("news",
                  {"召开", "举行", "会议", "活动", "调研", "开展", "推进", "报道", "发布", "解读"},
                  {"新闻标题的用词", "words in titles of news"})};
  schema.outcomes = {{"all", {"每次都排在前面", "every time"}},
                     {"most", {"半数以上", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"都不在前面，或没有搜索", "never, or there is no search"}}};
  schema.messages = {
      {"late-policy",
       {"搜“{words}”，列出的文件里最新的一份排在第 {place} 位，应在前 {top} 位",
        "of the documents listed for {words}, the newest stands at place {place}; it should be "
        "among the first {top}"}},
      {"late-service",
       {"搜“{words}”，第一个服务排在第 {place} 位，应在前 {top} 位",
        "among the results for {words}, the first service stands at place {place}; it should be "
        "among the first {top}"}},
      {"ignores",
       {"搜无意义的词“{nonsense}”得到同样的结果，搜索没有用到词",
        "the meaningless {nonsense} gets the same results; the search ignores the words"}},
      {"no-search", {"没有站内搜索", "the site has no search"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

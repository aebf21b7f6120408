#include <algorithm>

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/search_answers.hpp"
#include "rules/text_match.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// One of the first `top` results, or of all for 0, bears a word that was hoped for.
bool answers_well(const SearchAnswer& answer, std::size_t top) {
  const std::size_t count = top == 0 ? answer.results.size() : std::min(top, answer.results.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (!first_contained(answer.results[i].title, answer.query->words).empty()) return true;
  }
  return false;
}

Observation without_search(const EvidenceView& evidence) {
  Observation result = observed("none", 0);
  result.findings.push_back(finding("no-search", evidence.site().start_url));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const SiteSearch search =
      site_search(evidence, all_entries(params.lexicon("queries")), params.text("nonsense"));
  if (search.unknown) return cannot_tell(*search.unknown);
  if (!search.has_form) return without_search(evidence);
  const auto top = static_cast<std::size_t>(params.integer("top"));
  std::size_t clear = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const SearchAnswer& answer : search.answers) {
    if (!answer.is_clear) continue;
    ++clear;
    if (search.ignores_words) continue;
    if (answers_well(answer, top)) {
      ++good;
      continue;
    }
    findings.push_back(
        finding(answer.results.empty() ? "nothing" : "beside", answer.probe->url,
                {{"words", answer.query->words.front()}, {"wanted", answer.query->name}}, "",
                answer.results.empty() ? "" : answer.results.front().title));
  }
  if (search.ignores_words) {
    findings.push_back(finding("ignores", search.answers.front().probe->url,
                               {{"nonsense", params.text("nonsense")}}));
  }
  const double value = share(good, clear);
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule search_answers() {
  RuleSchema schema;
  schema.id = "search.answers";
  schema.version = 3;
  schema.title = {"站内搜索的回答", "What the site's search answers"};
  schema.source =
      "survey indicators 智能输入, 智能输出 (hot topics; pinyin, misspelling, plain speech; order "
      "of "
      "results)";
  schema.unit = "share";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = {
      lexicon_param("queries", {"要搜的词：每条的第一个词用来搜，其中任一个应出现在结果标题里",
                                "words to search for: the first of each entry is asked, one of "
                                "all is expected in titles of results"}),
      integer_param("top", 0, 0, 100,
                    {"只看前几条结果，0 为全部", "only the first so many results; 0 for all"}),
      text_param("nonsense", "曈朦龘靐",
                 {"没有网页会有的词，用来看结果是否随词而变",
                  "a word no page has, to see whether results depend on the words"})};
  schema.outcomes = {{"all", {"都答得上", "every query is answered"}},
                     {"most", {"半数以上答得上", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"都答不上，或没有搜索", "none, or there is no search"}}};
  schema.messages = {
      {"nothing",
       {"搜“{words}”没有结果，应能找到“{wanted}”",
        "nothing is found for {words}; {wanted} should be"}},
      {"beside",
       {"搜“{words}”的结果里没有“{wanted}”", "the results for {words} hold nothing on {wanted}"}},
      {"ignores",
       {"搜无意义的词“{nonsense}”得到同样的结果，搜索没有用到词",
        "the meaningless {nonsense} gets the same results; the search ignores the words"}},
      {"no-search", {"没有站内搜索", "the site has no search"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

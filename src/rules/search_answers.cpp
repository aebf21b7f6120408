#include "rules/search_answers.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/text_match.hpp"
#include "web/search_form.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kShortestTitle = 12;  // bytes: shorter links are pages of the result list

const Form* form_of(const EvidenceView& evidence) {
  if (evidence.home() != nullptr) {
    if (const Form* form = find_search_form(evidence.home()->forms)) return form;
  }
  for (const PageFacts* page : evidence.pages()) {
    if (const Form* form = find_search_form(page->forms)) return form;
  }
  return nullptr;
}

/// Items of the list; where none was recognised, the links that the home page does not carry.
std::vector<SearchResult> results_of(const EvidenceView& evidence, const PageFacts& page) {
  std::vector<SearchResult> results;
  std::unordered_set<std::string_view> frame;
  if (evidence.home() != nullptr) {
    for (const Link& link : evidence.home()->links) frame.insert(link.url);
  }
  for (const ListItem& item : page.list_items) {
    if (!frame.contains(item.url) || item.date)
      results.push_back({item.title, item.url, item.date});
  }
  if (!results.empty()) return results;
  for (const Link& link : page.links) {
    if (link.kind != LinkKind::anchor || link.in_navigation || frame.contains(link.url)) continue;
    if (link.text.size() >= kShortestTitle) results.push_back({link.text, link.url, {}});
  }
  return results;
}

bool says_no_result(const PageFacts& page) {
  return !first_contained(page.text, {"没有找到", "未找到", "没有搜索到", "无相关结果", "暂无结果",
                                      "没有相关", "搜索结果为空", "共0条", "找到0", "0 条", "暂无"})
              .empty();
}

SearchAnswer read_answer(const EvidenceView& evidence, const Fetch& probe,
                         const LexiconEntry* query) {
  SearchAnswer answer{query, &probe, {}, false};
  const PageFacts* page = evidence.find_answer(probe);
  if (page == nullptr || page->status < 200 || page->status >= 300) return answer;
  answer.results = results_of(evidence, *page);
  // "Loading" and "no result" may both stand in a page that a script fills.
  answer.is_clear = !answer.results.empty() ||
                    (says_no_result(*page) && !says_loading(page->text) && page->scripts.empty());
  return answer;
}

bool has_same_titles(const SearchAnswer& a, const SearchAnswer& b) {
  return std::equal(
      a.results.begin(), a.results.end(), b.results.begin(), b.results.end(),
      [](const SearchResult& x, const SearchResult& y) { return x.title == y.title; });
}

const Fetch* probe_of(const EvidenceView& evidence, const Form& form, std::string_view words) {
  for (const Fetch* probe : evidence.search_probes()) {
    if (asks_for(probe->url, form, words)) return probe;
  }
  return nullptr;
}

std::optional<LocalText> why_unknown(const EvidenceView& evidence, const Form* form,
                                     const SiteSearch& search) {
  const auto is_clear = [](const SearchAnswer& answer) { return answer.is_clear; };
  if (std::any_of(search.answers.begin(), search.answers.end(), is_clear)) return std::nullopt;
  if (form == nullptr) {
    const bool may_draw = evidence.home() != nullptr && !evidence.home()->scripts.empty();
    if (!may_draw && evidence.is_navigation_observed()) return std::nullopt;
    return LocalText{"没有找到搜索表单，可能由脚本生成",
                     "no search form was found; a script may draw one"};
  }
  const bool is_tried = form->method == "get" || may_be_posted(*form);
  if (!is_tried)
    return LocalText{"搜索以 POST 提交，表单还有别的用途，没有试用",
                     "the search is posted by a form that may do more, and was not tried"};
  if (search.answers.empty())
    return LocalText{"没有向站内搜索提问", "the site's search was not asked"};
  const auto is_refused = [](const SearchAnswer& answer) {
    return answer.probe->outcome == FetchOutcome::robots_refused;
  };
  if (std::all_of(search.answers.begin(), search.answers.end(), is_refused))
    return LocalText{"robots.txt 不允许访问站内搜索", "robots.txt keeps crawlers off the search"};
  return LocalText{"搜索结果由脚本生成，或没有正常回应",
                   "the results are drawn by a script, or the search did not answer"};
}

}  // namespace

SiteSearch site_search(const EvidenceView& evidence,
                       const std::vector<const LexiconEntry*>& queries, std::string_view nonsense) {
  SiteSearch search;
  const Form* form = form_of(evidence);
  search.has_form = form != nullptr;
  if (form != nullptr) {
    for (const LexiconEntry* query : queries) {
      const Fetch* probe = probe_of(evidence, *form, query->words.front());
      if (probe != nullptr) search.answers.push_back(read_answer(evidence, *probe, query));
    }
    const Fetch* control = probe_of(evidence, *form, nonsense);
    if (control != nullptr) {
      const SearchAnswer other = read_answer(evidence, *control, nullptr);
      search.ignores_words =
          !other.results.empty() &&
          std::any_of(search.answers.begin(), search.answers.end(),
                      [&](const SearchAnswer& each) { return has_same_titles(each, other); });
    }
  }
  search.unknown = why_unknown(evidence, form, search);
  return search;
}

}  // namespace gweval::rules

#include "rules/search_answers.hpp"

#include <algorithm>
#include <unordered_set>

#include "rules/text_match.hpp"
#include "web/search_form.hpp"
#include "web/url.hpp"

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

/// Whether the link only asks the search again: other words, another page of the same list.
bool asks_again(std::string_view link, const PageFacts& page) {
  const auto target = parse_url(link);
  const auto search = parse_url(page.final_url);
  return target && search && target->host == search->host && target->path == search->path;
}

/// Items of the list; where none was recognised, the links that the home page does not carry.
std::vector<SearchResult> results_of(const EvidenceView& evidence, const PageFacts& page) {
  std::vector<SearchResult> results;
  std::unordered_set<std::string_view> frame;
  if (evidence.home() != nullptr) {
    for (const Link& link : evidence.home()->links) frame.insert(link.url);
  }
  for (const ListItem& item : page.list_items) {
    if (asks_again(item.url, page)) continue;
    if (!frame.contains(item.url) || item.date)
      results.push_back({item.title, item.url, item.date});
  }
  if (!results.empty()) return results;
  for (const Link& link : page.links) {
    if (link.kind != LinkKind::anchor || link.in_navigation || frame.contains(link.url)) continue;
    if (asks_again(link.url, page)) continue;
    if (link.text.size() >= kShortestTitle) results.push_back({link.text, link.url, {}});
  }
  return results;
}

bool says_no_result(const PageFacts& page) {
  return !first_contained(page.text, {"没有找到", "未找到", "没有搜索到", "无相关结果", "暂无结果",
                                      "没有相关", "搜索结果为空", "共0条", "找到0", "0 条", "暂无"})
              .empty();
}

/// Whether a zero stands at the end of `text`, blanks aside, that ends no larger number.
bool ends_in_zero(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (!text.ends_with('0')) return false;
  text.remove_suffix(1);
  return text.empty() ||
         std::string_view("0123456789.,").find(text.back()) == std::string_view::npos;
}

/// "共 0 条", "找到相关结果0个": a count of none, close behind a word of finding.
bool counts_none(const PageFacts& page) {
  constexpr std::size_t kReach = 40;  // bytes before the unit
  const std::string_view text = page.text;
  for (const std::string_view unit : {"条", "个", "项", "篇", "件"}) {
    for (std::size_t at = text.find(unit); at != std::string_view::npos;
         at = text.find(unit, at + unit.size())) {
      const std::size_t begin = at > kReach ? at - kReach : 0;
      const std::string_view before = text.substr(begin, at - begin);
      if (!ends_in_zero(before)) continue;
      if (!first_contained(before, {"共", "找到", "搜索到", "检索到", "结果"}).empty()) return true;
    }
  }
  return false;
}

/// Says outright that nothing was found. Beside results the same words may ask whether the reader
/// found what was looked for.
bool states_none(const PageFacts& page) {
  return !first_contained(page.text, {"没有找到相关", "没有找到与", "未找到相关", "未找到与",
                                      "没有搜索到", "未搜索到", "没有检索到", "未检索到",
                                      "无相关结果", "暂无结果", "暂无相关结果", "搜索结果为空"})
              .empty();
}

SearchAnswer read_answer(const EvidenceView& evidence, const Fetch& probe,
                         const LexiconEntry* query) {
  SearchAnswer answer{query, &probe, {}, false};
  const PageFacts* page = evidence.find_answer(probe);
  if (page == nullptr || page->status < 200 || page->status >= 300) return answer;
  answer.results = results_of(evidence, *page);
  if (counts_none(*page)) {
    answer.results.clear();  // what is listed nevertheless is popular, or recommended
  } else if (!answer.results.empty() && states_none(*page)) {
    answer.results.clear();
    return answer;
  }
  // "Loading" and "no result" may both stand in a page that a script fills.
  answer.is_clear = !answer.results.empty() ||
                    (says_no_result(*page) && !says_loading(page->text) && page->scripts.empty());
  return answer;
}

/// By titles or by addresses: some searches write the words into the titles of what they show to
/// all.
bool has_same_results(const SearchAnswer& a, const SearchAnswer& b) {
  const auto all_equal = [&](auto is_same) {
    return std::equal(a.results.begin(), a.results.end(), b.results.begin(), b.results.end(),
                      is_same);
  };
  return all_equal(
             [](const SearchResult& x, const SearchResult& y) { return x.title == y.title; }) ||
         all_equal([](const SearchResult& x, const SearchResult& y) {
           return !x.url.empty() && x.url == y.url;
         });
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
                      [&](const SearchAnswer& each) { return has_same_results(each, other); });
    }
  }
  search.unknown = why_unknown(evidence, form, search);
  return search;
}

}  // namespace gweval::rules

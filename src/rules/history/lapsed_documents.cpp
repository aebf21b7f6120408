#include <algorithm>
#include <array>
#include <utility>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kClauseReach = 100;  // bytes before 有效期 in which its start stands
constexpr long kGraceDays = 31;            // 自印发之日起 30 日后施行

/// "【已废止】" and the like: a stamp the site puts on the page, in its title or its text.
bool is_stamped(std::string_view text) {
  for (const std::string_view word : {"已废止", "已失效", "废止", "失效", "已过期"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      const std::string_view before = text.substr(0, at);
      const std::string_view after = text.substr(at + word.size());
      for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"【", "】"},
                                        {"（", "）"},
                                        {"(", ")"},
                                        {"[", "]"},
                                        {"［", "］"},
                                        {"〔", "〕"}}) {
        if (before.ends_with(open) && after.starts_with(close)) return true;
      }
    }
  }
  return false;
}

bool is_marked(const PageFacts& page) {
  for (const auto& [name, value] : page.labels) {
    if (!first_contained(value, {"失效", "废止"}).empty()) return true;
  }
  if (!first_contained(page.title, {"失效", "废止", "过期"}).empty()) return true;
  for (const Image& image : page.images) {
    if (image.alt && !first_contained(*image.alt, {"失效", "废止"}).empty()) return true;
  }
  return is_stamped(page.text) ||
         !first_contained(page.text,
                          {"已失效", "已废止", "本文件失效", "有效性：失效", "有效性：废止",
                           "效力状态：失效", "效力状态：废止", "有效性 失效", "有效性 废止",
                           "时效性：失效", "该文件已", "宣布失效"})
              .empty();
}

/// "5年", "五年", "10 年" behind 有效期; whole years up to 30.
std::optional<int> years_at(std::string_view text) {
  for (const std::string_view filler : {"限", "为", "：", ":", " ", "暂定"}) {
    if (text.starts_with(filler)) text.remove_prefix(filler.size());
  }
  int years = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9' && years < 100) {
    years = years * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  constexpr std::array<std::string_view, 10> kDigits = {"一", "二", "三", "四", "五",
                                                        "六", "七", "八", "九", "十"};
  for (std::size_t i = 0; years == 0 && i < kDigits.size(); ++i) {
    if (!text.starts_with(kDigits[i])) continue;
    years = static_cast<int>(i) + 1;
    text.remove_prefix(kDigits[i].size());
  }
  if (years == 0 && text.starts_with("两")) {
    years = 2;
    text.remove_prefix(std::string_view("两").size());
  }
  while (text.starts_with(" ")) text.remove_prefix(1);
  if (years == 0 || years > 30 || !text.starts_with("年")) return std::nullopt;
  return years;
}

Date later(Date date, int years) {
  date.year += years;
  if (!date.is_valid()) date.day = 28;  // 29 February
  return date;
}

/// "自2020年1月1日起施行，有效期5年": the document's own validity, from the day in its clause, else
/// from its date of issue. The validity of a licence that a document tells of is another matter.
std::optional<Date> lapse_by_years(const PageFacts& page) {
  const std::string_view text = page.text;
  constexpr std::string_view kWord = "有效期";
  for (std::size_t at = text.find(kWord); at != std::string_view::npos;
       at = text.find(kWord, at + kWord.size())) {
    const auto years = years_at(text.substr(at + kWord.size(), 24));
    if (!years) continue;
    const std::size_t reach = std::min(at, kClauseReach);
    std::string_view clause = text.substr(at - reach, reach);
    if (const std::size_t stop = clause.rfind("。"); stop != std::string_view::npos)
      clause.remove_prefix(stop);
    const bool is_own = !first_contained(clause, {"施行", "实施", "执行", "生效"}).empty() &&
                        first_contained(clause, {"证", "许可", "合同", "资质"}).empty();
    if (!is_own) continue;
    if (const auto dates = find_dates(clause); !dates.empty())
      return later(dates.back().date, *years);
    const bool is_from_issue =
        !first_contained(clause, {"发布", "印发", "公布", "颁布"}).empty() && page.pub_date.value;
    if (is_from_issue)
      return Date::from_days(later(*page.pub_date.value, *years).days_since_epoch() + kGraceDays);
  }
  return std::nullopt;
}

/// The last day 有效期至 names, else the one that follows from a number of years.
std::optional<Date> valid_until(const PageFacts& page) {
  const auto last = date_after(page.text, {"有效期至", "有效期截至", "有效期限至", "有效期截止",
                                           "失效日期", "失效时间", "有效期到"});
  return last ? last : lapse_by_years(page);
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t documents = 0;
  std::size_t lapsed = 0;
  std::vector<Finding> findings;
  const auto urls = document_urls(evidence);
  for (const PageFacts* page : evidence.pages()) {
    if (!urls.contains(page->url) && !urls.contains(page->final_url)) continue;
    const auto last = valid_until(*page);
    if (!last) continue;
    ++documents;
    if (evidence.days_since(*last) <= 0 || is_marked(*page)) continue;
    ++lapsed;
    findings.push_back(
        finding("unmarked", page->final_url, {{"last", to_text(*last)}}, "", page->title));
  }
  if (documents == 0) {
    return evidence.is_complete()
               ? not_applicable({"没有文件写明有效期", "no document states until when it is valid"})
               : cannot_tell(not_observed_reason({"写明有效期的文件", "document with a last day"}));
  }
  Observation result = observed(lapsed == 0   ? "none"
                                : lapsed <= 2 ? "few"
                                              : "many",
                                static_cast<double>(lapsed));
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule history_lapsed_documents() {
  RuleSchema schema;
  schema.id = "history.lapsed-documents";
  schema.version = 2;
  schema.title = {"过期文件未标注", "Lapsed documents not marked"};
  schema.source =
      "survey indicator 历史信息清理和风险防范, situation 3; indicator 政策文件库 (validity "
      "marked)";
  schema.unit = "documents";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"一到两份", "one or two"}},
                     {"many", {"三份以上", "three or more"}}};
  schema.messages = {
      {"unmarked",
       {"文件有效期到 {last}，页面没有标明失效",
        "the document was valid until {last}, and the page does not say that it has lapsed"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

bool is_marked(const PageFacts& page) {
  for (const auto& [name, value] : page.labels) {
    if (!first_contained(value, {"失效", "废止"}).empty()) return true;
  }
  if (!first_contained(page.title, {"失效", "废止", "过期"}).empty()) return true;
  return !first_contained(page.text,
                          {"已失效", "已废止", "本文件失效", "有效性：失效", "有效性：废止",
                           "效力状态：失效", "效力状态：废止", "有效性 失效", "有效性 废止",
                           "时效性：失效", "该文件已", "宣布失效"})
              .empty();
}

/// 有效期至 says the last day; nothing is worked out from a number of years.
std::optional<Date> valid_until(const PageFacts& page) {
  return date_after(page.text, {"有效期至", "有效期截至", "有效期限至", "有效期截止", "失效日期",
                                "失效时间", "有效期到"});
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

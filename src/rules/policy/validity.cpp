#include <algorithm>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/sample.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kReach = 36;  // bytes behind a label in which its value begins

/// Something other than a dash, or the next label in place of a value.
bool is_value(std::string_view text) {
  text = value_behind(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t\n|"));
  for (const std::string_view state : {"有效", "现行", "失效", "废止", "生效", "修"}) {
    if (word.starts_with(state)) return true;
  }
  const bool is_void = normal_name(word).empty() || word.starts_with("暂无") || word == "无";
  return !is_void && !contains(word, "：") && !contains(word, ":");
}

/// "有效性：有效", "效力状态 有效", "【时效性】有效": the word as a label, not in a sentence.
bool has_label(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    const std::string_view after = text.substr(at + word.size());
    for (const std::string_view mark : {"：", ":", "】", "]", " ", "\t", "\n", "|"}) {
      if (after.starts_with(mark) && is_value(after.substr(0, kReach))) return true;
    }
  }
  return false;
}

bool states_validity(const PageFacts& page) {
  constexpr std::string_view kWords[] = {"有效性",   "效力状态", "时效性",   "文件状态", "是否有效",
                                         "文件时效", "法律效力", "文件效力", "有效状态", "效力"};
  for (const std::string_view word : kWords) {
    if (has_label(page.text, word)) return true;
    for (const auto& [name, value] : page.labels) {
      if (contains(name, word) && is_value(value)) return true;
    }
  }
  if (!first_contained(page.text,
                       {"【有效】", "【现行有效】", "[有效]", "[现行有效]", "（现行有效）",
                        "【失效】", "【已失效】", "【废止】", "【已废止】"})
           .empty()) {
    return true;
  }
  return !first_contained(page.title, {"失效", "废止"}).empty();
}

Observation check(const EvidenceView& evidence, const Params&) {
  const auto urls = document_urls(evidence, DocumentSource::columns_first);
  std::size_t documents = 0;
  std::size_t marked = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    if (!urls.contains(page->url) && !urls.contains(page->final_url)) continue;
    ++documents;
    if (states_validity(*page)) {
      ++marked;
    } else {
      findings.push_back(finding("unmarked", page->final_url, {}, "", page->title));
    }
  }
  if (documents == 0) {
    return evidence.is_complete()
               ? not_applicable({"网站没有政策文件", "the site has no policy documents"})
               : cannot_tell(not_observed_reason({"政策文件", "policy document"}));
  }
  const double value = share(marked, documents);
  Observation result =
      observed(outcome_of(value, {{0.9, "all"}, {0.5, "most"}, {1e-9, "few"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule policy_validity() {
  RuleSchema schema;
  schema.id = "policy.validity";
  schema.version = 2;
  schema.title = {"文件标明有效性", "Documents state their validity"};
  schema.source = "survey indicator 政策文件库 (validity marked)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"all", {"九成以上标明", "nine tenths or more"}},
                     {"most", {"半数以上标明", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"都没有标明", "none"}}};
  schema.messages = {
      {"unmarked",
       {"页面没有标明文件是否有效", "the page does not say whether the document is in force"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// The shape of a language tag (RFC 5646 §2.1): 2 or 3 letters, then subtags of letters and digits.
/// A subtag of one character only announces others, so "utf-8" is none.
bool is_language_tag(std::string_view tag) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t length = 0;
  std::size_t last_length = 0;
  bool is_first = true;
  for (std::size_t i = 0; i <= tag.size(); ++i) {
    if (i == tag.size() || tag[i] == '-') {
      if (is_first ? length < 2 || length > 3 : length < 1 || length > 8) return false;
      is_first = false;
      last_length = length;
      length = 0;
    } else if (is_letter(tag[i]) || (!is_first && is_digit(tag[i]))) {
      ++length;
    } else {
      return false;
    }
  }
  return last_length >= 2;
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t pages = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    if (!page->redirect_target.empty()) continue;
    ++pages;
    const std::string_view lang = trim(page->lang);
    if (is_language_tag(lang)) {
      ++good;
    } else {
      findings.push_back(
          finding(lang.empty() ? "missing" : "malformed", page->final_url, {}, "html lang", lang));
    }
  }
  if (pages == 0) return cannot_tell({"未观测到有内容的页面", "no page with content was observed"});
  return share_within_sample(evidence, good, pages, std::move(findings));
}

}  // namespace

Rule accessibility_page_language() {
  RuleSchema schema;
  schema.id = "accessibility.page-language";
  schema.title = {"页面语言声明", "Language of pages declared"};
  schema.source = "WCAG 2.1 success criterion 3.1.1; RFC 5646 §2.1";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = share_outcomes();
  schema.messages = {
      {"missing", {"html 元素没有 lang 属性", "the html element has no lang attribute"}},
      {"malformed", {"lang 属性不是语言标签", "the lang attribute is no language tag"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

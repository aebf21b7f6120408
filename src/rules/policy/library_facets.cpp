#include <algorithm>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kReach = 16;  // bytes from a facet's name to its first choice, "全部"

/// A choice row written as links: "主题分类：全部 生态环境 …". The name alone may be a table's
/// header.
bool has_choice_row(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::string_view after = text.substr(at + word.size(), kReach);
    if (!first_contained(after, {"全部", "不限", "所有"}).empty()) return true;
  }
  return false;
}

bool has_field(const EvidenceView& evidence, const PageFacts& page, std::string_view word) {
  return std::any_of(page.forms.begin(), page.forms.end(), [&](const Form& form) {
    if (!is_own_form(evidence, form)) return false;
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const FormField& field) {
      return field.type != "hidden" && contains(field.label, word);
    });
  });
}

bool offers(const EvidenceView& evidence, const std::vector<const Column*>& columns,
            const LexiconEntry& facet) {
  for (const Column* column : columns) {
    for (const PageFacts* page : column->pages) {
      for (const std::string& word : facet.words) {
        if (has_field(evidence, *page, word) || has_choice_row(page->text, word)) return true;
      }
    }
  }
  return false;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  std::vector<const Column*> columns = library_columns(evidence);
  const auto is_unread = [](const Column* column) { return column->pages.empty(); };
  const bool has_unread = std::any_of(columns.begin(), columns.end(), is_unread);
  std::erase_if(columns, is_unread);
  if (columns.empty() && has_unread)
    return cannot_tell(
        {"有政策文件库的链接，但未读取该页", "the policy library was linked but not read"});
  if (columns.empty()) {
    columns = document_columns(evidence);
    std::erase_if(columns, is_unread);
  }
  if (columns.empty() && !evidence.is_navigation_observed()) {
    return cannot_tell(not_observed_reason({"政策文件库", "policy library"}));
  }
  const Lexicon& facets = params.lexicon("facets");
  const std::string_view where = columns.empty() ? std::string_view(evidence.site().start_url)
                                                 : std::string_view(columns.front()->url);
  std::size_t found = 0;
  std::vector<Finding> findings;
  for (const LexiconEntry& facet : facets.entries) {
    if (offers(evidence, columns, facet)) {
      ++found;
    } else {
      findings.push_back(finding("missing", where, {{"facet", facet.name}}));
    }
  }
  Observation result = observed(found == facets.entries.size() ? "all"
                                : found >= 3                   ? "several"
                                : found > 0                    ? "few"
                                                               : "none",
                                static_cast<double>(found));
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule policy_library_facets() {
  RuleSchema schema;
  schema.id = "policy.library-facets";
  schema.title = {"文件库的分类维度", "Facets of the policy library"};
  schema.source = "survey indicator 政策文件库: date, validity, kind, level, topic, audience";
  schema.unit = "facets";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("facets", {"分类维度及其常用名", "the facets and the names they go by"})};
  schema.outcomes = {{"all", {"维度齐全", "every facet"}},
                     {"several", {"三个以上维度", "three facets or more"}},
                     {"few", {"一到两个维度", "one or two facets"}},
                     {"none", {"没有分类维度", "no facet"}}};
  schema.messages = {
      {"missing", {"不能按{facet}筛选政策文件", "documents cannot be filtered by {facet}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

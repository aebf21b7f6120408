#include <algorithm>

#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto columns = with_all_children(evidence, interpretation_columns(evidence));
  const std::vector<ColumnItem> items = interpretations(evidence);
  if (items.empty() && !evidence.is_complete())
    return cannot_tell(not_observed_reason({"政策解读", "interpretation"}));
  const auto occurs = [&](const LexiconEntry& form) {
    const auto named = [&](std::string_view text) {
      return !first_contained(text, form.words).empty();
    };
    // A column below that bears the form's name counts if it holds something.
    return std::any_of(columns.begin(), columns.end(),
                       [&](const Column* column) {
                         return !column->items.empty() &&
                                std::any_of(column->names.begin(), column->names.end(), named);
                       }) ||
           std::any_of(items.begin(), items.end(), [&](const ColumnItem& item) {
             return named(item.title) || (item.page != nullptr && named(item.page->title));
           });
  };
  std::size_t found = 0;
  std::vector<Finding> findings;
  const std::string_view where = columns.empty() ? std::string_view(evidence.site().start_url)
                                                 : std::string_view(columns.front()->url);
  for (const LexiconEntry& form : params.lexicon("forms").entries) {
    if (occurs(form)) {
      ++found;
    } else {
      findings.push_back(finding("missing", where, {{"form", form.name}}));
    }
  }
  Observation result = observed(found >= 3  ? "several"
                                : found > 0 ? "few"
                                            : "none",
                                static_cast<double>(found));
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule interpretation_forms() {
  RuleSchema schema;
  schema.id = "interpretation.forms";
  schema.title = {"解读形式", "Forms of interpretation"};
  schema.source =
      "survey indicator 政策解读: figures, audio, video, animation, interviews and the like";
  schema.unit = "forms";
  schema.needs = {FactKind::pages};
  schema.params = {lexicon_param(
      "forms", {"解读形式及标题中的用词", "forms and the words titles use for them"})};
  schema.outcomes = {{"several", {"三种以上", "three or more"}},
                     {"few", {"一到两种", "one or two"}},
                     {"none", {"只有文字或没有解读", "text only, or no interpretation"}}};
  schema.messages = {
      {"missing",
       {"没有见到{form}形式的解读", "no interpretation in the form of {form} was seen"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

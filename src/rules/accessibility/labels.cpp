#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// What is typed or chosen; buttons carry their own words.
bool needs_label(const FormField& field) {
  for (const std::string_view type : {"hidden", "submit", "button", "image", "reset"}) {
    if (field.type == type) return false;
  }
  return true;
}

/// A field that every page carries counts once: one mistake is no hundred.
Observation check(const EvidenceView& evidence, const Params&) {
  std::unordered_set<std::string> seen;
  std::size_t fields = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    for (const Form& form : page->forms) {
      for (const FormField& field : form.fields) {
        if (!needs_label(field)) continue;
        if (!seen.insert(form.action + " " + field.type + " " + field.name).second) continue;
        ++fields;
        if (!field.label.empty()) {
          ++good;
        } else {
          findings.push_back(
              finding("unlabelled", page->final_url, {{"type", field.type}}, field.name));
        }
      }
    }
  }
  if (fields == 0) {
    return evidence.is_complete() ? not_applicable({"网站没有表单", "the site has no forms"})
                                  : cannot_tell(not_observed_reason({"表单", "form"}));
  }
  return share_within_sample(evidence, good, fields, std::move(findings));
}

}  // namespace

Rule accessibility_labels() {
  RuleSchema schema;
  schema.id = "accessibility.labels";
  schema.title = {"表单字段有名称", "Form fields have names"};
  schema.source = "WCAG 2.1 success criterion 3.3.2";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = share_outcomes();
  schema.messages = {{"unlabelled",
                      {"{type} 字段前面没有文字，也没有 label、aria-label、placeholder 或 title",
                       "no words stand before the {type} field, and it has no label, aria-label, "
                       "placeholder or title"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/surveys.hpp"

namespace gweval::rules {
namespace {

constexpr long kYear = 365;

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto columns = survey_columns(evidence);
  if (columns.empty()) {
    if (!evidence.is_navigation_observed())
      return cannot_tell(not_observed_reason({"征集调查栏目", "survey column"}));
    Observation result = observed("absent", 0);
    result.findings.push_back(finding("absent", evidence.site().start_url));
    return result;
  }
  std::size_t held = 0;
  std::size_t undated = 0;
  for (const Activity& activity : activities(evidence)) {
    if (!activity.begun) {
      ++undated;
    } else if (const long age = evidence.days_since(*activity.begun); age >= 0 && age <= kYear) {
      ++held;
    }
  }
  bool is_unread = true;
  for (const Column* column : columns) {
    is_unread = is_unread && (column->fill == Fill::not_observed || column->fill == Fill::unclear);
  }
  if (held == 0 && is_unread)
    return cannot_tell({"征集调查栏目无法读取", "the survey column could not be read"});
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  Observation result = observed(held >= enough ? "enough"
                                : held > 0     ? "few"
                                               : "none",
                                static_cast<double>(held));
  if (held < enough) {
    result.findings.push_back(finding("few", columns.front()->url,
                                      {{"held", std::to_string(held)},
                                       {"enough", std::to_string(enough)},
                                       {"undated", std::to_string(undated)}},
                                      columns.front()->name()));
  }
  return result;
}

}  // namespace

Rule survey_activities() {
  RuleSchema schema;
  schema.id = "survey.activities";
  schema.title = {"一年内的征集调查", "Surveys within a year"};
  schema.source = "2015 census, indicator 调查征集类栏目: portals at least 6 a year, other sites 3";
  schema.unit = "activities";
  schema.needs = {FactKind::pages};
  schema.params = {integer_param("enough", 6, 1, 100,
                                 {"一年内应有多少次", "how many are expected within a year"})};
  schema.outcomes = {{"enough", {"次数足够", "enough"}},
                     {"few", {"次数不足", "too few"}},
                     {"none", {"一年内没有", "none within a year"}},
                     {"absent", {"没有栏目", "no such column"}}};
  schema.messages = {{"few",
                      {"一年内 {held} 次，应有 {enough} 次（另有 {undated} 次没有日期）",
                       "{held} within a year, {enough} expected ({undated} more show no date)"}},
                     {"absent", {"没有征集调查栏目", "no column for surveys"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

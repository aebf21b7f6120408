#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto columns = interpretation_columns(evidence);
  if (columns.empty()) {
    if (!evidence.is_navigation_observed())
      return cannot_tell(not_observed_reason({"解读栏目", "interpretation column"}));
    Observation result = observed("absent");
    result.findings.push_back(finding("absent", evidence.site().start_url));
    return result;
  }
  std::optional<Date> newest;
  const Column* best = nullptr;
  bool is_unread = false;
  bool is_empty = true;
  for (const Column* column : with_all_children(evidence, columns)) {
    is_unread = is_unread || column->fill == Fill::not_observed || column->fill == Fill::unclear;
    is_empty = is_empty && column->items.empty();
    if (column->newest && (!newest || *newest < *column->newest)) {
      newest = column->newest;
      best = column;
    }
  }
  if (!newest && is_unread)
    return cannot_tell({"解读栏目无法读取", "the interpretation column could not be read"});
  if (!newest) {
    Observation result = observed(is_empty ? "empty" : "undated");
    result.findings.push_back(
        finding(is_empty ? "empty" : "undated", columns.front()->url, {}, columns.front()->name()));
    return result;
  }
  const long days = evidence.days_since(*newest);
  const long limit = params.integer("window_days");
  Observation result = observed(days <= limit ? "current" : "stale", static_cast<double>(days));
  if (days > limit) {
    result.findings.push_back(
        finding("stale", best->url, {{"newest", to_text(*newest)}, {"days", std::to_string(limit)}},
                best->name()));
  }
  return result;
}

}  // namespace

Rule interpretation_column() {
  RuleSchema schema;
  schema.id = "interpretation.column";
  schema.title = {"政策解读栏目", "Interpretation column"};
  schema.source =
      "survey indicator 政策解读; 2019 inspection indicators, group 发布解读; house rule: six "
      "months as for policies";
  schema.unit = "days";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("window_days", 183, 1, 3650,
                    {"多少天内应有新解读", "days within which a new interpretation is expected"})};
  schema.outcomes = {{"current", {"按期更新", "up to date"}},
                     {"stale", {"超期未更新", "not up to date"}},
                     {"undated", {"没有日期", "items show no date"}},
                     {"empty", {"空栏目", "empty"}},
                     {"absent", {"没有栏目", "no such column"}}};
  schema.messages = {
      {"stale",
       {"最新解读为 {newest}，应在 {days} 天以内",
        "the newest interpretation is of {newest}; expected within {days} days"}},
      {"undated",
       {"解读没有日期，视为未更新", "interpretations show no date, which counts as not updated"}},
      {"empty", {"政策解读栏目为空", "the interpretation column is empty"}},
      {"absent", {"没有政策解读栏目", "no interpretation column"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

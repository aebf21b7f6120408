#include <unordered_set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

/// Earlier dates are no news but a system's zero: 1970-01-01.
constexpr int kFirstWebYear = 1995;

Observation check(const EvidenceView& evidence, const Params& params) {
  const long limit = params.integer("years") * 365;
  std::size_t dated = 0;
  std::size_t old = 0;
  std::vector<Finding> findings;
  std::unordered_set<std::string_view> seen;
  for (const Column* column : evidence.columns().named(params.list("columns"))) {
    const ColumnItem* oldest = nullptr;
    std::size_t own = 0;
    for (const ColumnItem& item : column->items) {
      if (!item.date || item.date->year < kFirstWebYear ||
          !seen.insert(item.url.empty() ? item.title : item.url).second)
        continue;
      ++dated;
      if (evidence.days_since(*item.date) <= limit) continue;
      ++own;
      if (oldest == nullptr || *item.date < *oldest->date) oldest = &item;
    }
    old += own;
    if (oldest == nullptr) continue;
    findings.push_back(finding("old", column->url,
                               {{"count", std::to_string(own)}, {"oldest", to_text(*oldest->date)}},
                               column->name(), oldest->title));
  }
  // Old items stand on the last pages of a list; not to have met one says nothing.
  if (old == 0 && !evidence.is_complete())
    return cannot_tell(not_observed_reason({"较早的新闻", "old news item"}));
  if (dated == 0)
    return not_applicable({"没有带日期的新闻栏目", "no news column with dated items"});
  const auto count = static_cast<double>(old);
  Observation result = observed(old == 0 ? "none" : old <= dated / 10 ? "few" : "many", count);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule history_old_items() {
  RuleSchema schema;
  schema.id = "history.old-items";
  schema.title = {"新闻留存过久", "News kept for too long"};
  schema.source =
      "survey indicator 历史信息清理和风险防范, situation 5 (news older than five years)";
  schema.unit = "items";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("years", 5, 1, 30, {"新闻最多留存几年", "years news may be kept"}),
      words_param("columns",
                  {"时政要闻", "政务要闻", "要闻动态", "要闻", "政务动态", "工作动态", "今日要闻",
                   "新闻动态", "新闻中心", "部门动态", "政务新闻", "基层动态", "图片新闻"},
                  {"新闻栏目的名称", "names of news columns"})};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"不到一成", "a tenth or less of those seen"}},
                     {"many", {"较多", "more"}}};
  schema.messages = {
      {"old",
       {"栏目里有 {count} 条新闻超过期限，最早的是 {oldest}",
        "the column keeps {count} items beyond the limit; the oldest is of {oldest}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

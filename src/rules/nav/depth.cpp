#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto most = params.integer("max_clicks");
  std::size_t columns = 0;
  std::size_t near = 0;
  std::vector<Finding> findings;
  for (const Column& column : evidence.columns().all()) {
    if (!column.is_list || !column.is_internal || column.pages.empty()) continue;
    const Fetch* fetch = evidence.find_fetch(column.pages.front()->url);
    if (fetch == nullptr) continue;
    ++columns;
    if (fetch->depth <= most) {
      ++near;
      continue;
    }
    findings.push_back(finding("deep", column.url,
                               {{"column", std::string(column.name())},
                                {"clicks", std::to_string(fetch->depth)},
                                {"most", std::to_string(most)}},
                               column.name()));
  }
  if (columns == 0) return cannot_tell({"未观测到任何栏目", "no column was observed"});
  const double value = share(near, columns);
  Observation result = observed(outcome_of(value, {{1, "all"}, {0.8, "most"}, {0, "few"}}), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule nav_depth() {
  RuleSchema schema;
  schema.id = "nav.depth";
  schema.title = {"栏目层级", "Depth of columns"};
  schema.source =
      "house rule: a column should be reached from the home page within three clicks; survey "
      "indicator 导航体系";
  schema.unit = "share";
  schema.needs = {FactKind::pages, FactKind::fetches};
  schema.params = {integer_param("max_clicks", 3, 1, 10,
                                 {"从首页出发最多点击几次", "most clicks from the home page"})};
  schema.outcomes = {{"all", {"都在限内", "all within the limit"}},
                     {"most", {"八成以上在限内", "four fifths or more"}},
                     {"few", {"不到八成在限内", "fewer than four fifths"}}};
  schema.messages = {{"deep",
                      {"到“{column}”要点击 {clicks} 次，不应超过 {most} 次",
                       "{column} takes {clicks} clicks; at most {most} are expected"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

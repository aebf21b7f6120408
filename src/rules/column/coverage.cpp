#include "rules/observe.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const std::vector<TopicColumns> topics = columns_of_topics(evidence, params);
  const bool saw_all = is_disclosure_area_observed(evidence);
  std::size_t found = 0;
  std::vector<Finding> findings;
  for (const TopicColumns& topic : topics) {
    if (!topic.columns.empty()) {
      ++found;
      continue;
    }
    findings.push_back(finding(saw_all ? "missing" : "not-observed", disclosure_area_url(evidence),
                               {{"topic", topic.topic->name}}));
  }
  if (found == 0 && !saw_all)
    return cannot_tell(not_observed_reason({"这些主题的栏目", "column of these topics"}));
  const double value = share(found, topics.size());
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  // What was not looked at may hold the rest.
  if (!saw_all && value < 1) result.interval = Interval{value, 1};
  return result;
}

}  // namespace

Rule column_coverage() {
  RuleSchema schema;
  schema.id = "column.coverage";
  schema.title = {"公开主题有无栏目", "Topics that have a column"};
  schema.source =
      "State Council Order 711 (Regulations on Open Government Information) art. 20; survey "
      "indicator 法定主动公开";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.outcomes = {{"all", {"主题都有栏目", "every topic has a column"}},
                     {"most", {"半数以上主题有栏目", "half of the topics or more have a column"}},
                     {"few", {"不到半数主题有栏目", "fewer than half of the topics have a column"}},
                     {"none", {"没有一个主题有栏目", "no topic has a column"}}};
  schema.messages = {
      {"missing",
       {"没有找到“{topic}”栏目，公开专区或导航中应有",
        "no column for {topic}; the disclosure area or the navigation should have one"}},
      {"not-observed",
       {"已抓取的页面中没有“{topic}”栏目，网站没有全部读到",
        "no column for {topic} among the pages seen so far; not all of the site was read"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/special_topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const SpecialArea special = special_area(evidence);
  if (special.area == nullptr && special.is_linked)
    return cannot_tell(
        {"有专题区的链接，但未读取该页", "the area of special topics was linked but not read"});
  if (special.area == nullptr && !evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"专题区", "area of special topics"}));
  const long window = params.integer("window_days");
  std::size_t read = 0;
  std::size_t fresh = 0;
  std::vector<Finding> findings;
  for (const SpecialTopic& topic : special.topics) {
    if (topic.page == nullptr && !topic.newest) continue;
    ++read;
    if (topic.newest && evidence.days_since(*topic.newest) <= window) {
      ++fresh;
      continue;
    }
    findings.push_back(finding(
        "old", topic.url,
        {{"newest", topic.newest ? to_text(*topic.newest) : "-"}, {"days", std::to_string(window)}},
        topic.name));
  }
  if (read == 0 && !special.topics.empty())
    return cannot_tell({"各专题的页面都没有读取", "none of the topics' pages was read"});
  if (read == 0) {
    Observation result = observed("none", 0);
    result.findings.push_back(finding(
        "no-topic", special.area != nullptr ? special.area->url : evidence.site().start_url));
    return result;
  }
  // A topic that has served its purpose may rest; half of them moving counts as full elsewhere.
  const double value = share(fresh, read);
  Observation result =
      observed(outcome_of(value, {{0.5, "moving"}, {1e-9, "some"}, {0, "resting"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule special_progress() {
  RuleSchema schema;
  schema.id = "special.progress";
  schema.title = {"专题持续更新", "Topics that keep moving"};
  schema.source = "survey indicator 专题专栏 (work progress, updates); house rule for the window";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {integer_param("window_days", 183, 1, 3650,
                                 {"多少天内应有更新", "days within which a topic is updated"})};
  schema.outcomes = {{"moving", {"半数以上在更新", "half of the topics or more are updated"}},
                     {"some", {"少数在更新", "some are updated"}},
                     {"resting", {"都没有更新", "none is updated"}},
                     {"none", {"没有专题", "no topic"}}};
  schema.messages = {{"old",
                      {"专题最新信息为 {newest}，应在 {days} 天以内",
                       "the topic's newest item is of {newest}; expected within {days} days"}},
                     {"no-topic", {"没有专题", "there is no topic"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

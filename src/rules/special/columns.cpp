#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/special_topics.hpp"

namespace gweval::rules {
namespace {

Observation absent(const EvidenceView& evidence) {
  if (!evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"专题区", "area of special topics"}));
  Observation result = observed("absent", 0);
  result.findings.push_back(finding("absent", evidence.site().start_url));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const SpecialArea special = special_area(evidence);
  const Column* area = special.area;
  const std::vector<SpecialTopic>& topics = special.topics;
  if (area == nullptr)
    return special.is_linked ? cannot_tell({"有专题区的链接，但未读取该页",
                                            "the area of special topics was linked but not read"})
                             : absent(evidence);
  std::optional<Date> newest;
  for (const SpecialTopic& topic : topics) {
    if (topic.newest && (!newest || *newest < *topic.newest)) newest = topic.newest;
  }
  const auto count = static_cast<double>(topics.size());
  if (topics.empty()) {
    if (area->fill == Fill::unclear)
      return cannot_tell(
          {"专题区的内容由脚本填充", "the area of special topics is filled by a script"});
    Observation result = observed("empty", 0);
    result.findings.push_back(finding("empty", area->url, {}, area->name()));
    return result;
  }
  if (!newest && !evidence.is_complete())
    return cannot_tell(
        not_observed_reason({"专题中有日期的条目", "dated item of a special topic"}));
  const long window = params.integer("window_days");
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  const bool is_fresh = newest && evidence.days_since(*newest) <= window;
  Observation result = observed(!is_fresh                ? "stale"
                                : topics.size() < enough ? "few"
                                                         : "maintained",
                                count);
  if (!is_fresh) {
    result.findings.push_back(
        finding("stale", area->url,
                {{"newest", newest ? to_text(*newest) : "-"}, {"days", std::to_string(window)}},
                area->name()));
  } else if (topics.size() < enough) {
    result.findings.push_back(
        finding("few", area->url,
                {{"count", std::to_string(topics.size())}, {"enough", std::to_string(enough)}},
                area->name()));
  }
  return result;
}

}  // namespace

Rule special_columns() {
  RuleSchema schema;
  schema.id = "special.columns";
  schema.title = {"专题专栏", "Special topics"};
  schema.source =
      "survey indicator 专题专栏 (topics are set up, kept up to date); house rule for the number "
      "and the window";
  schema.unit = "topics";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("enough", 3, 1, 100, {"应有多少个专题", "how many topics are expected"}),
      integer_param("window_days", 92, 1, 3650,
                    {"多少天内应有更新", "days within which one is updated"})};
  schema.outcomes = {{"maintained", {"数量足够且更新", "enough, and updated"}},
                     {"few", {"有更新，数量少", "updated, but few"}},
                     {"stale", {"长期未更新", "not updated for long"}},
                     {"empty", {"没有专题", "the area is empty"}},
                     {"absent", {"没有专题专栏", "no such area"}}};
  schema.messages = {
      {"few", {"只有 {count} 个专题，应有 {enough} 个", "{count} topics; {enough} are expected"}},
      {"stale",
       {"专题最新信息为 {newest}，应在 {days} 天以内",
        "the newest item of any topic is of {newest}; expected within {days} days"}},
      {"empty", {"专题专栏没有内容", "the area of special topics is empty"}},
      {"absent", {"没有专题专栏", "no area of special topics"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

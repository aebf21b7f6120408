#include <unordered_set>

#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kAreaWords = {"专题专栏", "热点专题", "专题聚焦",
                                             "专题集锦", "专题报道", "专题",
                                             "重点专题", "专栏",     "专题活动"};

struct Topic {
  std::string_view url;
  std::optional<Date> newest;
};

void take_newer(std::optional<Date>& newest, const std::optional<Date>& date, const Date& as_of) {
  if (date && *date <= as_of && (!newest || *newest < *date)) newest = date;
}

/// Topics are what the area's page lists: columns below it, pages of other folders, other hosts.
std::vector<Topic> topics_of(const EvidenceView& evidence, const Column& area) {
  std::vector<Topic> topics;
  std::unordered_set<std::string> seen = {column_key(area.url)};
  const auto add = [&](std::string_view url, const std::optional<Date>& date) {
    if (!url.starts_with("http") || !seen.insert(column_key(url)).second) return;
    if (health_of(evidence, url) == LinkHealth::dead) return;
    Topic topic{url, {}};
    take_newer(topic.newest, date, evidence.as_of());
    if (const Column* column = evidence.columns().find(url))
      take_newer(topic.newest, evidence.columns().newest_below(*column), evidence.as_of());
    if (const PageFacts* page = evidence.find_page(url)) {
      for (const ListItem& item : page->list_items)
        take_newer(topic.newest, item.date, evidence.as_of());
    }
    topics.push_back(topic);
  };
  for (const PageFacts* page : area.pages) {
    for (const ListItem& item : page->list_items) add(item.url, item.date);
  }
  for (const std::size_t child : area.children) add(evidence.columns().all()[child].url, {});
  return topics;
}

Observation absent(const EvidenceView& evidence) {
  if (!evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"专题区", "area of special topics"}));
  Observation result = observed("absent", 0);
  result.findings.push_back(finding("absent", evidence.site().start_url));
  return result;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const Column* area = nullptr;
  std::vector<Topic> topics;
  bool is_linked = false;
  for (const Column* column : evidence.columns().named(kAreaWords)) {
    is_linked = true;
    if (column->pages.empty()) continue;
    std::vector<Topic> own = topics_of(evidence, *column);
    if (area == nullptr || own.size() > topics.size()) {
      area = column;
      topics = std::move(own);
    }
  }
  if (area == nullptr)
    return is_linked ? cannot_tell({"有专题区的链接，但未读取该页",
                                    "the area of special topics was linked but not read"})
                     : absent(evidence);
  std::optional<Date> newest;
  for (const Topic& topic : topics) take_newer(newest, topic.newest, evidence.as_of());
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

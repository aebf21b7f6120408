#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

struct Newest {
  std::optional<Date> date;
  const PageFacts* page = nullptr;
  std::string_view title;
};

void take(const EvidenceView& evidence, const PageFacts& page, Newest& newest) {
  for (const ListItem& item : page.list_items) {
    std::optional<Date> date = item.date;
    if (!date && !item.url.empty()) {
      const PageFacts* target = evidence.find_page(item.url);
      if (target != nullptr && target->kind == PageKind::article) date = target->pub_date.value;
    }
    if (!date || *date > evidence.as_of()) continue;
    if (!newest.date || *newest.date < *date) newest = {date, &page, item.title};
  }
}

/// Whether a page linked from the home page was not read, so that a newer item may be there.
bool is_second_level_unread(const EvidenceView& evidence) {
  for (const LinkTarget& target : evidence.link_targets()) {
    if (target.is_on_home && !target.link->is_attachment &&
        evidence.find_page(target.url) == nullptr && evidence.find_fetch(target.url) == nullptr) {
      return true;
    }
  }
  return false;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  Newest newest;
  take(evidence, *evidence.home(), newest);
  if (!newest.date) {
    // The home page only navigates: its second-level pages count (veto item 3).
    for (const LinkTarget& target : evidence.link_targets()) {
      if (!target.is_on_home) break;
      const PageFacts* page = evidence.find_page(target.url);
      if (page != nullptr && page->kind == PageKind::list) take(evidence, *page, newest);
    }
  }
  if (!newest.date) {
    if (is_second_level_unread(evidence))
      return cannot_tell(not_observed_reason({"首页有日期的条目", "dated item of the home page"}));
    Observation result = observed("undated");
    result.findings.push_back(finding("undated", evidence.home()->final_url));
    return result;
  }
  const long days = evidence.days_since(*newest.date);
  const long limit = params.integer("window_days");
  Observation result = observed(days <= limit ? "updated" : "stale", static_cast<double>(days));
  if (days > limit) {
    result.findings.push_back(finding(
        "stale", newest.page->final_url,
        {{"newest", to_text(*newest.date)}, {"days", std::to_string(limit)}}, "", newest.title));
  }
  return result;
}

}  // namespace

Rule home_updated() {
  RuleSchema schema;
  schema.id = "home.updated";
  schema.title = {"首页更新", "Home page updated"};
  schema.source = "2019 inspection indicators (国办秘函〔2019〕19号) veto item 3: two weeks";
  schema.unit = "days";
  schema.needs = {FactKind::home_page};
  schema.params = {
      integer_param("window_days", 14, 1, 365,
                    {"多少天内应有新信息", "days within which a new item is expected"})};
  schema.outcomes = {{"updated", {"按期更新", "updated in time"}},
                     {"stale", {"超期未更新", "not updated in time"}},
                     {"undated", {"没有带日期的信息", "no item shows a date"}}};
  schema.messages = {
      {"stale",
       {"首页最新信息为 {newest}，应在 {days} 天以内",
        "the newest item is of {newest}; expected within {days} days"}},
      {"undated",
       {"首页及其栏目没有带日期的信息，视为未更新",
        "neither the home page nor its columns show a dated item, which counts as not updated"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

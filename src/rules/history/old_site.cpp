#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

const std::vector<std::string> kOldNames = {"旧版网站", "老版网站", "旧版",     "老版",
                                            "旧网站",   "老网站",   "返回旧版", "历史网站",
                                            "原网站",   "旧站",     "旧版入口", "网站旧版"};

std::optional<Date> newest_of(const EvidenceView& evidence, const Column& column) {
  std::optional<Date> newest = evidence.columns().newest_below(column);
  for (const PageFacts* page : column.pages) {
    for (const ListItem& item : page->list_items) {
      if (item.date && *item.date <= evidence.as_of() && (!newest || *newest < *item.date))
        newest = item.date;
    }
  }
  return newest;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const Column* unread = nullptr;
  const Column* tended = nullptr;
  for (const Column* column : evidence.columns().named(kOldNames)) {
    if (column->pages.empty()) {
      unread = column;
      continue;
    }
    const auto newest = newest_of(evidence, *column);
    if (newest && evidence.days_since(*newest) <= params.integer("window_days")) {
      tended = column;
      continue;
    }
    Observation result = observed("untended");
    result.findings.push_back(finding(
        "untended", column->url, {{"newest", newest ? to_text(*newest) : "-"}}, column->name()));
    return result;
  }
  if (unread != nullptr)
    return cannot_tell(
        {"有旧版网站的链接，但未读取该页", "an entry to an old version was linked but not read"});
  if (tended != nullptr) {
    Observation result = observed("tended");
    result.findings.push_back(finding("tended", tended->url, {}, tended->name()));
    return result;
  }
  if (!evidence.is_navigation_observed())
    return cannot_tell(not_observed_reason({"旧版网站入口", "entry to an old version"}));
  return observed("none");
}

}  // namespace

Rule history_old_site() {
  RuleSchema schema;
  schema.id = "history.old-site";
  schema.title = {"旧版网站入口", "Entry to an old version of the site"};
  schema.source = "survey indicator 历史信息清理和风险防范, situation 2";
  schema.needs = {FactKind::home_page, FactKind::pages};
  schema.params = {integer_param("window_days", 365, 1, 3650,
                                 {"多少天内有更新算在维护", "days within which it is kept up"})};
  schema.outcomes = {{"none", {"没有旧版入口", "none"}},
                     {"tended", {"有，仍在维护", "one that is kept up"}},
                     {"untended", {"有，无人维护", "one that nobody keeps"}}};
  schema.messages = {
      {"tended", {"旧版网站仍可进入", "an old version of the site can still be entered"}},
      {"untended",
       {"旧版网站仍可进入，最新信息为 {newest}",
        "an old version of the site can still be entered; its newest item is of {newest}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

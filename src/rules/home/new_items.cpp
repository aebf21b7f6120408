#include <algorithm>
#include <set>
#include <string>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"

namespace gweval::rules {
namespace {

struct Tally {
  std::set<std::string> fresh;    // distinct items within the window
  std::set<std::string> unknown;  // distinct items whose date stands on a page that was not read
  bool has_dates = false;
};

/// One item however often, and under whichever of its addresses, it is listed.
std::string key_of(const EvidenceView& evidence, const ListItem& item) {
  if (item.url.empty()) return item.title;
  const PageFacts* target = evidence.find_page(item.url);
  return target == nullptr ? std::string(item.url) : target->final_url;
}

void take(const EvidenceView& evidence, const PageFacts& page, long window, Tally& tally) {
  for (const ListItem& item : page.list_items) {
    std::optional<Date> date = item.date;
    const PageFacts* target = item.url.empty() ? nullptr : evidence.find_page(item.url);
    if (!date && target != nullptr && target->kind == PageKind::article)
      date = target->pub_date.value;
    if (!date) {
      const bool is_unread =
          target == nullptr && !item.url.empty() && evidence.find_fetch(item.url) == nullptr;
      if (is_unread) tally.unknown.insert(key_of(evidence, item));
      continue;
    }
    if (*date > evidence.as_of()) continue;
    tally.has_dates = true;
    if (evidence.days_since(*date) <= window) tally.fresh.insert(key_of(evidence, item));
  }
}

/// Second-level pages of a home page that only navigates. True if one of them was not read.
bool take_second_level(const EvidenceView& evidence, long window, Tally& tally) {
  bool is_unread = false;
  for (const LinkTarget& target : evidence.link_targets()) {
    if (!target.is_on_home) break;
    const PageFacts* page = evidence.find_page(target.url);
    if (page != nullptr && page->kind == PageKind::list) take(evidence, *page, window, tally);
    is_unread = is_unread || (page == nullptr && !target.link->is_attachment &&
                              evidence.find_fetch(target.url) == nullptr);
  }
  return is_unread;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const long window = params.integer("window_days");
  const auto enough = static_cast<std::size_t>(params.integer("enough"));
  Tally tally;
  take(evidence, *evidence.home(), window, tally);
  const bool is_second_level_unread =
      !tally.has_dates && take_second_level(evidence, window, tally);
  for (const std::string& key : tally.fresh) tally.unknown.erase(key);
  const std::size_t found = tally.fresh.size();
  const auto missing = [&](std::size_t count) {
    return static_cast<double>(enough - std::min(count, enough));
  };
  if (found >= enough) return observed("enough", 0);
  const MessageArgs args = {{"found", std::to_string(found)},
                            {"enough", std::to_string(enough)},
                            {"days", std::to_string(window)}};
  const Finding few = finding("few", evidence.home()->final_url, args);
  if (is_second_level_unread || !tally.unknown.empty()) {
    Observation result = cannot_tell(
        is_second_level_unread
            ? not_observed_reason({"首页下一级页面的新信息", "new item of a second-level page"})
            : LocalText{"首页有的信息没有日期，其页面也未读取",
                        "items of the home page show no date and their pages were not read"});
    const std::size_t most = is_second_level_unread ? enough : found + tally.unknown.size();
    result.value = missing(found);
    result.interval = Interval{missing(most), missing(found)};
    if (missing(most) > 0) result.findings.push_back(few);
    return result;
  }
  Observation result = observed(found > 0 ? "few" : "none", missing(found));
  result.findings.push_back(few);
  return result;
}

}  // namespace

Rule home_new_items() {
  RuleSchema schema;
  schema.id = "home.new-items";
  schema.title = {"首页新信息", "New items of the home page"};
  schema.source = "2015 census, indicator 首页栏目: ten new items within two weeks";
  schema.unit = "items missing";
  schema.needs = {FactKind::home_page};
  schema.params = {integer_param("window_days", 14, 1, 365,
                                 {"多少天以内为新信息", "days within which an item is new"}),
                   integer_param("enough", 10, 1, 1000,
                                 {"应有多少条新信息", "how many new items are expected"})};
  schema.outcomes = {{"enough", {"新信息足够", "enough"}},
                     {"few", {"新信息不足", "too few"}},
                     {"none", {"没有新信息", "none"}}};
  schema.messages = {{"few",
                      {"{days} 天内有 {found} 条新信息，应有 {enough} 条",
                       "{found} new items within {days} days, {enough} expected"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

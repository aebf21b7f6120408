#include <algorithm>

#include "rules/observe.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

constexpr int kDefaultWindowDays = 365;  // standards: other columns, 1 year

/// From best to worst; what was not seen gives way to what was.
enum class Freshness { fresh, stale, undated, empty, unknown };

struct TopicState {
  Freshness state = Freshness::unknown;
  const Column* column = nullptr;
  std::optional<Date> newest;
};

/// What one column says; a topic takes the best of its columns.
TopicState state_of(const EvidenceView& evidence, const Column& column, long window_days) {
  TopicState result{Freshness::unknown, &column, evidence.columns().newest_below(column)};
  if (result.newest) {
    const bool is_fresh = evidence.days_since(*result.newest) <= window_days;
    result.state = is_fresh ? Freshness::fresh : Freshness::stale;
    return result;
  }
  const auto below = evidence.columns().with_children(column);
  const auto any = [&](auto&& test) { return std::any_of(below.begin(), below.end(), test); };
  const bool is_unseen = any([](const Column* each) {
    return each->fill == Fill::not_observed || each->fill == Fill::unclear;
  });
  const bool has_unread_items = any([](const Column* each) {
    return std::any_of(each->items.begin(), each->items.end(),
                       [](const ColumnItem& item) { return item.page == nullptr; });
  });
  if (is_unseen || (has_unread_items && !evidence.is_complete())) return result;
  const bool has_something = any([](const Column* each) { return each->fill != Fill::empty; });
  result.state = has_something ? Freshness::undated : Freshness::empty;
  return result;
}

TopicState best_state(const EvidenceView& evidence, const TopicColumns& topic) {
  const long window = topic.topic->window_days.value_or(kDefaultWindowDays);
  TopicState best;
  bool is_first = true;
  for (const Column* column : topic.columns) {
    const TopicState state = state_of(evidence, *column, window);
    const bool is_newer =
        state.state == best.state && state.newest && best.newest && *best.newest < *state.newest;
    if (is_first || state.state < best.state || is_newer) best = state;
    is_first = false;
  }
  return best;
}

Finding describe(const TopicColumns& topic, const TopicState& state) {
  const std::string days = std::to_string(topic.topic->window_days.value_or(kDefaultWindowDays));
  MessageArgs args = {{"topic", topic.topic->name}, {"days", days}};
  if (state.state == Freshness::stale) args.emplace_back("newest", to_text(*state.newest));
  const char* message = state.state == Freshness::stale     ? "stale"
                        : state.state == Freshness::undated ? "undated"
                        : state.state == Freshness::empty   ? "empty"
                                                            : "not-observed";
  return finding(message, state.column->url, std::move(args), state.column->name());
}

Observation check(const EvidenceView& evidence, const Params& params) {
  std::size_t fresh = 0;
  std::size_t judged = 0;
  std::size_t with_column = 0;
  std::vector<Finding> findings;
  for (const TopicColumns& topic : columns_of_topics(evidence, params)) {
    if (topic.columns.empty()) continue;
    ++with_column;
    const TopicState state = best_state(evidence, topic);
    if (state.state != Freshness::unknown) ++judged;
    if (state.state == Freshness::fresh) {
      ++fresh;
    } else {
      findings.push_back(describe(topic, state));
    }
  }
  if (with_column == 0 && !is_disclosure_area_observed(evidence)) {
    return cannot_tell(not_observed_reason({"这些主题的栏目", "column of these topics"}));
  }
  if (with_column > 0 && judged == 0)
    return cannot_tell({"这些主题的栏目都无法读取", "no column of these topics could be read"});
  const double value = share(fresh, judged);
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule column_freshness() {
  RuleSchema schema;
  schema.id = "column.freshness";
  schema.title = {"主题栏目按期更新", "Topic columns kept up to date"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 4: two weeks for news, six "
      "months for "
      "notices and policies; 2015 census: one year for other columns, undated counts as not "
      "updated";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.outcomes = {
      {"all", {"栏目都在期限内更新", "every column is up to date"}},
      {"most", {"半数以上栏目按期更新", "half of the columns or more are up to date"}},
      {"few", {"不到半数栏目按期更新", "fewer than half of the columns are up to date"}},
      {"none", {"没有按期更新的栏目", "no column is up to date"}}};
  schema.messages = {
      {"stale",
       {"“{topic}”栏目最新信息为 {newest}，应在 {days} 天以内",
        "newest item on {topic} is of {newest}; expected within {days} days"}},
      {"undated",
       {"“{topic}”栏目的信息没有日期，视为未更新（应在 {days} 天以内）",
        "items on {topic} show no date and count as not updated; expected within {days} days"}},
      {"empty",
       {"“{topic}”栏目为空，应有 {days} 天以内的信息",
        "the column on {topic} is empty; expected an item within {days} days"}},
      {"not-observed",
       {"“{topic}”栏目未能读到，不计入（期限 {days} 天）",
        "the column on {topic} could not be read and is left out (window {days} days)"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

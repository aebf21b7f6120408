#include <unordered_map>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kShortestTitle = 10;  // code points; shorter ones recur by chance

struct Place {
  const ColumnItem* item = nullptr;
  const Column* column = nullptr;
};

bool is_cut(std::string_view title) {
  return title.ends_with("...") || title.ends_with("…");
}

/// Editors shorten titles for a narrow column: what is left out may stand anywhere.
bool is_shortened(std::string_view whole, std::string_view part) {
  while (!part.empty()) {
    const char32_t wanted = take_code_point(part);
    bool is_found = false;
    while (!is_found && !whole.empty()) is_found = take_code_point(whole) == wanted;
    if (!is_found) return false;
  }
  return true;
}

/// Cut titles agree with what they are the beginning of.
bool same_title(std::string_view a, std::string_view b) {
  const std::string first = normal_name(a);
  const std::string second = normal_name(b);
  if (first == second) return true;
  if (is_cut(a)) return second.starts_with(first);
  if (is_cut(b)) return first.starts_with(second);
  // This also covers marks that one list puts before or after: "[通知]", "（图）".
  return is_shortened(first, second) || is_shortened(second, first);
}

class Repeats {
 public:
  void add(const ColumnItem& item, const Column& column) {
    if (item.url.empty()) return;
    const auto [by_url, is_new_url] = by_url_.try_emplace(item.url, Place{&item, &column});
    if (!is_new_url) {
      if (by_url->second.column != &column) compare(by_url->second, {&item, &column});
      return;
    }
    if (count_code_points(item.title) < kShortestTitle || is_cut(item.title)) return;
    const auto [by_title, is_new] =
        by_title_.try_emplace(normal_name(item.title), Place{&item, &column});
    if (!is_new && by_title->second.column != &column) compare(by_title->second, {&item, &column});
  }

  std::size_t repeated = 0;
  std::size_t agreeing = 0;
  std::vector<Finding> findings;

 private:
  void compare(const Place& first, const Place& second) {
    ++repeated;
    const bool dates_differ =
        first.item->date && second.item->date && *first.item->date != *second.item->date;
    const bool titles_differ = !same_title(first.item->title, second.item->title);
    if (!dates_differ && !titles_differ) {
      ++agreeing;
      return;
    }
    if (dates_differ) {
      findings.push_back(finding("dates-differ", second.column->url,
                                 {{"here", to_text(*second.item->date)},
                                  {"there", to_text(*first.item->date)},
                                  {"column", std::string(first.column->name())}},
                                 second.column->name(), second.item->title));
    } else {
      findings.push_back(finding("titles-differ", second.column->url,
                                 {{"there", std::string(first.item->title)},
                                  {"column", std::string(first.column->name())}},
                                 second.column->name(), second.item->title));
    }
  }

  std::unordered_map<std::string_view, Place> by_url_;
  std::unordered_map<std::string, Place> by_title_;
};

Observation check(const EvidenceView& evidence, const Params& params) {
  Repeats repeats;
  for (const Column& column : evidence.columns().all()) {
    for (const ColumnItem& item : column.items) repeats.add(item, column);
  }
  if (repeats.repeated == 0) {
    if (!has_sample(evidence))
      return cannot_tell(not_observed_reason({"同时出现在两个栏目的信息", "item in two columns"}));
    return not_applicable({"没有信息同时出现在两个栏目", "no item appears in two columns"});
  }
  if (repeats.repeated < static_cast<std::size_t>(params.integer("fewest"))) {
    Observation result =
        cannot_tell({"同时出现在两个栏目的信息太少，说明不了整个网站",
                     "too few items appear in two columns for a word on the whole site"});
    result.findings = std::move(repeats.findings);
    return result;
  }
  const double value = share(repeats.agreeing, repeats.repeated);
  Observation result = observed(
      outcome_of(value, {{1, "same"}, {0.95, "nearly"}, {0.8, "mostly"}, {0, "differing"}}), value);
  result.findings = std::move(repeats.findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule column_same_source() {
  RuleSchema schema;
  schema.id = "column.same-source";
  schema.version = 2;
  schema.title = {"同一信息处处一致", "The same item is the same everywhere"};
  schema.source = "survey indicators 法定主动公开, 日常运维 (不同源)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      integer_param("fewest", 3, 1, 100,
                    {"至少有几条信息出现在两处才下结论",
                     "how many items must appear twice before anything is concluded"})};
  schema.outcomes = {{"same", {"都一致", "all agree"}},
                     {"nearly", {"基本一致", "nearly all agree"}},
                     {"mostly", {"多数一致", "four fifths or more agree"}},
                     {"differing", {"不一致较多", "fewer agree"}}};
  schema.messages = {{"dates-differ",
                      {"同一信息这里写 {here}，“{column}”里写 {there}",
                       "the item is dated {here} here and {there} in {column}"}},
                     {"titles-differ",
                      {"同一地址在“{column}”里的标题是“{there}”",
                       "the same address is called {there} in {column}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

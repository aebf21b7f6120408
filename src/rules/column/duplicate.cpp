#include <algorithm>
#include <map>
#include <set>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kFewestItems = 3;  // fewer agree by chance
constexpr double kSameItems = 0.8;       // shared items over all items of both
constexpr double kSomeItems = 0.5;       // enough beside the same name

/// A parent that gathers its columns' items is no duplicate of them.
bool is_above(const SiteColumns& columns, const Column& above, const Column& below) {
  const auto family = columns.with_children(above);
  return std::find(family.begin(), family.end(), &below) != family.end();
}

std::set<std::string_view> item_urls(const Column& column) {
  std::set<std::string_view> urls;
  for (const ColumnItem& item : column.items) {
    if (!item.url.empty()) urls.insert(item.url);
  }
  return urls;
}

struct Pair {
  const Column* first;
  const Column* second;
  std::size_t shared = 0;
};

/// Only columns that share an item are compared, so that the work stays near the number of items.
std::vector<Pair> pairs_with_shared_items(const std::vector<const Column*>& columns) {
  std::map<std::string_view, std::vector<std::size_t>> columns_of_item;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (const std::string_view url : item_urls(*columns[i])) columns_of_item[url].push_back(i);
  }
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> shared;
  for (const auto& [url, holders] : columns_of_item) {
    if (holders.size() > 8) continue;  // an item listed everywhere says nothing
    for (std::size_t i = 0; i < holders.size(); ++i) {
      for (std::size_t j = i + 1; j < holders.size(); ++j) ++shared[{holders[i], holders[j]}];
    }
  }
  std::vector<Pair> pairs;
  for (const auto& [key, count] : shared)
    pairs.push_back({columns[key.first], columns[key.second], count});
  return pairs;
}

bool share_a_name(const Column& a, const Column& b) {
  return !a.names.empty() && !b.names.empty() && a.name() == b.name();
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::vector<const Column*> lists;
  for (const Column& column : evidence.columns().all()) {
    if (column.is_list && column.is_internal && !column.items.empty()) lists.push_back(&column);
  }
  if (lists.empty())
    return cannot_tell({"未观测到有条目的栏目", "no column with items was observed"});
  std::vector<Finding> findings;
  for (const Pair& pair : pairs_with_shared_items(lists)) {
    const std::size_t all =
        item_urls(*pair.first).size() + item_urls(*pair.second).size() - pair.shared;
    const double same = share(pair.shared, all);
    const bool same_name = share_a_name(*pair.first, *pair.second);
    if (pair.shared < kFewestItems || same < (same_name ? kSomeItems : kSameItems)) continue;
    if (is_above(evidence.columns(), *pair.first, *pair.second) ||
        is_above(evidence.columns(), *pair.second, *pair.first))
      continue;
    findings.push_back(finding(same_name ? "same-name" : "same-items", pair.second->url,
                               {{"column", std::string(pair.second->name())},
                                {"other", std::string(pair.first->name())},
                                {"address", pair.first->url},
                                {"share", percent(same)}},
                               pair.second->name()));
  }
  const auto count = static_cast<double>(findings.size());
  Observation result = observed(findings.empty() ? "none" : count < 3 ? "few" : "many", count);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule column_duplicate() {
  RuleSchema schema;
  schema.id = "column.duplicate";
  schema.title = {"重复栏目", "Duplicate columns"};
  schema.source =
      "survey indicator 频道栏目导航 (columns repeated); house rule: the same items under two "
      "columns";
  schema.unit = "pairs";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"一到两对", "one or two pairs"}},
                     {"many", {"三对以上", "three pairs or more"}}};
  schema.messages = {{"same-name",
                      {"与同名栏目 {address} 有 {share} 的内容相同",
                       "bears the same name as {address} and shares {share} of the items"}},
                     {"same-items",
                      {"“{column}”与“{other}”（{address}）有 {share} 的内容相同",
                       "{column} shares {share} of its items with {other} ({address})"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

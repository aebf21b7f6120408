#include "diff/indicator_row.hpp"

#include <algorithm>
#include <cmath>

#include "diff/leaf_change.hpp"

namespace gweval {
namespace {

constexpr double kSameIndex = 1e-9;  // noise of sums; no rule or grade is this fine

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : "+") + id;
  return out;
}

std::string names_of(const std::vector<const IndicatorResult*>& leaves) {
  constexpr std::size_t kMaxNames = 4;
  std::string out;
  for (std::size_t i = 0; i < std::min(leaves.size(), kMaxNames); ++i) {
    out += (out.empty() ? "" : " + ") + leaves[i]->name;
  }
  return leaves.size() > kMaxNames ? out + " + …" : out;
}

void describe(const IndicatorMatch& match, IndicatorDiff& row) {
  const bool is_dropped = match.new_leaves.empty();
  const auto& leaves = is_dropped ? match.old_leaves : match.new_leaves;
  row.old_ids = match.old_ids;
  row.new_ids = match.new_ids;
  row.id = joined(is_dropped ? match.old_ids : match.new_ids);
  row.name = names_of(leaves);
  row.parent = leaves.front()->parent;
  row.is_bonus = leaves.front()->is_bonus;
  row.relation = match.relation;
}

bool is_not_applicable(const std::vector<const IndicatorResult*>& leaves) {
  return std::all_of(leaves.begin(), leaves.end(), [](const IndicatorResult* leaf) {
    return leaf->state == NodeState::not_applicable;
  });
}

Verdict direction(double difference) {
  if (std::abs(difference) <= kSameIndex) return Verdict::unchanged;
  return difference > 0 ? Verdict::improved : Verdict::regressed;
}

/// What cannot be compared as a number may still show its direction by its bounds.
void judge_by_bounds(const IndicatorMatch& match, IndicatorDiff& row) {
  add_reason(row.reasons, DiffReason::coverage);
  if (match.old_leaves.size() != 1 || match.new_leaves.size() != 1) return;
  const IndicatorResult& before = *match.old_leaves.front();
  const IndicatorResult& after = *match.new_leaves.front();
  const bool is_better = after.index_min > before.index_max + kSameIndex;
  const bool is_worse = after.index_max < before.index_min - kSameIndex;
  if (!is_better && !is_worse) return;
  if (row.verdict == Verdict::not_comparable && row.is_site_and_rules) return;
  row.verdict = is_better ? Verdict::improved : Verdict::regressed;
  add_reason(row.reasons, DiffReason::bounds);
}

/// The intervals of two sampled indices overlap.
bool is_within_sampling(const IndicatorMatch& match) {
  if (match.old_leaves.size() != 1 || match.new_leaves.size() != 1) return false;
  const IndicatorResult& before = *match.old_leaves.front();
  const IndicatorResult& after = *match.new_leaves.front();
  const bool has_width = before.index_max > before.index_min || after.index_max > after.index_min;
  return has_width && before.index_min <= after.index_max && after.index_min <= before.index_max;
}

void find_reasons(const IndicatorMatch& match, IndicatorDiff& row) {
  if (match.old_leaves.size() != 1 || match.new_leaves.size() != 1) {
    add_reason(row.reasons, DiffReason::catalogue);
  } else {
    LeafChange change = compare_rulers(*match.old_leaves.front(), *match.new_leaves.front());
    row.reasons = std::move(change.reasons);
    row.rules = std::move(change.rules);
  }
  row.is_site_and_rules = !row.reasons.empty();
}

void set_effect(const MatchedValues& values, const DiffScale& scale, IndicatorDiff& row) {
  const WeightedIndex before{values.old_part.weight * scale.old_factor, values.old_part.index()};
  const WeightedIndex after{values.new_part.weight * scale.new_factor, values.new_part.index()};
  if (values.old_part.is_known()) row.old_value = before;
  if (values.new_part.is_known()) row.new_value = after;
  row.effect = split_two(before, after);
  row.catalogue_centred =
      row.is_bonus ? row.effect->catalogue : centred_catalogue_effect(before, after, scale.centre);
}

}  // namespace

IndicatorDiff indicator_row(const MatchedValues& values, const DiffScale& scale,
                            bool is_comparable) {
  IndicatorDiff row;
  const IndicatorMatch& match = *values.match;
  describe(match, row);
  row.compared = values.compared;
  const bool has_effect =
      is_comparable && values.is_compared && (scale.with_bonus || !row.is_bonus);
  if (match.old_leaves.empty() || match.new_leaves.empty()) {
    row.verdict = match.old_leaves.empty() ? Verdict::added : Verdict::dropped;
    if (has_effect) set_effect(values, scale, row);
    if (!values.is_compared) add_reason(row.reasons, DiffReason::coverage);
    return row;
  }
  find_reasons(match, row);
  if (has_effect) set_effect(values, scale, row);
  if (is_not_applicable(match.old_leaves) || is_not_applicable(match.new_leaves)) {
    add_reason(row.reasons, DiffReason::not_applicable);
    row.is_site_and_rules = false;  // one year has no index that a rule could have moved
    return row;
  }
  if (!values.is_compared) {
    judge_by_bounds(match, row);
    return row;
  }
  if (!values.criteria.empty() && values.compared < 1) {
    row.reasons.push_back(DiffReason::coverage);
  }
  if (row.is_site_and_rules) return row;
  row.verdict = direction(values.new_part.index() - values.old_part.index());
  const bool is_whole = values.criteria.empty();
  if (row.verdict != Verdict::unchanged && is_whole && is_within_sampling(match)) {
    add_reason(row.reasons, DiffReason::sampling);
  }
  return row;
}

}  // namespace gweval

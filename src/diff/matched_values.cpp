#include "diff/matched_values.hpp"

#include <algorithm>

#include "diff/leaf_change.hpp"

namespace gweval {
namespace {

double share_of(double part, double whole) {
  return whole > 0 ? std::min(1.0, part / whole) : 0;
}

/// What only one year has is compared with nothing, as far as it is known.
MatchedValues one_sided(const IndicatorMatch& match) {
  MatchedValues out;
  out.match = &match;
  const bool is_added = match.old_leaves.empty();
  const IndicatorResult& leaf = *(is_added ? match.new_leaves : match.old_leaves).front();
  const KnownPart part = known_part(leaf);
  out.is_compared = part.is_known();
  out.compared = share_of(part.weight, leaf.effective_weight);
  (is_added ? out.new_part : out.old_part) = part;
  return out;
}

}  // namespace

std::optional<KnownPart> whole_part(const std::vector<const IndicatorResult*>& leaves) {
  KnownPart out;
  for (const IndicatorResult* leaf : leaves) {
    const bool is_settled = leaf->points || leaf->state == NodeState::not_applicable;
    if (!is_settled) return std::nullopt;
    if (!leaf->points) continue;
    out.weight += leaf->effective_weight;
    out.points += *leaf->points;
  }
  return out;
}

KnownPart part_of(const IndicatorResult& leaf, const std::set<std::string>& criteria) {
  KnownPart out;
  for (const CriterionResult& criterion : leaf.criteria) {
    if (!criterion.points || criteria.count(criterion.id) == 0) continue;
    out.weight += criterion.weight;
    out.points += *criterion.points;
  }
  return out;
}

MatchedValues matched_values(const IndicatorMatch& match) {
  if (match.old_leaves.empty() || match.new_leaves.empty()) return one_sided(match);
  MatchedValues out;
  out.match = &match;
  const auto old_whole = whole_part(match.old_leaves);
  const auto new_whole = whole_part(match.new_leaves);
  if (old_whole && new_whole) {
    out.old_part = *old_whole;
    out.new_part = *new_whole;
    out.is_compared = true;
    out.compared = 1;
    return out;
  }
  if (match.old_leaves.size() != 1 || match.new_leaves.size() != 1) return out;
  const IndicatorResult& before = *match.old_leaves.front();
  const IndicatorResult& after = *match.new_leaves.front();
  out.criteria = common_criteria(before, after);
  if (out.criteria.empty()) return out;
  out.old_part = part_of(before, out.criteria);
  out.new_part = part_of(after, out.criteria);
  out.is_compared = true;
  out.compared = std::min(share_of(out.old_part.weight, before.effective_weight),
                          share_of(out.new_part.weight, after.effective_weight));
  return out;
}

}  // namespace gweval

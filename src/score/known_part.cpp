#include "score/known_part.hpp"

#include <algorithm>

namespace gweval {

KnownPart known_part(const IndicatorResult& leaf) {
  if (leaf.points) return {leaf.effective_weight, *leaf.points};
  if (leaf.state == NodeState::not_applicable) return {};
  KnownPart criteria;
  bool is_any_known = false;
  for (const CriterionResult& criterion : leaf.criteria) {
    if (!criterion.points) continue;
    is_any_known = true;
    criteria.weight += criterion.weight;
    criteria.points += *criterion.points;
  }
  if (!is_any_known || criteria.weight > 0) return criteria;
  // Deductions have no weight of their own: they are taken from the leaf, down to nothing, and its
  // coverage says how much of it they speak for.
  const double left = std::max(0.0, leaf.effective_weight + criteria.points);
  return {leaf.coverage * leaf.effective_weight, leaf.coverage * left};
}

}  // namespace gweval

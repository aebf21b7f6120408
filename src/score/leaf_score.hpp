#pragma once
// A leaf: its criteria as one index with bounds, state and coverage (method §2.1, §2.2).

#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/scoring.hpp"
#include "score/bounded.hpp"
#include "score/criterion_score.hpp"

namespace gweval {

struct LeafScore {
  NodeState state = NodeState::pending;
  BoundedIndex index;
  double coverage = 0;     // [0, 1]: known share of the applicable share
  double known_index = 0;  // index of the known part alone, for the projection; 0 if coverage is 0
  std::vector<CriterionScore> criteria;
  std::optional<ManualRating> rating;  // of the whole leaf
  std::vector<ManualRating> ratings;
  LocalText reason;
};

/// Joins criteria as the rubric says. Pure arithmetic: states, bounds and coverage are set.
[[nodiscard]] LeafScore join_criteria(RubricKind kind, std::vector<CriterionScore> criteria);

/// Scores a leaf from its observations and ratings. A rating of the whole leaf overrides the
/// criteria, which stay visible.
[[nodiscard]] LeafScore score_leaf(const Indicator& leaf, const SiteInput& input,
                                   SchemaLookup schemas);

}  // namespace gweval

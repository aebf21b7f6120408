#pragma once
// What is known of a leaf, whole or in part: the common currency of projections and comparisons.

#include "gweval/results.hpp"

namespace gweval {

struct KnownPart {
  double weight = 0;  // points it is worth after the n/a policy; 0: nothing is known
  double points = 0;  // of these

  [[nodiscard]] bool is_known() const { return weight > 0; }
  [[nodiscard]] double index() const { return weight > 0 ? points / weight : 0; }
};

/// The whole leaf once it is scored, else the criteria that are: the part Results::projected is
/// made of. What does not apply has no weight, except where the n/a policy leaves it one.
[[nodiscard]] KnownPart known_part(const IndicatorResult& leaf);

}  // namespace gweval

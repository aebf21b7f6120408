#pragma once
// One row of a site's comparison.

#include "diff/matched_values.hpp"

namespace gweval {

/// What turns points into the points of a site's basis: 1 each, or 100 over the compared weight.
struct DiffScale {
  double old_factor = 1;
  double new_factor = 1;
  double centre = 0;  // mean index of both years, of the base
  bool with_bonus = true;
};

/// Values, effect, verdict and reasons; without `is_comparable` no effect.
[[nodiscard]] IndicatorDiff indicator_row(const MatchedValues& values, const DiffScale& scale,
                                          bool is_comparable);

}  // namespace gweval

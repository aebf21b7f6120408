#pragma once
// The little statistics rules need (docs/scoring.md: intervals).

#include <cstddef>
#include <vector>

#include "gweval/rule.hpp"

namespace gweval::rules {

/// Wilson score interval at 95 % of a proportion, `hits` of `n` > 0; contains hits / n.
[[nodiscard]] Interval wilson_interval(std::size_t hits, std::size_t n);

/// Median of a non-empty list; the mean of the middle two if their number is even.
[[nodiscard]] double median(std::vector<long> values);

}  // namespace gweval::rules

#pragma once
// Ranks of numbers, and exact bounds of ranks from bounds of numbers (method §2.5, §2.10).

#include <cstdint>
#include <vector>

#include "gweval/results.hpp"

namespace gweval {

/// Ranks of quantised keys, the highest first: 1224, 1223, or the mean position of a tie.
[[nodiscard]] std::vector<double> ranks_of(const std::vector<std::int64_t>& keys, TieRule ties);

struct KeyInterval {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

struct RankBounds {
  int best = 1;
  int worst = 1;
};

/// Every rank that some choice of numbers in the intervals gives lies within; for competition and
/// dense ranks both ends are reached (intervals with width are taken as continuous). Fractional
/// ranks lie between the first and the last position of the widest tie. O(n log n).
[[nodiscard]] std::vector<RankBounds> rank_bounds(const std::vector<KeyInterval>& intervals,
                                                  TieRule ties);

}  // namespace gweval

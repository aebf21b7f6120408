#pragma once
// Leaf indices to points of every node (method §2.3).

#include <vector>

#include "gweval/catalogue.hpp"
#include "score/tree.hpp"

namespace gweval {

struct RolledUp {
  std::vector<double> weight;  // effective, by node
  std::vector<char> is_na;     // by node
  std::vector<double> points;  // by node
  double base = 0;             // sum of level 1, unrounded
  double bonus = 0;            // sum of the bonus leaves, unrounded and uncapped
};

/// `leaf_index` and `leaf_na` are by node; entries of parents are ignored. Sums run in catalogue
/// order, so the same leaves always give the same bits.
[[nodiscard]] RolledUp roll_up(const Tree& tree, NotApplicablePolicy policy,
                               const std::vector<double>& leaf_index,
                               const std::vector<char>& leaf_na);

}  // namespace gweval

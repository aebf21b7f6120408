#pragma once
// Weights after the catalogue's policy for what does not apply (method §2.4).

#include <vector>

#include "gweval/catalogue.hpp"
#include "score/tree.hpp"

namespace gweval {

/// By node: a leaf is n/a by itself, a parent if all its children are. `leaf_na` is by node too;
/// entries of parents are ignored.
[[nodiscard]] std::vector<char> spread_not_applicable(const Tree& tree, std::vector<char> leaf_na);

/// Points each node is worth, by node. What is n/a is worth nothing, except under `zero` and
/// `full`. Children add up to their parent. Bonus leaves keep their weight, or have none.
[[nodiscard]] std::vector<double> effective_weights(const Tree& tree, NotApplicablePolicy policy,
                                                    const std::vector<char>& is_na);

}  // namespace gweval

#pragma once
// Vetoes: which have fired, and which still may (method §2.1, §2.5).

#include <cstddef>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"
#include "score/bonus.hpp"
#include "score/leaf_score.hpp"
#include "score/tree.hpp"

namespace gweval {

struct VetoFound {
  VetoResult result;
  VetoEffect effect = VetoEffect::disqualify;
  double cap = 0;        // effect cap
  std::size_t node = 0;  // effect zero_node
  bool is_fired = false;
  NodeState open_state = NodeState::pending;  // of what a possible veto leaves open
};

/// `leaves` is by node; entries of parents are unused. A veto of a criterion that a whole-leaf
/// rating overrides is silent; a rated criterion fires it if the rating is not above the best index
/// among the veto's outcomes.
[[nodiscard]] std::vector<VetoFound> find_vetoes(const Catalogue& catalogue, const Tree& tree,
                                                 const std::vector<LeafScore>& leaves);

[[nodiscard]] TotalVetoes total_vetoes(const std::vector<VetoFound>& vetoes);

}  // namespace gweval

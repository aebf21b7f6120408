#pragma once
// The ledger of one site: leaf scores rolled up to every node, with bounds, and vetoed nodes at
// zero.

#include <optional>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"
#include "score/bonus.hpp"
#include "score/leaf_score.hpp"
#include "score/tree.hpp"
#include "score/veto.hpp"

namespace gweval {

struct SiteLedger {
  std::vector<IndicatorResult> indicators;  // pre-order, bonus last
  TotalParts totals;
  std::optional<double> projected;  // scored points / scored weight x 100, unrounded; base only
  double coverage = 0;              // of the base, [0, 1]
  double applicable = 1;            // of the base, [0, 1]
};

/// `leaves` is by node; entries of parents are unused.
[[nodiscard]] SiteLedger make_ledger(const Tree& tree, NotApplicablePolicy policy,
                                     std::vector<LeafScore> leaves,
                                     const std::vector<VetoFound>& vetoes);

}  // namespace gweval

#pragma once
// What a site has lost, and what is not known yet, criterion by criterion: what to fix first.

#include <vector>

#include "gweval/results.hpp"

namespace gweval {

struct Loss {
  const IndicatorResult* leaf = nullptr;
  const CriterionResult* criterion = nullptr;  // null: a rating of the whole leaf
  double gain = 0;                             // points
};

/// Most points first. What is worth less than half a displayed digit is left out.
[[nodiscard]] std::vector<Loss> losses_of(const SiteResult& site);

/// Criteria nothing is known of, the widest bounds first.
[[nodiscard]] std::vector<Loss> unknowns_of(const SiteResult& site);

/// Points that mending all of them may bring; deductions beyond a leaf's points count once.
[[nodiscard]] double total_gain(const std::vector<Loss>& losses);

}  // namespace gweval

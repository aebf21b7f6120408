#pragma once
// Named bands of points (method §2.0, §2.5). Points are quantised here, and cut-offs are inclusive.

#include <string>
#include <vector>

#include "gweval/catalogue.hpp"

namespace gweval {

/// Tiers are best first. Empty if there are none.
[[nodiscard]] std::string tier_of(const std::vector<Tier>& tiers, double points);

/// Every tier a total in [low, high] can be in, best first.
[[nodiscard]] std::vector<std::string> possible_tiers(const std::vector<Tier>& tiers, double low,
                                                      double high);

}  // namespace gweval

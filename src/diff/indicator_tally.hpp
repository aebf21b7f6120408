#pragma once
// Verdicts counted over the sites, indicator by indicator.

#include <vector>

#include "gweval/diff.hpp"

namespace gweval {

/// Rows of the sites that are in both documents, by profile and row id.
[[nodiscard]] std::vector<IndicatorTally> tally_indicators(const std::vector<SiteDiff>& sites);

}  // namespace gweval

#pragma once
// Numbers and short texts as people read them. Display only: nothing is decided on these.

#include <string>
#include <vector>

#include "gweval/results.hpp"

namespace gweval {

[[nodiscard]] std::vector<double> cut_offs_of(const Results& results);

/// A share in whole per cent; never 100% below 1 and never 0% above 0.
[[nodiscard]] std::string display_share(double share);

/// Three decimals, half up.
[[nodiscard]] std::string display_index(double index);

/// "4" or "4.5".
[[nodiscard]] std::string display_rank(double rank);

/// "1-3", or "2" where both ends meet.
[[nodiscard]] std::string display_rank_bounds(const SiteResult& site);

/// Up to four decimals, as short as it goes.
[[nodiscard]] std::string display_value(double value);

/// One tier, or the best and the worst of several.
[[nodiscard]] std::string display_tiers(const SiteResult& site);

}  // namespace gweval

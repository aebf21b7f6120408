#pragma once
// Evidence, rules and weights, from results scored both ways round (method §2.9).

#include <vector>

#include "diff/matched_values.hpp"
#include "diff/site_comparison.hpp"

namespace gweval {

/// Fills the factors of rows and site where the crossed scores allow it; `values` belongs to
/// `site.indicators` row by row. Without crossed scores nothing happens.
void add_three_factors(SiteDiff& site, const std::vector<MatchedValues>& values,
                       const SiteResult& old_site, const SiteResult& new_site,
                       const CrossScores& cross);

/// Total less the points of all its leaves: what bonus cap, gate and vetoes took away.
[[nodiscard]] double total_adjustment(const SiteResult& site);

}  // namespace gweval

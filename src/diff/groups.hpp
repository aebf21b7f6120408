#pragma once
// Means of groups in both years, and what moved them.

#include <string>
#include <vector>

#include "gweval/diff.hpp"

namespace gweval {

/// A site with the one it is compared with; several old ones if it was merged.
struct SitePair {
  const SiteResult* new_site = nullptr;
  std::vector<const SiteResult*> old_sites;  // empty: new
  const SiteDiff* diff = nullptr;
};

/// Every profile, then every group of the site list within it, in the new document's order.
[[nodiscard]] std::vector<GroupDiff> compare_groups(const Results& old_results,
                                                    const Results& new_results,
                                                    const std::vector<SitePair>& pairs,
                                                    const Crosswalk* crosswalk);

}  // namespace gweval

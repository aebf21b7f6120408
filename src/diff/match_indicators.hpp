#pragma once
// Which indicators of two trees are the same one, or compare only together.

#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// Leaves that compare with leaves; one side is empty for what was added or dropped.
struct IndicatorMatch {
  std::vector<const IndicatorResult*> old_leaves;
  std::vector<const IndicatorResult*> new_leaves;
  std::vector<std::string> old_ids;  // as the crosswalk names them: leaves, or a parent of all
  std::vector<std::string> new_ids;
  CrosswalkRelation relation = CrosswalkRelation::same;
};

/// Every leaf of both sites is in exactly one match: order of the new tree, dropped ones last.
/// Explicit entries come first, equal ids after them. `entries` may be null. Base and bonus never
/// match each other. Refers into both sites.
[[nodiscard]] std::vector<IndicatorMatch> match_indicators(
    const SiteResult& old_site, const SiteResult& new_site,
    const std::vector<CrosswalkEntry>* entries);

}  // namespace gweval

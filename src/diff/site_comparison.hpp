#pragma once
// One site's two results, or a site and those it was merged from.

#include <vector>

#include "gweval/diff.hpp"

namespace gweval {

/// The same site scored the other ways round; null where it was not.
struct CrossScores {
  const SiteResult* new_evidence_old_rules = nullptr;
  const SiteResult* old_evidence_new_rules = nullptr;
};

[[nodiscard]] SiteDiff compare_site(const SiteResult& old_site, const SiteResult& new_site,
                                    const std::vector<CrosswalkEntry>* entries,
                                    const CrossScores& cross);

/// Comparisons of one new site with each of its predecessors as one: their means, so that effects
/// still add up to the change. Not empty.
[[nodiscard]] SiteDiff mean_of(std::vector<SiteDiff> comparisons);

/// A site of one document only.
[[nodiscard]] SiteDiff only_in_new(const SiteResult& site);
[[nodiscard]] SiteDiff only_in_old(const SiteResult& site);

}  // namespace gweval

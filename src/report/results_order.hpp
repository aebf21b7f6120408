#pragma once
// Sites as reports list them: a block a profile, ranked ones first by rank.

#include <string>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct ProfileBlock {
  std::string profile;
  std::vector<const SiteResult*> ranked;    // by rank; equal ranks in site-list order
  std::vector<const SiteResult*> unranked;  // in site-list order
};

/// Profiles in the order of their first site.
[[nodiscard]] std::vector<ProfileBlock> blocks_of(const Results& results);

/// "title (id)", or the id alone.
[[nodiscard]] std::string profile_title(const Results& results, const std::string& profile,
                                        Language language);

/// The score a ranking is by.
[[nodiscard]] const std::optional<double>& ranked_score(const Results& results,
                                                        const SiteResult& site);

/// Names of a node's ancestors and of itself, from level 1 down.
[[nodiscard]] std::vector<std::string> path_of(const SiteResult& site, std::size_t indicator);

}  // namespace gweval

// Ranks within each profile: only sites scored with the same table compare (method §2.10).

#include <algorithm>
#include <map>
#include <string>

#include "gweval/scoring.hpp"
#include "score/ranks.hpp"
#include "score/rounding.hpp"

namespace gweval {
namespace {

bool is_ranked(const SiteResult& site) {
  const bool has_score = site.total || site.projected || site.base_max > 0;
  return site.status != SiteStatus::not_observed && !site.is_disqualified && has_score;
}

void rank_by(std::vector<SiteResult*>& sites, bool by_total, TieRule ties) {
  std::vector<SiteResult*> scored;
  std::vector<std::int64_t> keys;
  for (SiteResult* site : sites) {
    const std::optional<double>& score = by_total ? site->total : site->projected;
    if (!score) continue;
    scored.push_back(site);
    keys.push_back(points_key(*score));
  }
  const std::vector<double> ranks = ranks_of(keys, ties);
  for (std::size_t i = 0; i < scored.size(); ++i) scored[i]->rank = ranks[i];
}

/// A site of which nothing is scored yet takes no rank. Of the others' best ranks it takes none
/// either, however high its bounds: their ranks of today lie within their bounds.
void bound_ranks(const std::vector<SiteResult*>& sites, TieRule ties) {
  std::vector<KeyInterval> intervals;
  std::vector<KeyInterval> unscored_at_zero;
  for (const SiteResult* site : sites) {
    intervals.push_back({points_key(site->total_min), points_key(site->total_max)});
    unscored_at_zero.push_back(intervals.back());
    if (!site->total && !site->projected) unscored_at_zero.back().low = 0;
  }
  const std::vector<RankBounds> own = rank_bounds(intervals, ties);
  const std::vector<RankBounds> bounds = rank_bounds(unscored_at_zero, ties);
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const bool is_scored = sites[i]->total || sites[i]->projected;
    sites[i]->rank_min = bounds[i].best;
    sites[i]->rank_max = (is_scored ? bounds : own)[i].worst;
  }
}

}  // namespace

void rank_sites(Results& results, TieRule ties) {
  std::map<std::string, std::vector<SiteResult*>> by_profile;
  bool is_complete = true;
  for (SiteResult& site : results.sites) {
    site.rank.reset();
    site.rank_min.reset();
    site.rank_max.reset();
    if (!is_ranked(site)) continue;
    by_profile[site.profile].push_back(&site);
    is_complete = is_complete && site.total.has_value();
  }
  results.ties = ties;
  results.ranked_by = is_complete ? "total" : "projected";
  for (auto& [profile, sites] : by_profile) {
    rank_by(sites, is_complete, ties);
    bound_ranks(sites, ties);
  }
}

}  // namespace gweval

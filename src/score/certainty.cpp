// Results to rank intervals, P(tier) and the influence of leaves.

#include "gweval/certainty.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <utility>

#include "base/statistics.hpp"
#include "score/known_part.hpp"
#include "score/perturbation.hpp"
#include "score/rounding.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxSites = 10'000;
constexpr std::size_t kMaxDraws = 10'000'000;

/// One profile's sites and leaves, as the model has them.
struct Panel {
  std::vector<const SiteResult*> sites;
  std::vector<std::string> left_out;
  std::vector<const IndicatorResult*> leaves;  // one site's, for id and name
  bool is_complete = true;
  bool is_settled = true;  // complete, and no sampled rate gives a total any width
};

/// Of the vetoes that have fired, or also of those that may.
std::optional<double> lowest_cap(const SiteResult& site, bool is_fired_only) {
  std::optional<double> lowest;
  for (const VetoResult& veto : site.veto) {
    if (!veto.cap || (is_fired_only && veto.state != "fired")) continue;
    lowest = lowest ? std::min(*lowest, *veto.cap) : *veto.cap;
  }
  return lowest;
}

Panel panel_of(const Results& results, const std::string& profile) {
  Panel out;
  std::map<std::string, std::size_t, std::less<>> known;
  for (const SiteResult& site : results.sites) {
    if (site.profile != profile) continue;
    const bool has_score = site.total || site.projected;
    if (site.status == SiteStatus::not_observed || site.is_disqualified || !has_score) {
      out.left_out.push_back(site.id);
      continue;
    }
    out.sites.push_back(&site);
    out.is_complete = out.is_complete && site.total.has_value();
    out.is_settled = out.is_settled && site.total && site.total_min == site.total_max;
    for (const IndicatorResult& node : site.indicators) {
      if (!node.is_leaf || node.is_bonus) continue;
      if (known.emplace(node.id, known.size()).second) out.leaves.push_back(&node);
    }
  }
  return out;
}

constexpr double kNoCap = std::numeric_limits<double>::infinity();

using LeafPlaces = std::map<std::string, std::size_t, std::less<>>;

bool may_be_disqualified(const SiteResult& site) {
  return std::any_of(site.veto.begin(), site.veto.end(), [](const VetoResult& veto) {
    return veto.effect == "disqualify" && veto.state == "possible";
  });
}

/// So that the published weights give exactly the published bounds: what rounding took from them.
void settle_rounding(const Panel& panel, std::size_t leaves, BoundsModel& model) {
  TotalBounds nominal(model, leaves);
  nominal.bound(std::vector<double>(leaves, 1));
  for (std::size_t i = 0; i < panel.sites.size(); ++i) {
    model.add_min[i] += panel.sites[i]->total_min - nominal.lows()[i];
    model.add_max[i] += panel.sites[i]->total_max - nominal.highs()[i];
  }
}

BoundsModel bounds_of(const Panel& panel, const LeafPlaces& leaf_of) {
  BoundsModel out;
  const std::size_t sites = panel.sites.size();
  for (auto* by_leaf : {&out.points_min, &out.points_max, &out.weights}) {
    by_leaf->assign(sites * panel.leaves.size(), 0);
  }
  for (std::size_t i = 0; i < sites; ++i) {
    const SiteResult& site = *panel.sites[i];
    double whole = 0;
    for (const IndicatorResult& node : site.indicators) {
      if (!node.is_leaf || node.is_bonus) continue;
      const std::size_t at = leaf_of.find(node.id)->second * sites + i;
      out.points_min[at] = node.points_min;
      out.points_max[at] = node.points_max;
      out.weights[at] = node.effective_weight;
      whole += node.effective_weight;
    }
    const bool is_open = may_be_disqualified(site);
    out.may_be_disqualified.push_back(is_open ? 1 : 0);
    out.whole.push_back(without_noise(whole));
    out.add_min.push_back(site.bonus_min);
    out.add_max.push_back(site.bonus_max);
    out.cap_min.push_back(is_open ? 0 : lowest_cap(site, false).value_or(kNoCap));
    out.cap_max.push_back(lowest_cap(site, true).value_or(kNoCap));
  }
  settle_rounding(panel, panel.leaves.size(), out);
  return out;
}

RankModel model_of(const Results& results, const Panel& panel) {
  RankModel model;
  model.sites = panel.sites.size();
  model.leaves = panel.leaves.size();
  model.points.assign(model.sites * model.leaves, 0);
  model.weights = model.points;
  LeafPlaces leaf_of;
  for (const IndicatorResult* leaf : panel.leaves) leaf_of.emplace(leaf->id, leaf_of.size());
  for (std::size_t i = 0; i < model.sites; ++i) {
    const SiteResult& site = *panel.sites[i];
    for (const IndicatorResult& node : site.indicators) {
      if (!node.is_leaf || node.is_bonus) continue;
      const std::size_t at = leaf_of.find(node.id)->second * model.sites + i;
      const KnownPart part = known_part(node);
      model.points[at] = std::max(0.0, part.points);
      model.weights[at] = part.weight;
    }
    const auto cap = lowest_cap(site, true);
    model.cap.push_back(cap.value_or(kNoCap));
    model.bonus.push_back(cap ? 0 : site.total ? site.bonus.value_or(0) : site.bonus_min);
  }
  for (const Tier& tier : results.tiers) model.tiers_from.push_back(points_key(tier.from));
  if (!panel.is_settled) model.bounds = bounds_of(panel, leaf_of);
  return model;
}

/// Smallest rank with at least `per_cent` of the draws at or before it.
int quantile(const std::uint32_t* counts, std::size_t ranks, std::size_t draws,
             std::uint64_t per_cent) {
  std::uint64_t seen = 0;
  for (std::size_t rank = 0; rank < ranks; ++rank) {
    seen += counts[rank];
    if (seen * 100 >= per_cent * draws) return static_cast<int>(rank + 1);
  }
  return static_cast<int>(ranks);
}

void read_counts(const RankCounts& counts, std::size_t site, std::size_t sites, std::size_t tiers,
                 RankCertainty& out, const PerturbationOptions& options) {
  const std::uint32_t* ranks = counts.ranks.data() + site * sites;
  const auto draws = static_cast<double>(options.draws);
  out.rank_q05 = quantile(ranks, sites, options.draws, 5);
  out.rank_median = quantile(ranks, sites, options.draws, 50);
  out.rank_q95 = quantile(ranks, sites, options.draws, 95);
  std::uint64_t top = 0;
  std::uint64_t shift = 0;
  for (std::size_t r = 0; r < sites; ++r) {
    const int rank = static_cast<int>(r + 1);
    top += rank <= options.top ? ranks[r] : 0;
    shift += static_cast<std::uint64_t>(std::abs(rank - out.rank)) * ranks[r];
  }
  out.top = static_cast<double>(top) / draws;
  out.mean_shift = static_cast<double>(shift) / draws;
  for (std::size_t tier = 0; tier < tiers; ++tier) {
    const std::size_t at = site * tiers + tier;
    const auto& possible = counts.possible_tiers.empty() ? counts.tiers : counts.possible_tiers;
    out.tiers_min.push_back(static_cast<double>(counts.tiers[at]) / draws);
    out.tiers_max.push_back(static_cast<double>(possible[at]) / draws);
  }
}

std::vector<LeafInfluence> leave_one_out(const RankModel& model, const Panel& panel,
                                         const RankScorer& nominal) {
  std::vector<LeafInfluence> out;
  RankScorer scorer(model);
  for (std::size_t leaf = 0; leaf < model.leaves; ++leaf) {
    std::vector<double> factors(model.leaves, 1);
    factors[leaf] = 0;
    scorer.score(factors);
    LeafInfluence influence;
    influence.indicator = panel.leaves[leaf]->id;
    influence.name = panel.leaves[leaf]->name;
    double sum = 0;
    for (std::size_t site = 0; site < model.sites; ++site) {
      const int shift = std::abs(static_cast<int>(scorer.ranks()[site]) -
                                 static_cast<int>(nominal.ranks()[site]));
      sum += shift;
      if (shift > influence.largest_shift) {
        influence.largest_shift = shift;
        influence.moved_most = panel.sites[site]->id;
      }
      const bool has_tiers = !model.tiers_from.empty();
      influence.tier_changes += has_tiers && scorer.tier_of(site) != nominal.tier_of(site) ? 1 : 0;
    }
    influence.mean_shift = sum / static_cast<double>(model.sites);
    out.push_back(std::move(influence));
  }
  return out;
}

ProfileCertainty certainty_of(const Results& results, const std::string& profile, Panel panel,
                              const PerturbationOptions& options) {
  ProfileCertainty out;
  out.profile = profile;
  out.options = options;
  out.scored_by = panel.is_complete ? "total" : "projected";
  out.left_out = std::move(panel.left_out);
  if (panel.sites.empty()) return out;
  const RankModel model = model_of(results, panel);
  RankScorer nominal(model);
  nominal.score(std::vector<double>(model.leaves, 1));
  const RankCounts counts =
      count_ranks_on(model, options.seed, options.spread, options.draws, options.threads);
  for (std::size_t i = 0; i < model.sites; ++i) {
    RankCertainty site;
    site.site_id = panel.sites[i]->id;
    site.score = quantise(nominal.scores()[i]);
    site.rank = static_cast<int>(nominal.ranks()[i]);
    read_counts(counts, i, model.sites, model.tiers_from.size(), site, options);
    out.sites.push_back(std::move(site));
  }
  out.leaves = leave_one_out(model, panel, nominal);
  return out;
}

}  // namespace

Interval sampled_rate(std::size_t hits, std::size_t n, std::optional<std::size_t> population) {
  const RateInterval interval = wilson_interval(hits, n, population);
  return {interval.low, interval.high};
}

std::string_view to_text(RateDecision decision) {
  switch (decision) {
    case RateDecision::below:
      return "below";
    case RateDecision::at_or_above:
      return "at_or_above";
    case RateDecision::undecided:
      break;
  }
  return "undecided";
}

RateDecision decide_rate(const Interval& interval, double threshold) {
  if (interval.high < threshold) return RateDecision::below;
  if (interval.low >= threshold) return RateDecision::at_or_above;
  return RateDecision::undecided;
}

Result<std::vector<ProfileCertainty>> rank_certainty(const Results& results,
                                                     const PerturbationOptions& options) {
  if (!(options.spread >= 0 && options.spread < 1)) {
    return Error{ErrorCode::invalid_argument, "the spread of weights must be in [0, 1)"};
  }
  if (options.draws < 1 || options.draws > kMaxDraws) {
    return Error{ErrorCode::invalid_argument, "draws must be 1 to " + std::to_string(kMaxDraws)};
  }
  std::vector<std::string> profiles;
  for (const SiteResult& site : results.sites) {
    if (std::find(profiles.begin(), profiles.end(), site.profile) == profiles.end()) {
      profiles.push_back(site.profile);
    }
  }
  std::vector<ProfileCertainty> out;
  for (const std::string& profile : profiles) {
    Panel panel = panel_of(results, profile);
    if (panel.sites.size() > kMaxSites) {
      return Error{ErrorCode::limit_exceeded,
                   "more than " + std::to_string(kMaxSites) + " sites; split the results", profile};
    }
    out.push_back(certainty_of(results, profile, std::move(panel), options));
  }
  return out;
}

}  // namespace gweval

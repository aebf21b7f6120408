#include "score/perturbation.hpp"

#include <algorithm>
#include <cmath>
#include <thread>

#include "score/rounding.hpp"

namespace gweval {
namespace {

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // Steele, Lea, Flood 2014
constexpr double kRankKey = 1e9;                       // ties are taken at 1e-9 points
constexpr unsigned kSiteBits = 24;     // of a sort key; the score takes the 39 above them
constexpr double kHighestScore = 500;  // so that a forged results file cannot overflow the key

void count_tiers(const RankModel& model, const RankScorer& scorer, RankCounts& out) {
  const std::size_t tiers = model.tiers_from.size();
  for (std::size_t site = 0; site < model.sites; ++site) {
    const std::size_t best = scorer.best_tier_of(site);
    if (!model.bounds) {
      ++out.tiers[site * tiers + best];
      continue;
    }
    const std::size_t worst = scorer.worst_tier_of(site);
    const bool is_certain = best == worst && model.bounds->may_be_disqualified[site] == 0;
    if (is_certain) ++out.tiers[site * tiers + best];
    for (std::size_t tier = best; tier <= worst; ++tier) ++out.possible_tiers[site * tiers + tier];
  }
}

void add(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

}  // namespace

std::uint64_t split_mix(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + index * kGolden;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

double uniform_at(std::uint64_t seed, std::uint64_t index) {
  return static_cast<double>(split_mix(seed, index) >> 11) * 0x1.0p-53;
}

RankScorer::RankScorer(const RankModel& model)
    : model_(model),
      denominators_(model.weights, model.sites, model.leaves),
      scores_(model.sites),
      order_(model.sites),
      ranks_(model.sites) {
  if (model.bounds) bounds_.emplace(*model.bounds, model.leaves);
}

void RankScorer::score(const std::vector<double>& factors) {
  add_up(factors);
  if (bounds_) {
    bounds_->bound(factors);
    keep_within_bounds();
  }
  rank();
}

// Leaf by leaf over all sites: each site's sum runs in leaf order, however wide the machine's
// vectors are.
void RankScorer::add_up(const std::vector<double>& factors) {
  std::fill(scores_.begin(), scores_.end(), 0);
  denominators_.clear();
  for (std::size_t leaf = 0; leaf < model_.leaves; ++leaf) {
    const double factor = factors[leaf];
    const double* points = model_.points.data() + leaf * model_.sites;
    double* scores = scores_.data();
    for (std::size_t site = 0; site < model_.sites; ++site) scores[site] += factor * points[site];
    denominators_.add(leaf, factor);
  }
  for (std::size_t site = 0; site < model_.sites; ++site) {
    const double weight = denominators_.of(site);
    const double base = weight > 0 ? 100 * scores_[site] / weight : 0;
    const double total = std::min(base + model_.bonus[site], model_.cap[site]);
    scores_[site] = total > 0 ? std::min(total, kHighestScore) : 0;
  }
}

// A projection is of what is scored; it claims nothing that the rest could not bring about.
void RankScorer::keep_within_bounds() {
  for (std::size_t site = 0; site < model_.sites; ++site) {
    const double within =
        std::max(bounds_->lows()[site], std::min(scores_[site], bounds_->highs()[site]));
    scores_[site] = std::clamp(within, 0.0, kHighestScore);
  }
}

void RankScorer::rank() {
  constexpr std::uint64_t kHighest = std::uint64_t{1} << (63 - kSiteBits);
  for (std::size_t site = 0; site < model_.sites; ++site) {
    const auto key = static_cast<std::uint64_t>(std::nearbyint(scores_[site] * kRankKey));
    order_[site] = (kHighest - key) << kSiteBits | site;
  }
  std::sort(order_.begin(), order_.end());
  std::uint32_t shared = 0;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const bool is_tied = i > 0 && order_[i] >> kSiteBits == order_[i - 1] >> kSiteBits;
    if (!is_tied) shared = static_cast<std::uint32_t>(i + 1);
    ranks_[order_[i] & ((std::uint64_t{1} << kSiteBits) - 1)] = shared;
  }
}

std::size_t RankScorer::best_tier_of(std::size_t site) const {
  return tier_at(bounds_ ? bounds_->highs()[site] : scores_[site]);
}

std::size_t RankScorer::worst_tier_of(std::size_t site) const {
  return tier_at(bounds_ ? bounds_->lows()[site] : scores_[site]);
}

std::size_t RankScorer::tier_at(double total) const {
  const std::int64_t key = points_key(total);
  for (std::size_t tier = 0; tier + 1 < model_.tiers_from.size(); ++tier) {
    if (key >= model_.tiers_from[tier]) return tier;
  }
  return model_.tiers_from.size() - 1;
}

RankCounts count_ranks(const RankModel& model, std::uint64_t seed, double spread, std::size_t first,
                       std::size_t last) {
  const std::size_t tiers = model.tiers_from.size();
  RankCounts out{std::vector<std::uint32_t>(model.sites * model.sites),
                 std::vector<std::uint32_t>(model.sites * tiers),
                 std::vector<std::uint32_t>(model.bounds ? model.sites * tiers : 0)};
  RankScorer scorer(model);
  std::vector<double> factors(model.leaves);
  for (std::size_t draw = first; draw < last; ++draw) {
    for (std::size_t leaf = 0; leaf < model.leaves; ++leaf) {
      factors[leaf] = 1 + spread * (2 * uniform_at(seed, draw * model.leaves + leaf + 1) - 1);
    }
    scorer.score(factors);
    for (std::size_t site = 0; site < model.sites; ++site) {
      ++out.ranks[site * model.sites + scorer.ranks()[site] - 1];
    }
    if (tiers > 0) count_tiers(model, scorer, out);
  }
  return out;
}

RankCounts count_ranks_on(const RankModel& model, std::uint64_t seed, double spread,
                          std::size_t draws, unsigned threads) {
  const std::size_t parts = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(1, draws));
  std::vector<RankCounts> counts(parts);
  const auto work = [&](std::size_t part) {
    counts[part] =
        count_ranks(model, seed, spread, draws * part / parts, draws * (part + 1) / parts);
  };
  std::vector<std::thread> others;
  for (std::size_t part = 1; part < parts; ++part) others.emplace_back(work, part);
  work(0);
  for (std::thread& other : others) other.join();
  for (std::size_t part = 1; part < parts; ++part) {
    add(counts[0].ranks, counts[part].ranks);
    add(counts[0].tiers, counts[part].tiers);
    add(counts[0].possible_tiers, counts[part].possible_tiers);
  }
  return std::move(counts[0]);
}

}  // namespace gweval

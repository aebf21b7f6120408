#pragma once
// Ranks of many sites under many draws of weights (method §2.10). Every number of a draw follows
// from the seed and its place alone, so draws can be made in any order and on any thread.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "score/total_bounds.hpp"

namespace gweval {

/// Random number `index` of the SplitMix64 sequence of `seed`, counted from 1.
[[nodiscard]] std::uint64_t split_mix(std::uint64_t seed, std::uint64_t index);

/// The same number in [0, 1): its upper 53 bits.
[[nodiscard]] double uniform_at(std::uint64_t seed, std::uint64_t index);

/// What is known of the leaves, leaf by leaf: entry leaf * sites + site.
struct RankModel {
  std::size_t sites = 0;
  std::size_t leaves = 0;
  std::vector<double> points;
  std::vector<double> weights;           // points; 0 where the leaf does not count
  std::vector<double> bonus;             // by site, added as it is
  std::vector<double> cap;               // by site, highest total; infinite without one
  std::vector<std::int64_t> tiers_from;  // points_key of the cut-offs, best first
  std::optional<BoundsModel> bounds;     // absent: every total is settled
};

/// Scores of one set of factors, and room to work in.
class RankScorer {
 public:
  explicit RankScorer(const RankModel& model);

  /// Factors by leaf, >= 0. Results hold until the next call.
  void score(const std::vector<double>& factors);

  [[nodiscard]] const std::vector<double>& scores() const { return scores_; }
  [[nodiscard]] const std::vector<std::uint32_t>& ranks() const { return ranks_; }  // from 1
  [[nodiscard]] std::size_t tier_of(std::size_t site) const { return tier_at(scores_[site]); }
  /// Tiers of the greatest and of the least total: the score's own where totals are settled.
  [[nodiscard]] std::size_t best_tier_of(std::size_t site) const;
  [[nodiscard]] std::size_t worst_tier_of(std::size_t site) const;

 private:
  void add_up(const std::vector<double>& factors);
  void keep_within_bounds();
  void rank();
  [[nodiscard]] std::size_t tier_at(double total) const;

  const RankModel& model_;
  WeightSums denominators_;
  std::optional<TotalBounds> bounds_;
  std::vector<double> scores_;
  std::vector<std::uint64_t> order_;
  std::vector<std::uint32_t> ranks_;
};

struct RankCounts {
  std::vector<std::uint32_t> ranks;  // site * sites + (rank - 1) -> draws
  // site * tiers + tier -> draws in which the tier is certain, and in which it is possible
  std::vector<std::uint32_t> tiers;
  std::vector<std::uint32_t> possible_tiers;  // empty where totals are settled: as `tiers`
};

/// Draws [first, last) of the sequence.
[[nodiscard]] RankCounts count_ranks(const RankModel& model, std::uint64_t seed, double spread,
                                     std::size_t first, std::size_t last);

/// All draws, on `threads` threads; the counts never depend on how many.
[[nodiscard]] RankCounts count_ranks_on(const RankModel& model, std::uint64_t seed, double spread,
                                        std::size_t draws, unsigned threads);

}  // namespace gweval

#pragma once
// How sure a score, a tier and a rank are (docs/certainty.md): intervals of sampled rates, ranks
// and tiers when the weights are varied, and what each leaf does to the ranking. Pure; the same
// seed gives the same bits on any number of threads.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/rule.hpp"

namespace gweval {

/// Wilson score interval at 95 % of a rate, `hits` of `n` > 0; `population` is the size of the
/// frame the sample was drawn from, nothing if it has no known end (method §2.12).
[[nodiscard]] Interval sampled_rate(std::size_t hits, std::size_t n,
                                    std::optional<std::size_t> population = std::nullopt);

enum class RateDecision { below, at_or_above, undecided };
[[nodiscard]] std::string_view to_text(RateDecision decision);

/// Which side of the threshold the rate is on, or undecided: then the leaf keeps bounds.
[[nodiscard]] RateDecision decide_rate(const Interval& interval, double threshold);

/// Each draw multiplies every leaf's weight by its own factor in [1 - spread, 1 + spread) and
/// scales all of them back to 100 points (method §2.10).
struct PerturbationOptions {
  std::uint64_t seed = 1;
  std::size_t draws = 10'000;  // an estimated probability is at most sqrt(0.25 / draws) off
  double spread = 0.25;        // [0, 1)
  int top = 10;                // RankCertainty::top is P(rank <= top)
  unsigned threads = 1;        // changes the time only
};

struct RankCertainty {
  std::string site_id;
  double score = 0;  // with the published weights
  int rank = 1;      // of that score, 1224
  int rank_q05 = 1;  // smallest rank that 5 % of the draws do not exceed
  int rank_median = 1;
  int rank_q95 = 1;
  double top = 0;  // P(rank <= PerturbationOptions::top)
  // By tier, in the order of Results::tiers: the share of the draws in which the site has the tier
  // whatever the open leaves turn out to be, and the share in which it may have it. The same where
  // the total is settled.
  std::vector<double> tiers_min;
  std::vector<double> tiers_max;
  double mean_shift = 0;  // mean |rank - nominal rank|
};

/// The ranking without one leaf.
struct LeafInfluence {
  std::string indicator;
  std::string name;
  double mean_shift = 0;         // mean |rank change|
  int largest_shift = 0;         // places
  std::string moved_most;        // site id; the first of several; empty if none moves
  std::size_t tier_changes = 0;  // sites that land in another tier
};

struct ProfileCertainty {
  std::string profile;
  std::string scored_by;  // "total", or "projected" while any site of it is unfinished
  PerturbationOptions options;
  std::vector<RankCertainty> sites;   // ranked ones, site-list order
  std::vector<LeafInfluence> leaves;  // in the order of the results
  std::vector<std::string> left_out;  // site ids without a score
};

/// One entry a profile, in the order of its first site. Bonus points and cut-offs stay as they
/// are; what does not apply at a site stays so. ErrorCode::invalid_argument for options out of
/// range, ::limit_exceeded for more than 10'000 sites of one profile (memory is 4 bytes a site
/// squared and thread).
[[nodiscard]] Result<std::vector<ProfileCertainty>> rank_certainty(
    const Results& results, const PerturbationOptions& options);

}  // namespace gweval

#pragma once
// Seeded random catalogues with half-finished scoring, and ways to finish them.

#include <cstdint>
#include <vector>

#include "builder.hpp"

namespace gweval::test {

/// SplitMix64: the same numbers everywhere, unlike the standard's distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// [0, 1)
  double real();
  /// [0, count)
  std::size_t below(std::size_t count);
  bool chance(double probability) { return real() < probability; }

 private:
  std::uint64_t state_;
};

struct RandomSite {
  Catalogue catalogue;
  ObservationMap observations;
  std::vector<ManualRating> ratings;

  [[nodiscard]] SiteResult site() const { return score(catalogue, observations, ratings); }
};

/// Two or three levels, every kind of rubric, scale, state, veto and disagreement.
[[nodiscard]] RandomSite random_site(Random& random, NotApplicablePolicy policy);

/// Only leaves that are rated as a whole; `na` is the chance that one does not apply.
[[nodiscard]] RandomSite random_rated_site(Random& random, NotApplicablePolicy policy, double na);

/// Settles each thing that is open with the given chance, in any way its bounds allow: a value
/// within its interval, a rating between the raters', n/a where nothing speaks against it.
[[nodiscard]] RandomSite settle(const RandomSite& site, Random& random, double chance);

/// Leaves of the first profile, bonus last.
[[nodiscard]] std::vector<const Indicator*> leaves_of(const Catalogue& catalogue);

}  // namespace gweval::test

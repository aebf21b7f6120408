#pragma once
// Who scores which site, and what a second person scores too (method §2.11). Pure: the same seed
// gives the same plan on every machine, and no draw depends on the order of sites.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

struct AssignmentOptions {
  std::vector<std::string> raters;
  std::uint64_t seed = 1;
  double share = 0.1;      // [0, 1]: units of an indicator that two raters score
  std::size_t least = 30;  // and at least so many of them, where there are so many
};

/// All that is pending of one leaf at one site: what is drawn for a second rater.
struct PairToScore {
  std::string site;
  std::string indicator;
  std::size_t rows = 1;             // criteria
  std::vector<std::string> raters;  // of an earlier plan, kept; else filled by assign_raters()
};

/// Each site goes to one rater, so that rows are spread as evenly as whole sites allow; then, of
/// every indicator, the share or the least number of units to a second one, the least busy.
/// ErrorCode::invalid_argument for raters or shares that cannot be used.
[[nodiscard]] Result<void> assign_raters(std::vector<PairToScore>& pairs,
                                         const AssignmentOptions& options);

}  // namespace gweval

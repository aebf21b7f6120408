#pragma once
// What to score next: leaves by what settling one of them can still change (method §2.5). Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct NextLeaf {
  const SiteResult* site = nullptr;
  const IndicatorResult* leaf = nullptr;
  double width = 0;        // points between its bounds
  std::size_t tiers = 0;   // possible tiers that one of its outcomes rules out, at most
  std::size_t ranks = 0;   // other sites that one of its outcomes puts certainly above or below
  bool is_by_hand = true;  // a person can score it; else a rule could not tell
};

/// Open leaves of observed sites that can still change a tier or a rank, the most first: tiers
/// ruled out, sites told apart, points. With all the others at their bounds.
[[nodiscard]] std::vector<NextLeaf> leaves_to_score(const Results& results);

[[nodiscard]] std::string to_next_text(const std::vector<NextLeaf>& leaves, std::size_t limit,
                                       Language language);
[[nodiscard]] std::string to_next_csv(const std::vector<NextLeaf>& leaves, std::size_t limit);

}  // namespace gweval

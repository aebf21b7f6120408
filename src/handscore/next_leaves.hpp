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

/// Leaves to score next, and how many more are open that settle nothing by themselves.
struct NextLeaves {
  std::vector<NextLeaf> leaves;
  std::size_t idle = 0;
};

/// Open leaves of observed sites, each of which can change a tier or a rank by itself, the most
/// first: tiers ruled out, sites told apart, points; with all the others at their bounds. As long
/// as no leaf can do so alone, those a person can score, the most points first.
[[nodiscard]] NextLeaves leaves_to_score(const Results& results);

[[nodiscard]] std::string to_next_text(const NextLeaves& next, std::size_t limit,
                                       Language language);
[[nodiscard]] std::string to_next_csv(const NextLeaves& next, std::size_t limit);

}  // namespace gweval

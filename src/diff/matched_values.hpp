#pragma once
// Weight and points of a match in each year: the whole of it, or the part that is known in both.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diff/match_indicators.hpp"
#include "gweval/diff.hpp"
#include "score/known_part.hpp"

namespace gweval {

struct MatchedValues {
  const IndicatorMatch* match = nullptr;
  bool is_compared = false;  // both sides below are known, or the one there is
  KnownPart old_part;        // no weight: not part of that year
  KnownPart new_part;
  /// Of one leaf: only these criteria are compared; empty means the whole leaf.
  std::set<std::string> criteria;
  double compared = 0;  // [0, 1]: of the weight, the lesser of both years
};

[[nodiscard]] MatchedValues matched_values(const IndicatorMatch& match);

/// Sum over leaves; nothing unless all are scored or do not apply.
[[nodiscard]] std::optional<KnownPart> whole_part(
    const std::vector<const IndicatorResult*>& leaves);

/// Of one leaf's criteria.
[[nodiscard]] KnownPart part_of(const IndicatorResult& leaf, const std::set<std::string>& criteria);

}  // namespace gweval

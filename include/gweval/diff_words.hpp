#pragma once
// The closed lists of words a comparison of results uses. Written to files: never rename.

#include <string_view>

namespace gweval {

/// What a site's comparison is made of.
enum class DiffBasis {
  total,        // both totals are complete: everything, bonus and vetoes too
  scored_part,  // what is scored in both, per 100 points, without bonus
  none,         // nothing can be compared; SiteDiff::obstacle says why
};
[[nodiscard]] std::string_view to_text(DiffBasis basis);

enum class Obstacle {
  nothing,  // compared
  old_not_observed,
  new_not_observed,
  old_disqualified,
  new_disqualified,
  nothing_scored_in_both,
  only_in_old,
  only_in_new,
};
[[nodiscard]] std::string_view to_text(Obstacle obstacle);

enum class Verdict { improved, regressed, unchanged, not_comparable, added, dropped };
[[nodiscard]] std::string_view to_text(Verdict verdict);

/// Why an indicator's indices do not compare, or what to know about its verdict.
enum class DiffReason {
  rule_version,    // a rule that measures it has another version
  rubric,          // its criteria changed
  catalogue,       // split, merged, or not the same indicator
  coverage,        // not scored, or not the same part of it, in both
  not_applicable,  // does not apply in one of them
  method,          // scored by hand in one, by rules in the other
  sampling,        // the change lies within the sampling error
  bounds,          // not fully scored, but the bounds show the direction
  predecessors,    // several sites were merged, and it is not the same against each of them
};
[[nodiscard]] std::string_view to_text(DiffReason reason);

}  // namespace gweval

// Written names of the comparison's enums. They stand in files: never rename.

#include "gweval/diff_words.hpp"

namespace gweval {

std::string_view to_text(DiffBasis basis) {
  switch (basis) {
    case DiffBasis::total:
      return "total";
    case DiffBasis::scored_part:
      return "scored_part";
    case DiffBasis::none:
      break;
  }
  return "none";
}

std::string_view to_text(Obstacle obstacle) {
  switch (obstacle) {
    case Obstacle::nothing:
      break;
    case Obstacle::old_not_observed:
      return "old_not_observed";
    case Obstacle::new_not_observed:
      return "new_not_observed";
    case Obstacle::old_disqualified:
      return "old_disqualified";
    case Obstacle::new_disqualified:
      return "new_disqualified";
    case Obstacle::nothing_scored_in_both:
      return "nothing_scored_in_both";
    case Obstacle::only_in_old:
      return "only_in_old";
    case Obstacle::only_in_new:
      return "only_in_new";
  }
  return "nothing";
}

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::improved:
      return "improved";
    case Verdict::regressed:
      return "regressed";
    case Verdict::unchanged:
      return "unchanged";
    case Verdict::not_comparable:
      break;
    case Verdict::added:
      return "added";
    case Verdict::dropped:
      return "dropped";
  }
  return "not_comparable";
}

std::string_view to_text(DiffReason reason) {
  switch (reason) {
    case DiffReason::rule_version:
      return "rule_version";
    case DiffReason::rubric:
      return "rubric";
    case DiffReason::catalogue:
      return "catalogue";
    case DiffReason::coverage:
      return "coverage";
    case DiffReason::not_applicable:
      return "not_applicable";
    case DiffReason::method:
      return "method";
    case DiffReason::sampling:
      return "sampling";
    case DiffReason::predecessors:
      return "predecessors";
    case DiffReason::bounds:
      break;
  }
  return "bounds";
}

}  // namespace gweval

#pragma once
// One criterion of a leaf: what was measured or rated, as an index with bounds.

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"
#include "gweval/rule.hpp"
#include "score/bounded.hpp"

namespace gweval {

struct CriterionScore {
  const Criterion* criterion = nullptr;
  BoundedIndex index;
  CriterionResult result;  // weight and points are filled by the ledger
};

struct CriterionInput {
  const Observation* observation = nullptr;  // automatic criteria; null: the rule was not run
  std::vector<ManualRating> ratings;         // of this criterion; they replace an observation
  const Decision* decision = nullptr;        // between the raters; null: none
  const Override* set_aside = nullptr;       // of a rule's outcome; null: none
  const RuleSchema* schema = nullptr;        // sentences and titles; null if unknown
  RubricKind kind = RubricKind::checklist;
  double worth = 0;  // points a Deduction scale takes from: the leaf's, or this criterion's own
};

[[nodiscard]] CriterionScore score_criterion(const Criterion& criterion, CriterionInput input);

}  // namespace gweval

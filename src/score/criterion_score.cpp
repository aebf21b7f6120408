#include "score/criterion_score.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "score/finding_text.hpp"
#include "score/ratings.hpp"
#include "score/scales.hpp"

namespace gweval {
namespace {

CriterionState state_of(ObservationState state) {
  switch (state) {
    case ObservationState::observed:
      return CriterionState::observed;
    case ObservationState::not_applicable:
      return CriterionState::not_applicable;
    case ObservationState::rule_error:
      return CriterionState::rule_error;
    case ObservationState::cannot_tell:
      break;
  }
  return CriterionState::cannot_tell;
}

/// What the observation says, beside what it is worth.
void describe(CriterionResult& result, const Observation& observation, const RuleSchema* schema) {
  result.state = state_of(observation.state);
  result.outcome = observation.outcome;
  if (observation.value && std::isfinite(*observation.value)) result.value = observation.value;
  if (observation.interval && std::isfinite(observation.interval->low) &&
      std::isfinite(observation.interval->high)) {
    result.interval = observation.interval;
  }
  result.reason = observation.reason;
  for (const Finding& finding : observation.findings) {
    result.findings.push_back(render_finding(finding, schema));
  }
  result.findings_omitted = observation.findings_omitted;
  if (schema == nullptr) return;
  result.unit = schema->unit;
  for (const OutcomeSpec& outcome : schema->outcomes) {
    if (outcome.id == observation.outcome) result.outcome_title = outcome.title;
  }
}

BoundedIndex index_of(const Criterion& criterion, const Observation& observation, double worth,
                      CriterionResult& result) {
  switch (observation.state) {
    case ObservationState::not_applicable:
      return BoundedIndex::none();
    case ObservationState::rule_error:
      return BoundedIndex::open();
    case ObservationState::cannot_tell:
      return scale_unsettled(criterion.scale, observation, worth);
    case ObservationState::observed:
      break;
  }
  if (const auto index = scale_observation(criterion.scale, observation, worth)) {
    if (index->is_unknown()) {
      result.reason = {"抽样结果不足以确定档次", "the sample leaves more than one step possible"};
    }
    return *index;
  }
  if (criterion.is_veto_only) return BoundedIndex::none();
  result.state = CriterionState::rule_error;
  result.reason = {"规则的结果缺少评分所需的结论或数值",
                   "the rule's answer lacks what the rubric scores: outcome or value"};
  return BoundedIndex::open();
}

/// A deduction that is not known takes at most its cap. The leaf's own bounds allow for n/a.
void narrow_by_cap(const Criterion& criterion, const CriterionInput& input, BoundedIndex& index) {
  const auto* deduction = std::get_if<Deduction>(&criterion.scale);
  if (input.kind != RubricKind::deduction || deduction == nullptr || !deduction->cap_points ||
      input.worth <= 0 || !index.is_unknown()) {
    return;
  }
  index.low = std::max(index.low, std::clamp(1 - *deduction->cap_points / input.worth, 0.0, 1.0));
}

/// A rated deduction takes the unearned part of its cap.
BoundedIndex rated_deduction(const Criterion& criterion, const CriterionInput& input,
                             BoundedIndex index) {
  const auto* deduction = std::get_if<Deduction>(&criterion.scale);
  if (deduction == nullptr || !deduction->cap_points || input.worth <= 0) return index;
  const double part = std::min(1.0, *deduction->cap_points / input.worth);
  for (double* x : {&index.index, &index.low, &index.high}) *x = 1 - (1 - *x) * part;
  return index;
}

/// The grade a rating names, if it is one of the anchored ones.
void name_grade(const Criterion& criterion, CriterionResult& result, double index) {
  for (const Grade& grade : criterion.grades) {
    if (std::abs(grade.index - index) > 1e-9) continue;
    result.outcome = grade.grade;
    result.outcome_title = grade.anchor;
    return;
  }
}

BoundedIndex apply_ratings(const Criterion& criterion, CriterionInput& input,
                           CriterionResult& result) {
  MergedRating merged = merge_ratings(std::move(input.ratings));
  result.rating = std::move(merged.rating);
  result.ratings = std::move(merged.each);
  result.reason = std::move(merged.reason);
  if (!merged.index.applies()) {
    result.state = CriterionState::not_applicable;
    return merged.index;
  }
  if (merged.index.is_unknown()) {
    result.state = CriterionState::pending;
  } else {
    result.state = CriterionState::rated;
    if (criterion.is_manual) name_grade(criterion, result, merged.index.index);
  }
  return input.kind == RubricKind::deduction ? rated_deduction(criterion, input, merged.index)
                                             : merged.index;
}

}  // namespace

CriterionScore score_criterion(const Criterion& criterion, CriterionInput input) {
  CriterionScore out;
  out.criterion = &criterion;
  CriterionResult& result = out.result;
  result.id = criterion.id;
  result.title = criterion.title;
  result.is_veto_only = criterion.is_veto_only;
  result.rule = criterion.is_manual ? std::string() : criterion.rule;
  result.rule_version = criterion.is_manual ? 0 : criterion.rule_version;
  if (!criterion.is_manual && input.observation != nullptr) {
    describe(result, *input.observation, input.schema);
    out.index = index_of(criterion, *input.observation, input.worth, result);
  } else if (!criterion.is_manual) {
    result.state = CriterionState::cannot_tell;
    result.reason = {"规则没有运行", "the rule was not run"};
  }
  if (!input.ratings.empty()) out.index = apply_ratings(criterion, input, result);
  narrow_by_cap(criterion, input, out.index);
  result.index = out.index.value();
  result.index_min = out.index.low;
  result.index_max = out.index.high;
  return out;
}

}  // namespace gweval

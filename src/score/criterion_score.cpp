#include "score/criterion_score.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/numbers.hpp"
#include "score/finding_text.hpp"
#include "score/ratings.hpp"
#include "score/scales.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxFindings = 20;  // of a criterion (docs/report-format.md)

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

/// What a person's index means for the criterion.
BoundedIndex judged(const Criterion& criterion, const CriterionInput& input,
                    const BoundedIndex& index, CriterionResult& result) {
  if (!index.applies()) {
    result.state = CriterionState::not_applicable;
    return index;
  }
  result.state = index.is_unknown() ? CriterionState::pending : CriterionState::rated;
  if (index.is_known() && criterion.is_manual) name_grade(criterion, result, index.index);
  return input.kind == RubricKind::deduction ? rated_deduction(criterion, input, index) : index;
}

BoundedIndex decided(const std::optional<double>& index) {
  return index ? BoundedIndex::known(*index) : BoundedIndex::none();
}

BoundedIndex apply_ratings(const Criterion& criterion, CriterionInput& input,
                           CriterionResult& result) {
  MergedRating merged = merge_ratings(std::move(input.ratings));
  result.rating = std::move(merged.rating);
  result.ratings = std::move(merged.each);
  result.reason = std::move(merged.reason);
  result.agreement = merged.agreement;
  if (input.decision != nullptr) {
    merged.index = decided(input.decision->index);
    result.decision = *input.decision;
    result.reason = {};
    result.agreement = Agreement::adjudicated;
  }
  return judged(criterion, input, merged.index, result);
}

std::string shown_index(const std::optional<double>& index) {
  return index ? shortest_decimal(*index) : std::string("–");
}

/// In every report, since every report lists findings: what the machine made of it, and who says
/// otherwise.
RenderedFinding override_finding(const Override& by, const MachineValue& machine) {
  RenderedFinding out;
  out.message = by.is_lapsed ? "override-lapsed" : "override";
  const std::string index = by.index ? shortest_decimal(*by.index) : "na";
  const std::string rule = shown_index(machine.index);
  out.text.zh = by.is_lapsed ? "人工改判已于 " + by.expires + " 失效，仍按机器结果 " + rule +
                                   "；曾改为 " + index + "，" + by.author + "：" + by.reason
                             : "人工改判：机器结果 " + rule + "，改为 " + index + "，有效至 " +
                                   by.expires + "，" + by.author + "：" + by.reason;
  out.text.en = by.is_lapsed
                    ? "an override lapsed after " + by.expires + "; the machine's " + rule +
                          " counts again, not " + index + "; " + by.author + ": " + by.reason
                    : "overridden: the machine's " + rule + " counts as " + index + " until " +
                          by.expires + "; " + by.author + ": " + by.reason;
  out.url = by.evidence_url;
  return out;
}

/// A rule's outcome that a person has set aside; kept beside what counts.
void apply_override(const Criterion& criterion, const CriterionInput& input, CriterionScore& out) {
  CriterionResult& result = out.result;
  const Override& by = *input.set_aside;
  result.set_aside = by;
  const MachineValue machine = result.machine.value_or(
      MachineValue{result.state, out.index.value(), out.index.low, out.index.high});
  result.findings.insert(result.findings.begin(), override_finding(by, machine));
  if (result.findings.size() > kMaxFindings) {
    result.findings.pop_back();
    ++result.findings_omitted;
  }
  if (by.is_lapsed) return;
  result.machine = machine;
  result.reason = {};
  out.index = judged(criterion, input, decided(by.index), result);
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
  if (!input.ratings.empty()) {
    if (!criterion.is_manual) {
      result.machine = {result.state, out.index.value(), out.index.low, out.index.high};
    }
    out.index = apply_ratings(criterion, input, result);
  }
  if (input.set_aside != nullptr && !criterion.is_manual) apply_override(criterion, input, out);
  narrow_by_cap(criterion, input, out.index);
  result.index = out.index.value();
  result.index_min = out.index.low;
  result.index_max = out.index.high;
  return out;
}

}  // namespace gweval

#include "score/leaf_score.hpp"

#include <algorithm>
#include <utility>

#include "score/ratings.hpp"

namespace gweval {
namespace {

bool counts(const CriterionScore& score) {
  return !score.criterion->is_veto_only && score.criterion->share > 0;
}

/// Share-weighted sums over the criteria that apply.
struct Sums {
  double share = 0;        // all that apply
  double known_share = 0;  // of them, known
  double index = 0;        // of the known
  double low = 0;
  double high = 0;
};

Sums add_up(RubricKind kind, const std::vector<CriterionScore>& criteria) {
  Sums sums;
  for (const CriterionScore& score : criteria) {
    if (!counts(score) || !score.index.applies()) continue;
    const double share = score.criterion->share;
    // Deductions add up in full; the shares only say how much of the leaf is covered.
    const double part = kind == RubricKind::checklist ? share : 1;
    const BoundedIndex& x = score.index;
    const bool is_checklist = kind == RubricKind::checklist;
    sums.share += share;
    sums.low += part * (is_checklist ? x.low : 1 - x.low);
    sums.high += part * (is_checklist ? x.high : 1 - x.high);
    if (!x.is_known()) continue;
    sums.known_share += share;
    sums.index += part * (is_checklist ? x.index : 1 - x.index);
  }
  return sums;
}

NodeState unfinished_state(const std::vector<CriterionScore>& criteria) {
  for (const CriterionScore& score : criteria) {
    if (!counts(score) || !score.index.is_unknown()) continue;
    const bool awaits_person =
        score.criterion->is_manual || score.result.state == CriterionState::pending ||
        score.result.state == CriterionState::observed;  // undecided sample: measure more, or judge
    if (awaits_person) return NodeState::pending;
  }
  return NodeState::error;
}

/// Whether every criterion that could keep the leaf applicable is still open.
bool may_turn_not_applicable(const std::vector<CriterionScore>& criteria) {
  return std::none_of(criteria.begin(), criteria.end(), [](const CriterionScore& score) {
    return counts(score) && score.index.applies() &&
           (score.index.is_known() || score.index.is_narrowed);
  });
}

/// The leaf's index from the criteria's sums: weighted mean, or full marks less deductions.
double joined(RubricKind kind, double sum, double share) {
  const double index = kind == RubricKind::checklist ? sum / share : 1 - sum;
  return std::clamp(index, 0.0, 1.0);
}

/// The criterion's own points, which a Deduction scale inside a checklist takes from.
double worth_of(const Rubric& rubric, const Criterion& criterion, double leaf_points) {
  if (rubric.kind == RubricKind::deduction) return leaf_points;
  double all = 0;
  for (const Criterion& other : rubric.criteria) all += other.is_veto_only ? 0 : other.share;
  return criterion.is_veto_only || all <= 0 ? 0 : leaf_points * criterion.share / all;
}

CriterionInput input_of(const Indicator& leaf, const Criterion& criterion, const SiteInput& input,
                        SchemaLookup schemas) {
  CriterionInput out;
  const auto found = input.observations.find(std::pair(leaf.id, criterion.id));
  if (found != input.observations.end()) out.observation = &found->second;
  out.ratings = ratings_of(input.ratings, leaf.id, criterion.id);
  out.decision = decision_of(input.decisions, leaf.id, criterion.id);
  out.set_aside = override_of(input.overrides, leaf.id, criterion.id);
  out.schema = schemas == nullptr || criterion.is_manual ? nullptr : schemas(criterion.rule);
  out.kind = leaf.rubric->kind;
  out.worth = worth_of(*leaf.rubric, criterion, leaf.weight.points());
  return out;
}

void set_shares(RubricKind kind, std::vector<CriterionScore>& criteria) {
  double all = 0;
  for (const CriterionScore& score : criteria) all += counts(score) ? score.criterion->share : 0;
  for (CriterionScore& score : criteria) {
    const bool has_share = kind == RubricKind::checklist && counts(score);
    score.result.share = has_share ? score.criterion->share / all : 0;
  }
}

void override_leaf(LeafScore& leaf, std::vector<ManualRating> ratings) {
  MergedRating merged = merge_ratings(std::move(ratings));
  leaf.rating = std::move(merged.rating);
  leaf.ratings = std::move(merged.each);
  leaf.reason = std::move(merged.reason);
  leaf.index = merged.index;
  leaf.known_index = merged.index.index;
  leaf.coverage = merged.index.is_unknown() ? 0 : 1;
  leaf.state = merged.index.is_known()  ? NodeState::scored
               : merged.index.applies() ? NodeState::pending
                                        : NodeState::not_applicable;
  for (CriterionScore& score : leaf.criteria) score.result.is_overridden = true;
}

}  // namespace

LeafScore join_criteria(RubricKind kind, std::vector<CriterionScore> criteria) {
  LeafScore out;
  set_shares(kind, criteria);
  out.criteria = std::move(criteria);
  const Sums sums = add_up(kind, out.criteria);
  if (sums.share <= 0) {
    out.state = NodeState::not_applicable;
    out.index = BoundedIndex::none();
    out.coverage = 1;
    return out;
  }
  const bool is_complete = std::none_of(
      out.criteria.begin(), out.criteria.end(),
      [](const CriterionScore& score) { return counts(score) && score.index.is_unknown(); });
  const double low = joined(kind, sums.low, sums.share);
  const double high = joined(kind, sums.high, sums.share);
  out.coverage = is_complete ? 1 : sums.known_share / sums.share;
  if (sums.known_share > 0) out.known_index = joined(kind, sums.index, sums.known_share);
  if (is_complete) {
    out.state = NodeState::scored;
    out.index = BoundedIndex::known(out.known_index, low, high);
    return out;
  }
  out.state = unfinished_state(out.criteria);
  out.index = may_turn_not_applicable(out.criteria) ? BoundedIndex::open()
                                                    : BoundedIndex::within(low, high);
  return out;
}

LeafScore score_leaf(const Indicator& leaf, const SiteInput& input, SchemaLookup schemas) {
  LeafScore out;
  if (leaf.rubric) {
    std::vector<CriterionScore> criteria;
    for (const Criterion& criterion : leaf.rubric->criteria) {
      criteria.push_back(score_criterion(criterion, input_of(leaf, criterion, input, schemas)));
    }
    out = join_criteria(leaf.rubric->kind, std::move(criteria));
  }
  std::vector<ManualRating> ratings = ratings_of(input.ratings, leaf.id, "");
  if (!ratings.empty()) override_leaf(out, std::move(ratings));
  return out;
}

}  // namespace gweval

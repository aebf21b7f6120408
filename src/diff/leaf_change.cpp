#include "diff/leaf_change.hpp"

#include <algorithm>
#include <map>

namespace gweval {
namespace {

/// A rating of the whole leaf replaces its criteria, and with them their rules.
bool is_rated_whole(const IndicatorResult& leaf) {
  return leaf.rating.has_value();
}

std::map<std::string, const CriterionResult*> by_id(const IndicatorResult& leaf,
                                                    const std::set<std::string>& only) {
  std::map<std::string, const CriterionResult*> out;
  for (const CriterionResult& criterion : leaf.criteria) {
    if (only.empty() || only.count(criterion.id) > 0) out.emplace(criterion.id, &criterion);
  }
  return out;
}

void compare_criterion(const CriterionResult& before, const CriterionResult& after,
                       LeafChange& out) {
  if (before.rating.has_value() != after.rating.has_value()) {
    add_reason(out.reasons, DiffReason::method);
    return;
  }
  if (before.rating) return;  // by hand in both: no rule spoke
  if (before.rule != after.rule) {
    add_reason(out.reasons, DiffReason::rubric);
  } else if (before.rule_version != after.rule_version) {
    add_reason(out.reasons, DiffReason::rule_version);
    const bool is_known = std::any_of(out.rules.begin(), out.rules.end(),
                                      [&](const RuleChange& c) { return c.rule == after.rule; });
    if (!is_known) out.rules.push_back({after.rule, before.rule_version, after.rule_version});
  }
}

bool is_known(const CriterionResult& criterion) {
  return criterion.points.has_value() && criterion.weight > 0;
}

}  // namespace

void add_reason(std::vector<DiffReason>& reasons, DiffReason reason) {
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) {
    reasons.push_back(reason);
  }
}

LeafChange compare_rulers(const IndicatorResult& old_leaf, const IndicatorResult& new_leaf,
                          const std::set<std::string>& only) {
  LeafChange out;
  if (old_leaf.rubric != new_leaf.rubric || old_leaf.rubric_version != new_leaf.rubric_version) {
    add_reason(out.reasons, DiffReason::rubric);
  }
  if (is_rated_whole(old_leaf) || is_rated_whole(new_leaf)) {
    if (is_rated_whole(old_leaf) != is_rated_whole(new_leaf)) {
      add_reason(out.reasons, DiffReason::method);
    }
    return out;
  }
  const auto before = by_id(old_leaf, only);
  const auto after = by_id(new_leaf, only);
  for (const auto& [id, criterion] : after) {
    const auto found = before.find(id);
    if (found == before.end()) {
      add_reason(out.reasons, DiffReason::rubric);
    } else {
      compare_criterion(*found->second, *criterion, out);
    }
  }
  for (const auto& [id, criterion] : before) {
    if (after.count(id) == 0) add_reason(out.reasons, DiffReason::rubric);
  }
  return out;
}

std::set<std::string> common_criteria(const IndicatorResult& old_leaf,
                                      const IndicatorResult& new_leaf) {
  std::set<std::string> known;
  for (const CriterionResult& criterion : old_leaf.criteria) {
    if (is_known(criterion)) known.insert(criterion.id);
  }
  std::set<std::string> out;
  for (const CriterionResult& criterion : new_leaf.criteria) {
    if (is_known(criterion) && known.count(criterion.id) > 0) out.insert(criterion.id);
  }
  return out;
}

}  // namespace gweval

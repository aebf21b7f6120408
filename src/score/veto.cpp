#include "score/veto.hpp"

#include <algorithm>

#include "score/scales.hpp"

namespace gweval {
namespace {

enum class Firing { no, possible, fired };

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The best index a rating may have and still mean one of the veto's outcomes; 0 if none is named.
double highest_vetoed_index(const Criterion& criterion) {
  double highest = 0;
  if (const auto* points = std::get_if<OutcomePoints>(&criterion.scale)) {
    for (const std::string& outcome : criterion.veto->outcomes) {
      highest = std::max(highest, outcome_index(*points, outcome).value_or(0));
    }
  }
  for (const Grade& grade : criterion.grades) {
    if (contains(criterion.veto->outcomes, grade.grade)) highest = std::max(highest, grade.index);
  }
  return highest;
}

Firing rated_firing(const Criterion& criterion, const CriterionResult& result) {
  constexpr double kMeanSlack = 1e-9;  // means of ratings
  const double highest = highest_vetoed_index(criterion) + kMeanSlack;
  const bool is_set_aside = result.set_aside && !result.set_aside->is_lapsed;
  if (is_set_aside || result.decision) {
    const auto& index = is_set_aside ? result.set_aside->index : result.decision->index;
    return index.value_or(1) <= highest ? Firing::fired : Firing::no;
  }
  if (result.rating->index) return *result.rating->index <= highest ? Firing::fired : Firing::no;
  double low = 1;
  double high = 0;
  for (const ManualRating& rating : result.ratings) {
    low = std::min(low, rating.index.value_or(0));
    high = std::max(high, rating.index.value_or(1));
  }
  if (low > highest) return Firing::no;
  return high <= highest ? Firing::fired : Firing::possible;
}

Firing firing_of(const Criterion& criterion, const CriterionResult& result) {
  if (result.is_overridden) return Firing::no;
  if (result.state == CriterionState::not_applicable) return Firing::no;
  if (result.state == CriterionState::rated || result.rating)
    return rated_firing(criterion, result);
  if (result.state != CriterionState::observed) return Firing::possible;
  return contains(criterion.veto->outcomes, result.outcome) ? Firing::fired : Firing::no;
}

std::string_view effect_text(VetoEffect effect) {
  switch (effect) {
    case VetoEffect::zero_node:
      return "zero_node";
    case VetoEffect::cap:
      return "cap";
    case VetoEffect::disqualify:
      break;
  }
  return "disqualify";
}

VetoFound describe(const Catalogue& catalogue, const Tree& tree, std::size_t leaf,
                   const CriterionScore& score, bool is_fired) {
  const Veto& veto = *score.criterion->veto;
  VetoFound out;
  out.effect = veto.effect;
  out.cap = veto.cap_points;
  if (veto.effect == VetoEffect::disqualify && catalogue.total_veto_cap) {
    out.effect = VetoEffect::cap;
    out.cap = *catalogue.total_veto_cap;
  }
  out.node = tree.find(veto.node).value_or(leaf);
  out.is_fired = is_fired;
  const bool awaits_person =
      score.criterion->is_manual || score.result.state == CriterionState::pending;
  out.open_state = awaits_person ? NodeState::pending : NodeState::error;
  out.result.indicator = tree.nodes[leaf].indicator->id;
  out.result.criterion = score.criterion->id;
  out.result.effect = effect_text(out.effect);
  out.result.state = is_fired ? "fired" : "possible";
  if (out.effect == VetoEffect::cap) out.result.cap = out.cap;
  if (out.effect == VetoEffect::zero_node) {
    out.result.node = tree.nodes[out.node].indicator->id;
  }
  return out;
}

void keep_lowest(std::optional<double>& cap, double candidate) {
  cap = cap ? std::min(*cap, candidate) : candidate;
}

}  // namespace

std::vector<VetoFound> find_vetoes(const Catalogue& catalogue, const Tree& tree,
                                   const std::vector<LeafScore>& leaves) {
  std::vector<VetoFound> out;
  for (std::size_t node = 0; node < tree.nodes.size(); ++node) {
    for (const CriterionScore& score : leaves[node].criteria) {
      if (!score.criterion->veto) continue;
      const Firing firing = firing_of(*score.criterion, score.result);
      if (firing == Firing::no) continue;
      out.push_back(describe(catalogue, tree, node, score, firing == Firing::fired));
    }
  }
  return out;
}

TotalVetoes total_vetoes(const std::vector<VetoFound>& vetoes) {
  TotalVetoes out;
  for (const VetoFound& veto : vetoes) {
    if (veto.effect == VetoEffect::disqualify) {
      (veto.is_fired ? out.is_disqualified : out.may_be_disqualified) = true;
    } else if (veto.effect == VetoEffect::cap) {
      keep_lowest(veto.is_fired ? out.fired_cap : out.possible_cap, veto.cap);
    }
  }
  return out;
}

}  // namespace gweval

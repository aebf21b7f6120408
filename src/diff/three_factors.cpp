#include "diff/three_factors.hpp"

#include <algorithm>

#include "diff/leaf_change.hpp"

namespace gweval {
namespace {

/// Whether a crossed leaf was measured by the ruler of the document it is crossed with: another
/// engine may have other versions of its rules, and a person may have scored it there.
bool is_same_ruler(const IndicatorResult& own, const IndicatorResult& crossed,
                   const std::set<std::string>& criteria) {
  if (!compare_rulers(own, crossed, criteria).reasons.empty()) return false;
  return std::all_of(criteria.begin(), criteria.end(), [&](const std::string& id) {
    return std::any_of(crossed.criteria.begin(), crossed.criteria.end(),
                       [&](const CriterionResult& one) { return one.id == id && one.points; });
  });
}

/// Index of the same leaves, or of the same criteria of one, in another scoring of the site.
std::optional<double> cross_index(const SiteResult* site,
                                  const std::vector<const IndicatorResult*>& leaves,
                                  const std::set<std::string>& criteria) {
  if (site == nullptr) return std::nullopt;
  std::vector<const IndicatorResult*> found;
  for (const IndicatorResult* leaf : leaves) {
    const auto same = std::find_if(
        site->indicators.begin(), site->indicators.end(),
        [&](const IndicatorResult& node) { return node.is_leaf && node.id == leaf->id; });
    if (same == site->indicators.end() || !is_same_ruler(*leaf, *same, criteria)) {
      return std::nullopt;
    }
    found.push_back(&*same);
  }
  const auto part =
      criteria.empty() ? whole_part(found) : std::optional(part_of(*found.front(), criteria));
  if (!part || !part->is_known()) return std::nullopt;
  return part->index();
}

/// What only one catalogue has: two factors, the evidence and being there at all.
ThreeFactors presence(double weight, double old_index, double new_index, bool is_added) {
  ThreeFactors out;
  out.evidence = weight * (new_index - old_index) / 2;
  out.weights = (is_added ? weight : -weight) * (old_index + new_index) / 2;
  return out;
}

std::optional<ThreeFactors> factors_of(const IndicatorDiff& row, const MatchedValues& values,
                                       const CrossScores& cross) {
  const double w0 = row.old_value ? row.old_value->weight : 0;
  const double w1 = row.new_value ? row.new_value->weight : 0;
  const auto& match = *values.match;
  const auto x10 = match.old_leaves.empty() ? std::nullopt
                                            : cross_index(cross.new_evidence_old_rules,
                                                          match.old_leaves, values.criteria);
  const auto x01 = match.new_leaves.empty() ? std::nullopt
                                            : cross_index(cross.old_evidence_new_rules,
                                                          match.new_leaves, values.criteria);
  if (w0 <= 0 && w1 <= 0) return ThreeFactors{};
  if (w0 <= 0) {
    const double x11 = row.new_value->index;
    return presence(w1, x01.value_or(x11), x11, true);
  }
  if (w1 <= 0) {
    const double x00 = row.old_value->index;
    return presence(w0, x00, x10.value_or(x00), false);
  }
  const auto split = split_three(w0, w1, {row.old_value->index, row.new_value->index, x10, x01});
  if (split) return split;
  // By hand, and nothing about the ruler changed: the person saw another site.
  if (!row.is_site_and_rules) return ThreeFactors{row.effect->site, 0, row.effect->catalogue};
  return std::nullopt;
}

std::optional<double> adjustment_of(const SiteResult* site) {
  if (site == nullptr || !site->total) return std::nullopt;
  return total_adjustment(*site);
}

/// Caps, gates and vetoes belong to a catalogue's rules, and have no weights.
ThreeFactors adjustment_factors(const SiteResult& old_site, const SiteResult& new_site,
                                const CrossScores& cross) {
  const double a00 = total_adjustment(old_site);
  const double a11 = total_adjustment(new_site);
  const auto a10 = adjustment_of(cross.new_evidence_old_rules);
  const auto a01 = adjustment_of(cross.old_evidence_new_rules);
  if (!a10 && !a01) return {a11 - a00, 0, 0};
  if (!a01) return {*a10 - a00, a11 - *a10, 0};
  if (!a10) return {a11 - *a01, *a01 - a00, 0};
  return {((*a10 - a00) + (a11 - *a01)) / 2, ((*a01 - a00) + (a11 - *a10)) / 2, 0};
}

}  // namespace

double total_adjustment(const SiteResult& site) {
  double points = 0;
  for (const IndicatorResult& node : site.indicators) {
    if (node.is_leaf) points += known_part(node).points;
  }
  return site.total.value_or(0) - points;
}

void add_three_factors(SiteDiff& site, const std::vector<MatchedValues>& values,
                       const SiteResult& old_site, const SiteResult& new_site,
                       const CrossScores& cross) {
  if (site.basis == DiffBasis::none) return;
  if (cross.new_evidence_old_rules == nullptr && cross.old_evidence_new_rules == nullptr) return;
  ThreeFactors sum;
  bool is_whole = true;
  for (std::size_t i = 0; i < site.indicators.size(); ++i) {
    IndicatorDiff& row = site.indicators[i];
    if (!row.effect) continue;
    row.factors = factors_of(row, values[i], cross);
    is_whole = is_whole && row.factors.has_value();
    if (row.factors) sum += *row.factors;
  }
  if (!is_whole) return;
  if (site.basis == DiffBasis::total) sum += adjustment_factors(old_site, new_site, cross);
  site.factors = sum;
}

}  // namespace gweval

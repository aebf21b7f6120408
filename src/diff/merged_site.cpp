// A site that several were merged into, against the mean of its predecessors. Means of exact splits
// are exact splits.

#include <algorithm>
#include <map>

#include "diff/leaf_change.hpp"
#include "diff/site_comparison.hpp"

namespace gweval {
namespace {

void add(std::optional<double>& to, const std::optional<double>& part) {
  if (to && part) {
    *to += *part;
  } else {
    to.reset();
  }
}

void divide(std::optional<double>& value, double count) {
  if (value) *value /= count;
}

ThreeFactors divided(const ThreeFactors& sum, double count) {
  return {sum.evidence / count, sum.rules / count, sum.weights / count};
}

/// Sums of one row over the predecessors.
struct RowSum {
  IndicatorDiff row;      // the first one's
  WeightedIndex old_sum;  // weight and points
  WeightedIndex new_sum;
  TwoFactors effect;
  ThreeFactors factors;
  bool has_effect = false;
  bool has_factors = true;

  void take(const IndicatorDiff& other) {
    for (const DiffReason reason : other.reasons) add_reason(row.reasons, reason);
    for (const std::string& id : other.old_ids) {
      if (std::find(row.old_ids.begin(), row.old_ids.end(), id) == row.old_ids.end()) {
        row.old_ids.push_back(id);
      }
    }
    if (other.verdict != row.verdict) {
      row.verdict = Verdict::not_comparable;
      add_reason(row.reasons, DiffReason::predecessors);
    }
    row.compared = std::min(row.compared, other.compared);
    row.is_site_and_rules = row.is_site_and_rules || other.is_site_and_rules;
  }

  void add_numbers(const IndicatorDiff& other) {
    if (!other.effect) return;
    has_effect = true;
    if (other.old_value) sum_up(old_sum, *other.old_value);
    if (other.new_value) sum_up(new_sum, *other.new_value);
    effect.site += other.effect->site;
    effect.catalogue += other.effect->catalogue;
    effect.site_at_old_weights += other.effect->site_at_old_weights;
    effect.site_at_new_weights += other.effect->site_at_new_weights;
    centred += other.catalogue_centred;
    has_factors = has_factors && other.factors.has_value();
    if (other.factors) factors += *other.factors;
  }

  [[nodiscard]] IndicatorDiff mean(double count) {
    row.effect.reset();
    row.factors.reset();
    row.old_value.reset();
    row.new_value.reset();
    if (!has_effect) return row;
    row.effect = TwoFactors{effect.site / count, effect.catalogue / count,
                            effect.site_at_old_weights / count, effect.site_at_new_weights / count};
    row.catalogue_centred = centred / count;
    if (has_factors) row.factors = divided(factors, count);
    row.old_value = mean_value(old_sum, count);
    row.new_value = mean_value(new_sum, count);
    return row;
  }

 private:
  static void sum_up(WeightedIndex& to, const WeightedIndex& value) {
    to.weight += value.weight;
    to.index += value.weight * value.index;
  }
  static std::optional<WeightedIndex> mean_value(const WeightedIndex& sum, double count) {
    if (sum.weight <= 0) return std::nullopt;
    return WeightedIndex{sum.weight / count, sum.index / sum.weight};
  }

  double centred = 0;
};

std::vector<IndicatorDiff> mean_rows(const std::vector<SiteDiff>& comparisons) {
  std::map<std::string, std::size_t> at;
  std::vector<RowSum> sums;
  for (const SiteDiff& comparison : comparisons) {
    for (const IndicatorDiff& row : comparison.indicators) {
      const auto [found, is_first] = at.emplace(row.id, sums.size());
      if (is_first) {
        sums.emplace_back();
        sums.back().row = row;
      } else {
        sums[found->second].take(row);
      }
      sums[found->second].add_numbers(row);
    }
  }
  std::vector<IndicatorDiff> out;
  for (RowSum& sum : sums) out.push_back(sum.mean(static_cast<double>(comparisons.size())));
  return out;
}

void add_numbers(SiteDiff& out, const SiteDiff& other) {
  add(out.old_total, other.old_total);
  add(out.new_total, other.new_total);
  add(out.old_score, other.old_score);
  add(out.new_score, other.new_score);
  add(out.change, other.change);
  add(out.change_min, other.change_min);
  add(out.change_max, other.change_max);
  out.site_effect += other.site_effect;
  out.catalogue_effect += other.catalogue_effect;
  out.site_effect_low += other.site_effect_low;
  out.site_effect_high += other.site_effect_high;
  out.site_and_rules += other.site_and_rules;
  out.adjustment += other.adjustment;
  out.compared = std::min(out.compared, other.compared);
  if (out.factors && other.factors) {
    *out.factors += *other.factors;
  } else {
    out.factors.reset();
  }
}

void divide(SiteDiff& out, double count) {
  for (auto* value : {&out.old_total, &out.new_total, &out.old_score, &out.new_score, &out.change,
                      &out.change_min, &out.change_max}) {
    divide(*value, count);
  }
  for (double* value : {&out.site_effect, &out.catalogue_effect, &out.site_effect_low,
                        &out.site_effect_high, &out.site_and_rules, &out.adjustment}) {
    *value /= count;
  }
  if (out.factors) out.factors = divided(*out.factors, count);
}

/// No mean of what is not there.
void drop_effects(SiteDiff& out) {
  for (IndicatorDiff& row : out.indicators) {
    row.effect.reset();
    row.factors.reset();
    row.old_value.reset();
    row.new_value.reset();
  }
  for (auto* value :
       {&out.old_score, &out.new_score, &out.change, &out.change_min, &out.change_max}) {
    value->reset();
  }
  for (double* value :
       {&out.site_effect, &out.catalogue_effect, &out.site_effect_low, &out.site_effect_high,
        &out.site_and_rules, &out.adjustment, &out.compared}) {
    *value = 0;
  }
  out.factors.reset();
}

}  // namespace

SiteDiff mean_of(std::vector<SiteDiff> comparisons) {
  SiteDiff out = comparisons.front();
  if (comparisons.size() == 1) return out;
  const auto count = static_cast<double>(comparisons.size());
  out.old_rank.reset();
  for (std::size_t i = 1; i < comparisons.size(); ++i) {
    const SiteDiff& other = comparisons[i];
    out.old_ids.insert(out.old_ids.end(), other.old_ids.begin(), other.old_ids.end());
    if (other.old_tier != out.old_tier) out.old_tier.clear();
    if (out.obstacle == Obstacle::nothing) out.obstacle = other.obstacle;
    if (other.basis > out.basis) out.basis = other.basis;
    add_numbers(out, other);
  }
  divide(out, count);
  out.indicators = mean_rows(comparisons);
  if (out.basis == DiffBasis::none) drop_effects(out);
  return out;
}

}  // namespace gweval

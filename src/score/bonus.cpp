#include "score/bonus.hpp"

#include <algorithm>

#include "score/rounding.hpp"

namespace gweval {
namespace {

/// The total of one evaluation: a cap switches the bonus off.
double total_of(const std::optional<double>& cap, double base, double bonus) {
  return quantise(cap ? std::min(base, *cap) : base + bonus);
}

std::optional<double> lower(const std::optional<double>& a, const std::optional<double>& b) {
  if (!a) return b;
  return b ? std::min(*a, *b) : *a;
}

/// The bonus that counts, once it no longer depends on anything open.
std::optional<double> settled_bonus(const BonusRule& rule, const TotalParts& parts,
                                    const Totals& totals) {
  if (parts.bonus && (parts.base || !rule.gate)) {
    return quantise(counted_bonus(rule, parts.base.value_or(0), *parts.bonus));
  }
  // Decided all the same if the base cannot change sides of the gate, or the cap is reached.
  if (points_key(totals.bonus_min) == points_key(totals.bonus_max)) return totals.bonus_min;
  return std::nullopt;
}

}  // namespace

double counted_bonus(const BonusRule& rule, double base, double bonus) {
  if (rule.gate && points_key(base) <= points_key(*rule.gate)) return 0;
  return std::min(rule.cap, bonus);
}

Totals join_totals(const BonusRule& rule, const TotalParts& parts, const TotalVetoes& vetoes) {
  Totals out;
  if (parts.base) out.base = quantise(*parts.base);
  out.base_min = quantise(parts.base_low);
  out.base_max = quantise(parts.base_high);
  const bool is_off = vetoes.fired_cap || vetoes.is_disqualified;
  const bool may_be_off = is_off || vetoes.possible_cap || vetoes.may_be_disqualified;
  const double bonus_low = counted_bonus(rule, parts.base_low, parts.bonus_low);
  const double bonus_high = counted_bonus(rule, parts.base_high, parts.bonus_high);
  out.bonus_min = may_be_off ? 0 : quantise(bonus_low);
  out.bonus_max = is_off ? 0 : quantise(bonus_high);
  out.bonus = is_off || may_be_off ? std::nullopt : settled_bonus(rule, parts, out);
  if (is_off) out.bonus = 0;
  if (vetoes.is_disqualified) return out;

  const std::optional<double> lowest_cap = lower(vetoes.fired_cap, vetoes.possible_cap);
  out.total_min = vetoes.may_be_disqualified ? 0 : total_of(lowest_cap, parts.base_low, bonus_low);
  out.total_max = total_of(vetoes.fired_cap, parts.base_high, bonus_high);
  const bool is_open = vetoes.possible_cap || vetoes.may_be_disqualified;
  if (parts.base && out.bonus && !is_open) {
    const double bonus = parts.bonus ? counted_bonus(rule, *parts.base, *parts.bonus) : *out.bonus;
    out.total = total_of(vetoes.fired_cap, *parts.base, bonus);
  }
  return out;
}

}  // namespace gweval

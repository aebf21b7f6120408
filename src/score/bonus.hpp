#pragma once
// From base and bonus to the total, with gate, cap and vetoes (method §2.1, §2.3, §2.5).

#include <optional>

#include "gweval/catalogue.hpp"

namespace gweval {

/// Vetoes on the total. Those that are only possible count in the lower bound alone.
struct TotalVetoes {
  std::optional<double> fired_cap;     // lowest
  std::optional<double> possible_cap;  // lowest
  bool is_disqualified = false;
  bool may_be_disqualified = false;
};

/// Unrounded sums; the bonus is uncapped. Values are absent while anything in them is open.
struct TotalParts {
  std::optional<double> base;
  double base_low = 0;
  double base_high = 0;
  std::optional<double> bonus;
  double bonus_low = 0;
  double bonus_high = 0;
};

/// All quantised.
struct Totals {
  std::optional<double> base;
  double base_min = 0;
  double base_max = 0;
  std::optional<double> bonus;
  double bonus_min = 0;
  double bonus_max = 0;
  std::optional<double> total;
  double total_min = 0;
  double total_max = 0;
};

/// Bonus that counts beside this base: none unless the base is above the gate, at most the cap.
[[nodiscard]] double counted_bonus(const BonusRule& rule, double base, double bonus);

[[nodiscard]] Totals join_totals(const BonusRule& rule, const TotalParts& parts,
                                 const TotalVetoes& vetoes);

}  // namespace gweval

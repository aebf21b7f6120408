#include "score/scales.hpp"

#include <algorithm>
#include <cmath>

namespace gweval {
namespace {

bool is_usable(const std::optional<Interval>& interval) {
  return interval && std::isfinite(interval->low) && std::isfinite(interval->high);
}

/// Index at both ends of the interval, the lower one first.
std::pair<double, double> interval_indices(const Scale& scale, const Interval& interval,
                                           double worth) {
  return std::minmax(
      {value_index(scale, interval.low, worth), value_index(scale, interval.high, worth)});
}

}  // namespace

std::optional<double> outcome_index(const OutcomePoints& scale, std::string_view outcome) {
  for (const auto& [name, index] : scale.index) {
    if (name == outcome) return std::clamp(index, 0.0, 1.0);
  }
  return std::nullopt;
}

double goalposts_index(const Goalposts& scale, double value) {
  if (scale.high == scale.low) return value >= scale.high ? 1 : 0;
  return std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0);
}

double steps_index(const Steps& scale, double value) {
  for (const auto& [from, index] : scale.steps) {
    if (value >= from) return std::clamp(index, 0.0, 1.0);
  }
  return std::clamp(scale.fallback, 0.0, 1.0);
}

double deducted_points(const Deduction& scale, double count) {
  const double points = std::max(0.0, count) * scale.each_points;
  return scale.cap_points ? std::min(points, *scale.cap_points) : points;
}

double value_index(const Scale& scale, double value, double worth) {
  if (const auto* goalposts = std::get_if<Goalposts>(&scale)) {
    return goalposts_index(*goalposts, value);
  }
  if (const auto* steps = std::get_if<Steps>(&scale)) return steps_index(*steps, value);
  if (const auto* deduction = std::get_if<Deduction>(&scale)) {
    if (worth <= 0) return 1;
    return std::clamp(1 - deducted_points(*deduction, value) / worth, 0.0, 1.0);
  }
  return 0;
}

std::optional<BoundedIndex> scale_observation(const Scale& scale, const Observation& observation,
                                              double worth) {
  if (const auto* outcomes = std::get_if<OutcomePoints>(&scale)) {
    const auto index = outcome_index(*outcomes, observation.outcome);
    return index ? std::optional(BoundedIndex::known(*index)) : std::nullopt;
  }
  if (!observation.value || !std::isfinite(*observation.value)) return std::nullopt;
  const double index = value_index(scale, *observation.value, worth);
  if (!is_usable(observation.interval)) return BoundedIndex::known(index);
  const auto [low, high] = interval_indices(scale, *observation.interval, worth);
  if (std::holds_alternative<Steps>(scale) && low != high) return BoundedIndex::within(low, high);
  return BoundedIndex::known(index, low, high);
}

BoundedIndex scale_unsettled(const Scale& scale, const Observation& observation, double worth) {
  if (std::holds_alternative<OutcomePoints>(scale) || !is_usable(observation.interval)) {
    return BoundedIndex::open();
  }
  const auto [low, high] = interval_indices(scale, *observation.interval, worth);
  return BoundedIndex::within(low, high);
}

}  // namespace gweval

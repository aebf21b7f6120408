#pragma once
// From a measurement to an index in [0, 1] (method §2.1). All scales are monotone in the value, so
// the ends of a sampled value's interval give the ends of the index.

#include <optional>
#include <string_view>

#include "gweval/catalogue.hpp"
#include "gweval/rule.hpp"
#include "score/bounded.hpp"

namespace gweval {

/// Nothing if the outcome is not named.
[[nodiscard]] std::optional<double> outcome_index(const OutcomePoints& scale,
                                                  std::string_view outcome);
[[nodiscard]] double goalposts_index(const Goalposts& scale, double value);
[[nodiscard]] double steps_index(const Steps& scale, double value);

/// Points `count` occurrences take off a leaf: never less than 0, never more than the cap.
[[nodiscard]] double deducted_points(const Deduction& scale, double count);

/// The index of a value, where `worth` is the points of what a deduction is taken from.
[[nodiscard]] double value_index(const Scale& scale, double value, double worth);

/// An observed or merely bounded measurement as an index. Steps whose interval lies on more than
/// one step are undecided and stay unknown (method §2.12); goalposts and deductions keep the point
/// and the bounds. A scale that needs a value the observation lacks gives nothing: the rule is at
/// fault.
[[nodiscard]] std::optional<BoundedIndex> scale_observation(const Scale& scale,
                                                            const Observation& observation,
                                                            double worth);

/// Bounds from the interval of a measurement that did not come to an outcome; [0, 1] without one.
[[nodiscard]] BoundedIndex scale_unsettled(const Scale& scale, const Observation& observation,
                                           double worth);

}  // namespace gweval

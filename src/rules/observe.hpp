#pragma once
// Small builders for what rules return.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/rule.hpp"

namespace gweval::rules {

[[nodiscard]] Observation observed(std::string outcome, std::optional<double> value = {});
[[nodiscard]] Observation cannot_tell(LocalText reason);
[[nodiscard]] Observation not_applicable(LocalText reason);

using MessageArgs = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] Finding finding(std::string message, std::string_view url, MessageArgs args = {},
                              std::string_view pointer = {}, std::string_view quote = {});

/// The first outcome whose threshold the value reaches; `steps` from best to worst, the last is the
/// rest.
struct OutcomeStep {
  double at_least = 0;
  std::string_view outcome;
};
[[nodiscard]] std::string outcome_of(double value, std::initializer_list<OutcomeStep> steps);

/// Of a share: all, most (half or more), few, none.
[[nodiscard]] std::string half_outcome(double share);

/// part / whole; 0 for an empty whole.
[[nodiscard]] double share(std::size_t part, std::size_t whole);

/// "87.5%", one decimal at most.
[[nodiscard]] std::string percent(double share);

/// The reason to give where nothing was found but not everything was looked at. `what` is a noun
/// phrase that both sentences can hold.
[[nodiscard]] LocalText not_observed_reason(const LocalText& what);

}  // namespace gweval::rules

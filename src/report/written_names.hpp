#pragma once
// Enums of results.json by their written names, both ways.

#include <initializer_list>
#include <optional>
#include <string_view>

#include "gweval/results.hpp"

namespace gweval {

[[nodiscard]] inline std::string_view to_text(TieRule ties) {
  switch (ties) {
    case TieRule::competition:
      return "competition";
    case TieRule::dense:
      return "dense";
    case TieRule::fractional:
      break;
  }
  return "fractional";
}

template <class E>
std::optional<E> find_written(std::initializer_list<E> values, std::string_view text) {
  for (const E value : values) {
    if (to_text(value) == text) return value;
  }
  return std::nullopt;
}

inline bool parse_written(std::string_view text, TieRule& out) {
  const auto found =
      find_written({TieRule::competition, TieRule::dense, TieRule::fractional}, text);
  if (found) out = *found;
  return found.has_value();
}

inline bool parse_written(std::string_view text, NodeState& out) {
  const auto found = find_written(
      {NodeState::scored, NodeState::pending, NodeState::error, NodeState::not_applicable}, text);
  if (found) out = *found;
  return found.has_value();
}

inline bool parse_written(std::string_view text, CriterionState& out) {
  const auto found = find_written(
      {CriterionState::observed, CriterionState::cannot_tell, CriterionState::not_applicable,
       CriterionState::rule_error, CriterionState::pending, CriterionState::rated},
      text);
  if (found) out = *found;
  return found.has_value();
}

inline bool parse_written(std::string_view text, Agreement& out) {
  const auto found = find_written({Agreement::none, Agreement::single, Agreement::agreed,
                                   Agreement::disputed, Agreement::adjudicated},
                                  text);
  if (found) out = *found;
  return found.has_value();
}

inline bool parse_written(std::string_view text, SiteStatus& out) {
  const auto found =
      find_written({SiteStatus::observed, SiteStatus::partial, SiteStatus::not_observed}, text);
  if (found) out = *found;
  return found.has_value();
}

}  // namespace gweval

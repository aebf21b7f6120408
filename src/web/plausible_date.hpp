#pragma once
// Which dates are believed to be meant.

#include "gweval/date.hpp"

namespace gweval {

/// Years that text and addresses are believed to mean.
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2099;

[[nodiscard]] inline bool is_plausible(const Date& date) {
  return date.year >= kFirstYear && date.year <= kLastYear && date.month >= 1 && date.day >= 1 &&
         date.month <= 12 && date.day <= 31 && date.is_valid();
}

}  // namespace gweval

#include "rules/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace gweval::rules {

Interval wilson_interval(std::size_t hits, std::size_t n) {
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution
  const double count = static_cast<double>(n);
  const double p = static_cast<double>(hits) / count;
  const double scale = 1 + kZ * kZ / count;
  const double centre = (p + kZ * kZ / (2 * count)) / scale;
  const double half = kZ * std::sqrt(p * (1 - p) / count + kZ * kZ / (4 * count * count)) / scale;
  // At 0 and n the bound equals p but for rounding.
  return {hits == 0 ? 0 : std::max(0.0, centre - half),
          hits == n ? 1 : std::min(1.0, centre + half)};
}

double median(std::vector<long> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  if (values.size() % 2 == 1) return upper;
  return (static_cast<double>(*std::max_element(values.begin(), middle)) + upper) / 2;
}

}  // namespace gweval::rules

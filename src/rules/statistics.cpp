#include "rules/statistics.hpp"

#include <algorithm>

#include "base/statistics.hpp"

namespace gweval::rules {

Interval wilson_interval(std::size_t hits, std::size_t n) {
  const RateInterval interval = gweval::wilson_interval(hits, n);
  return {interval.low, interval.high};
}

double median(std::vector<long> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const auto upper = static_cast<double>(*middle);
  if (values.size() % 2 == 1) return upper;
  return (static_cast<double>(*std::max_element(values.begin(), middle)) + upper) / 2;
}

}  // namespace gweval::rules

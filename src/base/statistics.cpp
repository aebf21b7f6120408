#include "base/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace gweval {

RateInterval wilson_interval(std::size_t hits, std::size_t n,
                             std::optional<std::size_t> population) {
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution
  const auto drawn = static_cast<double>(n);
  const double p = static_cast<double>(hits) / drawn;
  if (population && *population <= n) return {p, p};
  // Of a finite frame every draw tells more: n (N - 1) / (N - n) draws' worth (method §2.12).
  const double count = population ? drawn * (static_cast<double>(*population) - 1) /
                                        static_cast<double>(*population - n)
                                  : drawn;
  const double scale = 1 + kZ * kZ / count;
  const double centre = (p + kZ * kZ / (2 * count)) / scale;
  const double half = kZ * std::sqrt(p * (1 - p) / count + kZ * kZ / (4 * count * count)) / scale;
  // At 0 and n the bound equals p but for rounding.
  return {hits == 0 ? 0 : std::max(0.0, centre - half),
          hits == n ? 1 : std::min(1.0, centre + half)};
}

}  // namespace gweval

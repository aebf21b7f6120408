#include "score/rounding.hpp"

#include <cmath>

namespace gweval {

// nearbyint rounds half to even in the default rounding mode, which nothing here changes.
std::int64_t points_key(double points) {
  return static_cast<std::int64_t>(std::nearbyint(points * 1e6));
}

double quantise(double points) {
  return static_cast<double>(points_key(points)) / 1e6;
}

double without_noise(double value) {
  return std::nearbyint(value * 1e12) / 1e12;
}

}  // namespace gweval

#include "score/bounded.hpp"

#include <algorithm>

namespace gweval {

BoundedIndex BoundedIndex::known(double index, double low, double high) {
  const double x = std::clamp(index, 0.0, 1.0);
  return {Knowledge::known, x, std::clamp(std::min(low, x), 0.0, 1.0),
          std::clamp(std::max(high, x), 0.0, 1.0), true};
}

BoundedIndex BoundedIndex::within(double low, double high) {
  const auto [a, b] = std::minmax({std::clamp(low, 0.0, 1.0), std::clamp(high, 0.0, 1.0)});
  return {Knowledge::unknown, 0, a, b, true};
}

std::optional<double> BoundedIndex::value() const {
  return is_known() ? std::optional(index) : std::nullopt;
}

}  // namespace gweval

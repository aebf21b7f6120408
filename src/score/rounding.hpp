#pragma once
// The two roundings of a score (method §2.0). Neither is for display.

#include <cstdint>

namespace gweval {

/// Points as integer millionths, half to even: what ranks and ties compare.
[[nodiscard]] std::int64_t points_key(double points);

/// Points to 1e-6, half to even; applied once, before any comparison with a tier, gate or cap.
[[nodiscard]] double quantise(double points);

/// Removes the representation noise of sums (32.550000000000004) from values that are written but
/// never compared: nearest multiple of 1e-12.
[[nodiscard]] double without_noise(double value);

}  // namespace gweval

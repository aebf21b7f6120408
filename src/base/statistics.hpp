#pragma once
// Intervals of rates that were estimated from a sample (docs/scoring.md).

#include <cstddef>
#include <optional>

namespace gweval {

struct RateInterval {
  double low = 0;
  double high = 1;
};

/// Wilson score interval at 95 % of a proportion, `hits` of `n` > 0; contains hits / n.
/// `population` is the size of a finite frame the sample was drawn from, at least n; a frame that
/// was read to its end leaves no width.
[[nodiscard]] RateInterval wilson_interval(std::size_t hits, std::size_t n,
                                           std::optional<std::size_t> population = std::nullopt);

}  // namespace gweval

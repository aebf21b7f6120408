#pragma once
// Strict readings of numbers as people write them in files and options. Nothing if any character is
// left over.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gweval {

[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

/// Finite decimal such as -3, 0.25, 1e3.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// A decimal >= 0 with at most 4 places, as ten-thousandths: "0.5" is 5'000. At most 10^12 units.
[[nodiscard]] std::optional<std::int64_t> parse_ten_thousandths(std::string_view text);

/// "500ms", "1s", "1.5s", "2m", "1h", or a plain number of seconds. At most 365 days.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// The shortest decimal that reads back as the same double ("0.1", "94.85714285714286").
[[nodiscard]] std::string shortest_decimal(double value);

}  // namespace gweval

#pragma once
// Columns a text takes on a terminal: East Asian wide characters take two (Unicode UAX #11).

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval {

/// Valid UTF-8 in; control and combining characters take none.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Padded with blanks, or cut with "…" at its end, to exactly `width` columns.
[[nodiscard]] std::string fit_left(std::string_view text, std::size_t width);
[[nodiscard]] std::string fit_right(std::string_view text, std::size_t width);

/// Safe to print on a terminal: control, escape and bidirectional control characters become U+FFFD.
[[nodiscard]] std::string to_printable(std::string_view text);

/// As to_printable(), but line ends stay; what is longer than max_bytes is cut and ends with "…".
[[nodiscard]] std::string printable_lines(std::string_view text, std::size_t max_bytes);

}  // namespace gweval

#pragma once
// What a style attribute says of the few properties that decide whether a text can be seen
// (CSS 2.2, CSS Color 4). What is written in other ways than those below reads as absent.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gweval::extract {

struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

/// "#rrggbb", "#rgb", "rgb(1, 2, 3)" or a name; nothing for what is half transparent or unknown.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view text);
/// "#rrggbb".
[[nodiscard]] std::string to_text(const Colour& colour);

/// Lengths are CSS pixels; pt are converted, other units read as absent.
struct InlineStyle {
  bool is_display_none = false;  // or visibility: hidden
  bool is_placed = false;        // position: absolute or fixed
  bool clips = false;            // overflow: hidden
  bool has_image = false;        // a background that is no plain colour
  bool sets_colour = false;      // even if `colour` could not be read
  bool sets_background = false;
  std::optional<double> left, top, text_indent, width, height, font_size, opacity;
  std::optional<bool> is_bold;
  std::optional<Colour> colour, background;
};

[[nodiscard]] InlineStyle parse_inline_style(std::string_view style);

}  // namespace gweval::extract

#include "extract/inline_style.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "web/percent_encoding.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxStyleBytes = 2048;

// The names of CSS 2.2 and those that pages use besides.
constexpr std::array<std::pair<std::string_view, Colour>, 28> kColourNames{{
    {"aqua", {0, 255, 255}},       {"black", {0, 0, 0}},       {"blue", {0, 0, 255}},
    {"brown", {165, 42, 42}},      {"cyan", {0, 255, 255}},    {"darkblue", {0, 0, 139}},
    {"darkgray", {169, 169, 169}}, {"darkgreen", {0, 100, 0}}, {"darkred", {139, 0, 0}},
    {"fuchsia", {255, 0, 255}},    {"gold", {255, 215, 0}},    {"gray", {128, 128, 128}},
    {"green", {0, 128, 0}},        {"grey", {128, 128, 128}},  {"lightgray", {211, 211, 211}},
    {"lime", {0, 255, 0}},         {"magenta", {255, 0, 255}}, {"maroon", {128, 0, 0}},
    {"navy", {0, 0, 128}},         {"olive", {128, 128, 0}},   {"orange", {255, 165, 0}},
    {"pink", {255, 192, 203}},     {"purple", {128, 0, 128}},  {"red", {255, 0, 0}},
    {"silver", {192, 192, 192}},   {"teal", {0, 128, 128}},    {"white", {255, 255, 255}},
    {"yellow", {255, 255, 0}},
}};

std::optional<Colour> hex_colour(std::string_view digits) {
  if (digits.size() != 3 && digits.size() != 6) return std::nullopt;
  const std::size_t step = digits.size() / 3;
  std::array<std::uint8_t, 3> parts{};
  for (std::size_t i = 0; i < 3; ++i) {
    const int high = hex_value(digits[i * step]);
    const int low = hex_value(digits[i * step + step - 1]);
    if (high < 0 || low < 0) return std::nullopt;
    parts[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return Colour{parts[0], parts[1], parts[2]};
}

// "rgb(1, 2, 3)"; "rgba(1, 2, 3, 1)" has an alpha that need be one.
std::optional<Colour> function_colour(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return std::nullopt;
  const std::string_view name = text.substr(0, open);
  if (name != "rgb" && name != "rgba") return std::nullopt;
  text = text.substr(open + 1, text.size() - open - 2);
  std::array<double, 4> parts{0, 0, 0, 1};
  std::size_t count = 0;
  while (!text.empty() && count < parts.size()) {
    const std::size_t end = std::min(text.find(','), text.size());
    const auto value = parse_number(trim(text.substr(0, end)));
    if (!value) return std::nullopt;
    parts[count++] = *value;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (count < 3 || !text.empty() || parts[3] < 1) return std::nullopt;
  const auto byte = [](double value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0) + 0.5);
  };
  return Colour{byte(parts[0]), byte(parts[1]), byte(parts[2])};
}

std::optional<double> pixels(std::string_view value) {
  double factor = 1;
  if (value.ends_with("px")) {
    value.remove_suffix(2);
  } else if (value.ends_with("pt")) {
    value.remove_suffix(2);
    factor = 4.0 / 3;  // CSS: 96 px are 72 pt
  } else if (const auto number = parse_number(value); !number || *number != 0) {
    return std::nullopt;  // only zero needs no unit
  }
  const auto number = parse_number(trim(value));
  if (!number) return std::nullopt;
  return *number * factor;
}

std::optional<bool> boldness(std::string_view value) {
  if (value == "bold" || value == "bolder") return true;
  if (value == "normal" || value == "lighter") return false;
  const auto weight = parse_number(value);
  if (!weight) return std::nullopt;
  return *weight >= 600;
}

void set_background(std::string_view value, InlineStyle& style) {
  style.sets_background = true;
  style.has_image = value.find("url(") != std::string_view::npos ||
                    value.find("gradient") != std::string_view::npos;
  style.background = parse_colour(value);
}

void set_property(std::string_view name, std::string_view value, InlineStyle& style) {
  if (name == "display") style.is_display_none = style.is_display_none || value == "none";
  if (name == "visibility") style.is_display_none = style.is_display_none || value == "hidden";
  if (name == "position") style.is_placed = value == "absolute" || value == "fixed";
  if (name == "overflow") style.clips = value == "hidden";
  if (name == "left" || name == "margin-left") style.left = pixels(value);
  if (name == "top" || name == "margin-top") style.top = pixels(value);
  if (name == "text-indent") style.text_indent = pixels(value);
  if (name == "width") style.width = pixels(value);
  if (name == "height") style.height = pixels(value);
  if (name == "font-size") style.font_size = pixels(value);
  if (name == "font-weight") style.is_bold = boldness(value);
  if (name == "opacity") style.opacity = parse_number(value);
  if (name == "background" || name == "background-color") set_background(value, style);
  if (name == "background-image") style.has_image = value != "none";
  if (name == "color") {
    style.sets_colour = true;
    style.colour = parse_colour(value);
  }
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  text = trim(text);
  if (text.size() > 64) return std::nullopt;
  if (text.starts_with('#')) return hex_colour(text.substr(1));
  const std::string name = to_lower_ascii(text);
  for (const auto& [known, colour] : kColourNames) {
    if (name == known) return colour;
  }
  return function_colour(name);
}

std::string to_text(const Colour& colour) {
  return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

InlineStyle parse_inline_style(std::string_view text) {
  InlineStyle style;
  const std::string lower = to_lower_ascii(text.substr(0, kMaxStyleBytes));
  std::string_view rest = lower;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view declaration = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = trim(declaration.substr(colon + 1));
    if (value.ends_with("!important")) value = trim(value.substr(0, value.size() - 10));
    set_property(trim(declaration.substr(0, colon)), value, style);
  }
  return style;
}

}  // namespace gweval::extract

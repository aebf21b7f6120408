#include "base/display_width.hpp"

#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace gweval {
namespace {

std::size_t width_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  const auto category = u_charType(c);
  if (category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || category == U_NON_SPACING_MARK ||
      category == U_ENCLOSING_MARK) {
    return 0;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Longest prefix of at most `width` columns.
std::string_view prefix_of_width(std::string_view text, std::size_t width) {
  std::string_view rest = text;
  std::size_t used = 0;
  while (!rest.empty()) {
    const std::string_view before = rest;
    used += width_of(take_code_point(rest));
    if (used > width) return text.substr(0, text.size() - before.size());
  }
  return text;
}

std::string cut(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  return std::string(prefix_of_width(text, width - 1)) + "…";
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) width += width_of(take_code_point(text));
  return width;
}

std::string fit_left(std::string_view text, std::size_t width) {
  std::string out = cut(text, width);
  return out.append(width - display_width(out), ' ');
}

std::string fit_right(std::string_view text, std::size_t width) {
  const std::string shown = cut(text, width);
  return std::string(width - display_width(shown), ' ') + shown;
}

std::string to_printable(std::string_view text) {
  const std::string valid = to_valid_utf8(text);
  std::string out;
  for (std::string_view rest = valid; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    const auto category = u_charType(static_cast<UChar32>(c));
    const bool is_bidi_control = c == 0x061C || c == 0x200E || c == 0x200F ||
                                 (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    append_code_point(out, category == U_CONTROL_CHAR || is_bidi_control ? U'\uFFFD' : c);
  }
  return out;
}

std::string printable_lines(std::string_view text, std::size_t max_bytes) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    const bool ends_with_return = end != std::string_view::npos && line.ends_with('\r');
    if (ends_with_return) line.remove_suffix(1);
    out += to_printable(line);
    if (end == std::string_view::npos) break;
    out += ends_with_return ? "\r\n" : "\n";
    text.remove_prefix(end + 1);
  }
  if (out.size() <= max_bytes) return out;
  return std::string(truncate_utf8(out, max_bytes)) + "…";
}

}  // namespace gweval

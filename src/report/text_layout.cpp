#include "report/text_layout.hpp"

#include <algorithm>
#include <vector>

#include "base/display_width.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

/// Longer texts are in the results file; a terminal gets their beginning.
constexpr std::size_t kMaxTextBytes = 2000;
constexpr std::size_t kMaxAddressBytes = 1000;
constexpr std::size_t kLeastWidth = 20;

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::bold:
      return "\x1b[1m";
    case Colour::dim:
      return "\x1b[2m";
    case Colour::red:
      return "\x1b[31m";
    case Colour::green:
      return "\x1b[32m";
    case Colour::yellow:
      return "\x1b[33m";
    case Colour::none:
      break;
  }
  return {};
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
  const std::string printable = to_printable(fold_space(to_valid_utf8(text)));
  if (printable.size() <= max_bytes) return printable;
  return std::string(truncate_utf8(printable, max_bytes)) + "…";
}

/// Pieces between which a line may be folded: words with the blank behind them, and single wide
/// characters, with closing punctuation kept at the piece before it.
std::vector<std::string> pieces_of(std::string_view text) {
  constexpr std::u32string_view kClosing = U"，。；：、！？）》”’】…";
  std::vector<std::string> out;
  bool is_new = true;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = take_code_point(text);
    const std::string_view bytes = before.substr(0, before.size() - text.size());
    const bool is_wide = display_width(bytes) == 2;
    const bool is_closing = kClosing.find(c) != std::u32string_view::npos;
    if (((is_new || is_wide) && !is_closing) || out.empty()) {
      out.emplace_back(bytes);
    } else {
      out.back() += bytes;
    }
    is_new = c == U' ' || is_wide;
  }
  return out;
}

std::string_view without_end_blanks(std::string_view line) {
  const std::size_t last = line.find_last_not_of(' ');
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

/// Cuts a piece that does not fit any line at character borders.
std::vector<std::string> hard_cut(const std::string& piece, std::size_t width) {
  std::vector<std::string> out(1);
  for (std::string_view rest = piece; !rest.empty();) {
    const std::string_view before = rest;
    (void)take_code_point(rest);
    const std::string_view bytes = before.substr(0, before.size() - rest.size());
    if (display_width(out.back()) + display_width(bytes) > width) out.emplace_back();
    out.back() += bytes;
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t max_width) {
  const std::string printable = shortened(text, kMaxTextBytes);
  if (display_width(printable) <= max_width) return printable;
  return fit_left(printable, max_width);
}

std::string TextLayout::coloured(std::string_view text, Colour colour) const {
  if (!style_.has_colour || colour == Colour::none) return std::string(text);
  return std::string(code_of(colour)) + std::string(text) + "\x1b[0m";
}

void TextLayout::paragraph(std::string_view text, std::size_t indent, std::size_t hanging,
                           Colour colour) {
  const std::size_t width = std::max(style_.width, indent + hanging + kLeastWidth);
  std::string current;
  std::size_t used = 0;
  std::size_t margin = indent;
  const auto flush = [&] {
    out_.append(margin, ' ');
    line(coloured(without_end_blanks(current), colour));
    current.clear();
    used = 0;
    margin = indent + hanging;
  };
  for (const std::string& piece : pieces_of(shortened(text, kMaxTextBytes))) {
    for (const std::string& part : hard_cut(piece, width - indent - hanging)) {
      const std::size_t needed = display_width(without_end_blanks(part));
      if (!current.empty() && margin + used + needed > width) flush();
      current += part;
      used += display_width(part);
    }
  }
  flush();
}

void TextLayout::address(std::string_view url, std::size_t indent) {
  out_.append(indent, ' ');
  line(coloured(shortened(url, kMaxAddressBytes), Colour::dim));
}

void TextLayout::line(std::string_view ready) {
  out_ += ready;
  out_ += '\n';
}

}  // namespace gweval

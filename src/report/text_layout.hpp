#pragma once
// Lines of a terminal: folding to its width and colours.

#include <cstddef>
#include <string>
#include <string_view>

#include "gweval/report.hpp"

namespace gweval {

/// ANSI colours (ECMA-48 §8.3.117).
enum class Colour { none, bold, dim, red, green, yellow };

/// Printable text on one line: white space folded, at most `max_width` columns.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t max_width);

class TextLayout {
 public:
  explicit TextLayout(const TextStyle& style) : style_(style) {}

  [[nodiscard]] Language language() const { return style_.language; }
  [[nodiscard]] std::size_t width() const { return style_.width; }
  [[nodiscard]] std::string coloured(std::string_view text, Colour colour) const;

  /// Folds at blanks, or after any character of Chinese, Japanese or Korean; what is left over is
  /// cut hard. Text is made printable. Lines after the first are indented by `hanging` more.
  void paragraph(std::string_view text, std::size_t indent, std::size_t hanging = 2,
                 Colour colour = Colour::none);

  /// An address on a line of its own, not folded, so that it can be copied.
  void address(std::string_view url, std::size_t indent);
  void line(std::string_view ready);  // as it is
  void blank() { out_ += '\n'; }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  TextStyle style_;
  std::string out_;
};

}  // namespace gweval

#include "report/plain_text.hpp"

#include "base/display_width.hpp"
#include "base/utf8.hpp"

namespace gweval {

std::string plain_line(std::string_view text, std::size_t max_bytes) {
  const std::string printable = to_printable(fold_space(to_valid_utf8(text)));
  if (printable.size() <= max_bytes) return printable;
  return std::string(truncate_utf8(printable, max_bytes)) + "…";
}

std::string markdown_text(std::string_view text, std::size_t max_bytes) {
  // Character references rather than backslashes: they also keep GitHub from reading @names,
  // #numbers and bare addresses, which it does after Markdown's own escapes.
  std::string out;
  for (const char c : plain_line(text, max_bytes)) {
    constexpr std::string_view kSpecial = "\\`*_{}[]<>()#+-!|&@~:=$^'\"";
    if (kSpecial.find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
    }
  }
  return out;
}

std::string xml_text(std::string_view text, std::size_t max_bytes) {
  std::string out;
  for (const char c : plain_line(text, max_bytes)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace gweval

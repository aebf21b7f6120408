#include "web/percent_encoding.hpp"

namespace gweval {
namespace {

// RFC 3986 §2.3
constexpr bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

bool is_escape_at(std::string_view text, std::size_t i) {
  return text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
         hex_value(text[i + 2]) >= 0;
}

char escaped_byte(std::string_view text, std::size_t i) {
  return static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
}

}  // namespace

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_escape_at(text, i)) {
      out += escaped_byte(text, i);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string normalise_percent(std::string_view text, std::string_view must_encode) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_escape_at(text, i)) {
      const char byte = escaped_byte(text, i);
      if (is_unreserved(byte)) {
        out += byte;
      } else {
        append_encoded(out, byte);
      }
      i += 2;
    } else if (const auto byte = static_cast<unsigned char>(c);
               byte <= 0x20 || byte >= 0x7F || c == '%' ||
               must_encode.find(c) != std::string_view::npos) {
      append_encoded(out, c);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace gweval

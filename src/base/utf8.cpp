#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace gweval {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length in bytes of the well-formed sequence at the start of `bytes` (RFC 3629 §4), or 0.
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = at(0);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead >= 0xC2 && lead <= 0xDF)
    length = 2;
  else if (lead >= 0xE0 && lead <= 0xEF)
    length = 3;
  else if (lead >= 0xF0 && lead <= 0xF4)
    length = 4;
  else
    return 0;
  if (lead == 0xE0) low = 0xA0;   // no overlong forms
  if (lead == 0xED) high = 0x9F;  // no surrogates
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;  // at most U+10FFFF
  if (bytes.size() < length || at(1) < low || at(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (at(i) < 0x80 || at(i) > 0xBF) return 0;
  }
  return length;
}

/// Bytes of the white space character at the start of `text`, or 0.
std::size_t space_length(std::string_view text) {
  const char c = text[0];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (text.starts_with("\xC2\xA0")) return 2;  // U+00A0
  if (text.starts_with("\xE3\x80\x80") || text.starts_with("\xEF\xBB\xBF"))
    return 3;                                      // U+3000, BOM
  if (text.starts_with("\xE2\x80\x8B")) return 3;  // U+200B
  return 0;
}

/// Whether a white space character may start with the byte: one of those of space_length().
bool may_be_space(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

/// Bytes at the start of `bytes` that are ASCII, in steps of eight.
std::size_t ascii_length(std::string_view bytes) {
  std::size_t length = 0;
  std::uint64_t word = 0;
  while (bytes.size() - length >= sizeof word) {
    std::memcpy(&word, bytes.data() + length, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
    length += sizeof word;
  }
  return length;
}

/// Leads of three-byte characters whose continuation bytes are any, all of Chinese among them.
bool is_plain_lead_of_three(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0xE0 && byte <= 0xEF && byte != 0xED;
}

bool is_continuation(char c) {
  return (c & 0xC0) == 0x80;
}

/// Bytes at the start of `bytes` that are whole characters of three bytes, as Chinese text is.
std::size_t threes_length(std::string_view bytes) {
  std::size_t length = 0;
  while (bytes.size() - length >= 3 && is_plain_lead_of_three(bytes[length]) &&
         is_continuation(bytes[length + 1]) && is_continuation(bytes[length + 2])) {
    length += 3;
  }
  return length;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view bytes) {
  std::size_t valid = 0;
  while (valid < bytes.size()) {
    const std::string_view rest = bytes.substr(valid);
    if (const std::size_t plain = ascii_length(rest) + threes_length(rest); plain > 0) {
      valid += plain;  // one of the two is 0
      continue;
    }
    const std::size_t length = sequence_length(rest);
    if (length == 0) break;
    valid += length;
  }
  return valid;
}

bool is_valid_utf8(std::string_view bytes) {
  return valid_utf8_prefix(bytes) == bytes.size();
}

std::string to_valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t length = bytes[0] == '\0' ? 0 : sequence_length(bytes);
    if (length == 0)
      out += kReplacement;
    else
      out += bytes.substr(0, length);
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string fold_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t run = 0;  // bytes up to the next blank
    while (run < text.size() && !(may_be_space(text[run]) && space_length(text.substr(run)) > 0)) {
      ++run;
      while (run < text.size() && is_continuation(text[run])) ++run;
    }
    if (run > 0 && !out.empty()) out += ' ';
    out.append(text.data(), run);
    text.remove_prefix(run);
    while (!text.empty()) {
      const std::size_t length = space_length(text);
      if (length == 0) break;
      text.remove_prefix(length);
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = space_length(text);
    if (length == 0) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (text[start] & 0xC0) == 0x80) --start;
    const std::string_view last = text.substr(start);
    if (space_length(last) != last.size()) break;
    text.remove_suffix(last.size());
  }
  return text;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

char32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  constexpr std::array<unsigned, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t code_point = lead & kLeadMask[length];
  for (std::size_t i = 1; i < length && i < text.size(); ++i) {
    code_point = (code_point << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  text.remove_prefix(std::min(length, text.size()));
  return code_point;
}

void append_code_point(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

}  // namespace gweval

#include "web/html_shorthand.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr char32_t kFirstMark = 0xF0000;
constexpr char32_t kFirstLeadF3 = 0xC0000;  // the first whose UTF-8 begins as a mark does
constexpr std::size_t kMaxRuns = 0xFFF0;    // the plane's last two code points are no characters
constexpr std::size_t kMarkBytes = 4;
constexpr std::size_t kShortestRun = 12;  // bytes

/// Value of a hexadecimal digit; -1 if it is none.
int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether a numeric reference, "&#983040;" or "&#xF0000;", stands for a character of a mark's
/// kind.
bool has_mark_reference(std::string_view html) {
  for (std::size_t at = html.find("&#"); at != std::string_view::npos; at = html.find("&#", at)) {
    at += 2;
    const bool is_hex = at < html.size() && (html[at] == 'x' || html[at] == 'X');
    if (is_hex) ++at;
    char32_t code = 0;
    for (; at < html.size() && code < kFirstLeadF3; ++at) {
      const int digit = digit_of(html[at]);
      if (digit < 0 || (!is_hex && digit > 9)) break;
      code = code * (is_hex ? 16 : 10) + static_cast<char32_t>(digit);
    }
    if (code >= kFirstLeadF3) return true;
  }
  return false;
}

/// Whether U+2000 to U+9FFF or a full-width form, U+FF00 to U+FF7F, stands at the start: three
/// bytes, none of them blank, control or without a meaning to the tree builder.
bool starts_wide(std::string_view text) {
  if (text.size() < 3) return false;
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead >= 0xE2 && lead <= 0xE9) return true;
  return lead == 0xEF && (text[1] == '\xBC' || text[1] == '\xBD');
}

/// Bytes at the start that one mark may stand for. The first is never of ASCII, so that the name of
/// an entity before it ends where it did.
std::size_t run_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    if (starts_wide(text.substr(length))) {
      length += 3;
    } else if (length > 0 && is_letter_or_digit(text[length])) {
      ++length;
    } else {
      break;
    }
  }
  return length;
}

}  // namespace

HtmlShorthand::HtmlShorthand(std::string_view html) {
  if (has_mark(html) || has_mark_reference(html)) return;
  html_.reserve(html.size());
  // Text stands between > and <; where an attribute or a script looks like that, its mark shows.
  for (std::size_t at = 0; at < html.size();) {
    const std::size_t text = std::min(html.find('>', at), html.size() - 1) + 1;
    const std::size_t end = std::min(html.find('<', text), html.size());
    html_.append(html, at, text - at);
    shorten(html.substr(text, end - text));
    at = end;
  }
}

void HtmlShorthand::shorten(std::string_view text) {
  std::size_t kept = 0;  // bytes of the text that are written
  for (std::size_t at = 0; at + kShortestRun <= text.size();) {
    const std::size_t length = run_length(text.substr(at));
    if (length >= kShortestRun && runs_.size() < kMaxRuns) {
      html_.append(text, kept, at - kept);
      append_code_point(html_, kFirstMark + static_cast<char32_t>(runs_.size()));
      runs_.push_back(text.substr(at, length));
      kept = at + length;
    }
    at += length > 0 ? length : 1;
  }
  html_.append(text, kept);
}

std::optional<std::string_view> HtmlShorthand::run_at(std::string_view& text) const {
  const char32_t mark = take_code_point(text);
  if (mark < kFirstMark || mark - kFirstMark >= runs_.size()) return std::nullopt;
  return runs_[mark - kFirstMark];
}

std::optional<std::string_view> HtmlShorthand::expand(std::string_view text,
                                                      HtmlArena& arena) const {
  if (!has_mark(text)) return text;
  if (text.size() == kMarkBytes) return run_at(text);
  std::vector<std::string_view> parts;
  std::size_t size = 0;
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find(kLead), text.size());
    parts.push_back(text.substr(0, plain));
    text.remove_prefix(plain);
    if (!text.empty()) {
      const auto run = run_at(text);
      if (!run) return std::nullopt;
      size += run->size();
      parts.push_back(*run);
    }
    size += plain;
  }
  char* const begin = static_cast<char*>(arena.allocate(size));
  if (begin == nullptr) return std::nullopt;
  char* out = begin;
  for (const std::string_view part : parts) out = std::copy(part.begin(), part.end(), out);
  return std::string_view(begin, size);
}

}  // namespace gweval

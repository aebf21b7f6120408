#include "web/html_shorthand.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr char32_t kFirstMark = 0xF0000;
constexpr std::size_t kMaxRuns = 0xFFF0;  // the plane's last two code points are no characters
constexpr std::size_t kMarkBytes = 4;
constexpr std::size_t kShortestRun = 12;  // bytes

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
  if (has_mark(html)) return;
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

std::optional<std::string_view> HtmlShorthand::expand(std::string_view text,
                                                      HtmlArena& arena) const {
  std::size_t size = 0;
  const auto for_each_part = [&](auto&& visit) {
    std::string_view rest = text;
    for (;;) {
      const std::size_t mark = std::min(rest.find(kLead), rest.size());
      visit(rest.substr(0, mark));
      if (mark == rest.size()) return;
      rest.remove_prefix(mark);
      visit(runs_[take_code_point(rest) - kFirstMark]);
    }
  };
  if (!has_mark(text)) return text;
  if (text.size() == kMarkBytes) return runs_[take_code_point(text) - kFirstMark];
  for_each_part([&](std::string_view part) { size += part.size(); });
  char* const begin = static_cast<char*>(arena.allocate(size));
  if (begin == nullptr) return std::nullopt;
  char* out = begin;
  for_each_part([&](std::string_view part) {
    if (!part.empty()) std::memcpy(out, part.data(), part.size());
    out += part.size();
  });
  return std::string_view(begin, size);
}

}  // namespace gweval

#include "rules/text_match.hpp"

#include <algorithm>
#include <array>

#include "base/text_search.hpp"
#include "base/utf8.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kMaxAround = 8;  // characters a longer name may have around a word

/// Endings that add nothing to a column's name.
constexpr std::array<std::string_view, 8> kEndings = {"信息公开", "信息", "公开", "专栏",
                                                      "栏目",     "领域", "公示", "专题"};

bool is_decoration(char32_t c) {
  if (c <= 0x20 || c == 0xA0 || c == 0x3000 || c == 0x200B || c == 0xFEFF) return true;
  constexpr std::u32string_view kMarks =
      U"[]()<>{}|:;,.!·•>»›→-–—_=*#~\"'“”‘’「」『』【】《》〈〉（）［］、，。：；！？…↓▶►▼";
  return kMarks.find(c) != std::u32string_view::npos;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Bytes at the start that a normal name keeps as they are: letters and digits of ASCII, and U+4000
/// to U+9FFF, almost all of what names are made of.
std::size_t plain_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const char c = text[length];
    const auto byte = static_cast<unsigned char>(c);
    if (is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      ++length;
    } else if (byte >= 0xE4 && byte <= 0xE9 && text.size() - length >= 3) {
      length += 3;
    } else {
      break;
    }
  }
  return length;
}

/// Reads `low` to `high` digits at `at`; moves past them.
std::optional<int> take_digits(std::string_view text, std::size_t& at, std::size_t low,
                               std::size_t high) {
  std::size_t count = 0;
  int value = 0;
  while (count < high && at + count < text.size() && is_digit(text[at + count])) {
    value = value * 10 + (text[at + count] - '0');
    ++count;
  }
  if (count < low) return std::nullopt;
  at += count;
  return value;
}

bool take_text(std::string_view text, std::size_t& at, std::string_view expected) {
  if (text.substr(at, expected.size()) != expected) return false;
  at += expected.size();
  return true;
}

/// The date that starts exactly at `at`, if one does.
std::optional<DateInText> date_at(std::string_view text, std::size_t at) {
  if (at > 0 && is_digit(text[at - 1])) return std::nullopt;
  DateInText found;
  found.begin = at;
  const auto year = take_digits(text, at, 4, 4);
  if (!year || *year < 1990 || *year > 2099) return std::nullopt;
  struct Style {
    std::string_view after_year, after_month, after_day;
  };
  constexpr std::array<Style, 4> kStyles = {
      {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}}};
  for (const Style& style : kStyles) {
    std::size_t pos = at;
    if (!take_text(text, pos, style.after_year)) continue;
    const auto month = take_digits(text, pos, 1, 2);
    if (!month || !take_text(text, pos, style.after_month)) return std::nullopt;
    const auto day = take_digits(text, pos, 1, 2);
    if (!day || !take_text(text, pos, style.after_day)) return std::nullopt;
    if (pos < text.size() && is_digit(text[pos])) return std::nullopt;
    found.date = {*year, *month, *day};
    found.end = pos;
    return found.date.is_valid() ? std::optional(found) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string normal_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (const std::size_t plain = plain_length(text); plain > 0) {
      out += text.substr(0, plain);
      text.remove_prefix(plain);
      continue;
    }
    char32_t c = take_code_point(text);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms of ASCII
    if (!is_decoration(c)) append_code_point(out, c);
  }
  return out;
}

bool name_matches(std::string_view name, std::string_view word) {
  if (name == word) return true;
  // A character has one to four bytes: a name this long has too many of them around the word.
  if (name.size() < word.size() || name.size() > 4 * (word.size() + kMaxAround)) return false;
  const std::size_t at = find_text(name, word);
  if (at == std::string_view::npos || word.empty()) return false;
  const std::size_t length = count_code_points(word);
  if (length > 2) return count_code_points(name) <= length + kMaxAround;
  if (at != 0) return false;
  const std::string_view rest = name.substr(word.size());
  return std::find(kEndings.begin(), kEndings.end(), rest) != kEndings.end();
}

bool any_name_matches(std::span<const std::string> names, std::span<const std::string> words) {
  for (const std::string& name : names) {
    for (const std::string& word : words) {
      if (name_matches(name, word)) return true;
    }
  }
  return false;
}

bool contains(std::string_view text, std::string_view word) {
  return find_text(text, word) != std::string_view::npos;
}

std::string_view first_contained(std::string_view text, std::span<const std::string> words) {
  for (const std::string& word : words) {
    if (contains(text, word)) return word;
  }
  return {};
}

std::string_view first_contained(std::string_view text,
                                 std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    if (contains(text, word)) return word;
  }
  return {};
}

std::vector<DateInText> find_dates(std::string_view text) {
  std::vector<DateInText> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '1' && text[at] != '2') continue;
    if (const auto date = date_at(text, at)) {
      found.push_back(*date);
      at = date->end - 1;
    }
  }
  return found;
}

std::optional<Date> date_after(std::string_view text,
                               std::initializer_list<std::string_view> labels, std::size_t reach) {
  for (const std::string_view label : labels) {
    for (std::size_t at = text.find(label); at != std::string_view::npos;
         at = text.find(label, at + label.size())) {
      const std::size_t begin = at + label.size();
      for (std::size_t pos = begin; pos < std::min(begin + reach, text.size()); ++pos) {
        if (const auto date = date_at(text, pos)) return date->date;
      }
    }
  }
  return std::nullopt;
}

bool says_under_construction(std::string_view text) {
  return !first_contained(text, {"建设中", "正在建设", "敬请期待", "开发中", "升级维护", "维护中"})
              .empty();
}

bool says_nothing_here(std::string_view text) {
  return says_under_construction(text) ||
         !first_contained(
              text, {"暂无内容", "暂无信息", "暂无数据", "暂无相关", "没有相关内容", "没有相关信息",
                     "没有找到", "无相关信息", "暂时没有", "栏目暂无", "暂无"})
              .empty();
}

std::string_view value_behind(std::string_view label_end) {
  std::size_t size = 0;
  do {
    size = label_end.size();
    for (const std::string_view mark :
         {"：", ":", "】", "]", "【", "（", "(", "|", " ", "\t", "\n", "　"}) {
      if (label_end.starts_with(mark)) label_end.remove_prefix(mark.size());
    }
  } while (label_end.size() != size);
  return label_end;
}

bool says_loading(std::string_view text) {
  // "{{": the place of a value in a template that a script fills.
  return !first_contained(text, {"加载中", "正在加载", "载入中", "loading", "Loading", "{{"})
              .empty();
}

}  // namespace gweval::rules

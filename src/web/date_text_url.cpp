#include <algorithm>

#include "web/date_text.hpp"
#include "web/plausible_date.hpp"

namespace gweval {
namespace {

int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// YYYYMMDD, YYYYMM/DD, YYYY/MMDD, YYYY-MM/DD, YYYY/M/D … beginning at `at`.
std::optional<Date> url_date_at(std::string_view path, std::size_t at) {
  Date date;
  date.year = digits_at(path, at, 4);
  if (date.year < kFirstYear || date.year > kLastYear) return std::nullopt;
  const auto is_mark = [&](std::size_t i) {
    return i < path.size() && (path[i] == '/' || path[i] == '-' || path[i] == '_');
  };
  const auto take = [&](std::size_t& i, bool may_be_short) {
    int value = digits_at(path, i, 2);
    if (value >= 0) {
      i += 2;
    } else if (may_be_short && (value = digits_at(path, i, 1)) >= 0) {
      i += 1;
    }
    return value;
  };
  std::size_t i = at + 4;
  const bool has_first_mark = is_mark(i);
  if (has_first_mark) ++i;
  date.month = take(i, has_first_mark);
  const bool has_second_mark = is_mark(i);
  if (has_second_mark) ++i;
  date.day = take(i, has_second_mark);
  if (is_digit_at(path, i)) return std::nullopt;
  // 2025/1103/ and 20251103 stand alone; 2025-11-03 too; a lone "2025_1_2" is an article number
  if (date.month < 1 || date.day < 1 || !is_plausible(date)) return std::nullopt;
  return date;
}

}  // namespace

std::optional<Date> find_url_date(std::string_view path) {
  const std::size_t query = std::min(path.find('?'), path.size());
  const std::string_view text = path.substr(0, query);
  std::optional<Date> found;
  for (std::size_t at = 0; at + 6 < text.size(); ++at) {
    const bool is_year_start =
        (text[at] == '1' || text[at] == '2') && (at == 0 || !is_digit_at(text, at - 1));
    if (!is_year_start) continue;
    if (const auto date = url_date_at(text, at)) found = date;  // the last: nearest the file
  }
  return found;
}

std::optional<Date> find_url_month(std::string_view path) {
  if (const auto full = find_url_date(path)) return Date{full->year, full->month, 0};
  const std::size_t query = std::min(path.find('?'), path.size());
  const std::string_view text = path.substr(0, query);
  for (std::size_t at = 1; at + 6 < text.size(); ++at) {
    if (text[at - 1] != '/') continue;
    const int year = digits_at(text, at, 4);
    const std::size_t month_at = at + (text[at + 4] == '-' || text[at + 4] == '/' ? 5 : 4);
    const int month = digits_at(text, month_at, 2);
    const bool ends = month_at + 2 < text.size() && text[month_at + 2] == '/';
    if (year >= kFirstYear && year <= kLastYear && month >= 1 && month <= 12 && ends) {
      return Date{year, month, 0};
    }
  }
  return std::nullopt;
}

}  // namespace gweval

#include "gweval/date.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gweval {

std::string to_text(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) -> int {
    int value = -1;
    const char* end = text.data() + at + length;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc{} && stop == end && value >= 0 ? value : -1;
  };
  const Date date{number(0, 4), number(5, 2), number(8, 2)};
  if (date.year < 0 || date.month < 1 || date.day < 1 || !date.is_valid()) return std::nullopt;
  return date;
}

}  // namespace gweval

#include "web/http_date.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxBytes = 40;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,-"), text.size());
    if (end > 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

int number(std::string_view text, int least, int most) {
  const bool is_plain =
      !text.empty() && text.size() <= 4 && text.find_first_not_of("0123456789") == text.npos;
  const auto value = is_plain ? parse_integer(text) : std::nullopt;
  return value && *value >= least && *value <= most ? static_cast<int>(*value) : -1;
}

int month_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  const auto found = std::find(kMonths.begin(), kMonths.end(), to_lower_ascii(name));
  return found == kMonths.end() ? -1 : static_cast<int>(found - kMonths.begin()) + 1;
}

// §5.6.7: a year of two digits that seems more than 50 years ahead is of the past century; HTTP is
// younger than 1970.
int year_of(std::string_view text) {
  const int year = number(text, 0, 9999);
  if (year < 0 || text.size() == 4) return year;
  return text.size() == 2 ? (year < 70 ? 2000 + year : 1900 + year) : -1;
}

std::optional<std::int64_t> seconds_of_day(std::string_view time) {
  if (time.size() != 8 || time[2] != ':' || time[5] != ':') return std::nullopt;
  const int hours = number(time.substr(0, 2), 0, 23);
  const int minutes = number(time.substr(3, 2), 0, 59);
  const int seconds = number(time.substr(6, 2), 0, 60);  // a leap second
  if (hours < 0 || minutes < 0 || seconds < 0) return std::nullopt;
  return hours * 3600 + minutes * 60 + seconds;
}

std::optional<std::int64_t> seconds_at(const Date& date, std::string_view time) {
  const auto seconds = seconds_of_day(time);
  const bool is_date = date.year > 0 && date.month > 0 && date.day > 0 && date.is_valid();
  if (!seconds || !is_date) return std::nullopt;
  return std::int64_t{date.days_since_epoch()} * 86'400 + *seconds;
}

}  // namespace

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  text = trim(text);
  if (text.size() > kMaxBytes) return std::nullopt;
  const auto words = words_of(text);
  if (words.size() == 5) {  // asctime: day, month, day of month, time, year
    const Date date{year_of(words[4]), month_of(words[1]), number(words[2], 1, 31)};
    return seconds_at(date, words[3]);
  }
  if (words.size() != 6 || !equals_ignoring_case(words[5], "GMT")) return std::nullopt;
  const Date date{year_of(words[3]), month_of(words[2]), number(words[1], 1, 31)};
  return seconds_at(date, words[4]);
}

std::optional<std::int64_t> parse_iso_time(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  return date ? seconds_at(*date, text.substr(11, 8)) : std::nullopt;
}

}  // namespace gweval

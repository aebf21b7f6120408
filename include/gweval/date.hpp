#pragma once
// A civil date of the proleptic Gregorian calendar, without time of day or zone. Reads no clock.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace gweval {

struct Date {
  int year = 0;
  int month = 0;  // [1, 12]
  int day = 0;    // [1, 31]

  /// Days since 1970-01-01; negative before.
  [[nodiscard]] long days_since_epoch() const {
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
  }
  [[nodiscard]] static Date from_days(long days) {
    using namespace std::chrono;
    const year_month_day civil{sys_days{std::chrono::days{days}}};
    return {int{civil.year()}, static_cast<int>(unsigned{civil.month()}),
            static_cast<int>(unsigned{civil.day()})};
  }
  [[nodiscard]] bool is_valid() const {
    return std::chrono::year_month_day{std::chrono::year{year},
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))}
        .ok();
  }
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// YYYY-MM-DD (ISO 8601).
[[nodiscard]] std::string to_text(const Date& date);

/// Reads exactly YYYY-MM-DD; nothing if it is not a valid date.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

}  // namespace gweval

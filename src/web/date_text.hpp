#pragma once
// Dates as pages write them: 2025-11-03, 2025年11月3日, 2025/11/3, 2025.11.03,
// 二〇二五年十一月三日, Nov 3, 2025; with the label before them. Only full dates of the years 1900
// to 2099; nothing is guessed. Linear in the text's size.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "gweval/date.hpp"

namespace gweval {

enum class DateLabel {
  none,
  publish,   // 发布时间, 时间发布, 发表日期 …
  plain,     // 时间, 日期
  update,    // 更新时间, 修改时间 …
  issue,     // 发文日期, 成文日期, 印发日期, 生成日期 …
  unrelated  // 今天是, 截止日期, 施行日期, 来信时间 …: never a publication date
};

struct DateText {
  Date date;
  std::size_t begin = 0;  // bytes of the date itself, without label and time
  std::size_t end = 0;
  bool has_time = false;  // a time of day follows
  DateLabel label = DateLabel::none;
  std::size_t label_begin = 0;  // begin if there is no label
};

/// At most max_dates, in order of their position.
[[nodiscard]] std::vector<DateText> find_dates(std::string_view text, std::size_t max_dates);

/// A day without a year as lists show it: 11-03, 11/3, 11月3日. Nothing if the text holds none or
/// several different ones.
struct MonthDay {
  int month = 0;
  int day = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::optional<MonthDay> find_month_day(std::string_view text);

/// Year and month, with the day written before or after them as date blocks do: "03 2025-11",
/// "2025-11 03", "2025年11月 03", "11-03 2025". Nothing unless the text is such a block alone.
[[nodiscard]] std::optional<Date> parse_date_block(std::string_view text);

/// Date in an URL's path: /202511/t20251103_12.html, /2025-11/03/, /2025/11/3/, /20251103/.
[[nodiscard]] std::optional<Date> find_url_date(std::string_view path);

/// Year and month in an URL's path, e.g. /202511/; day is 0.
[[nodiscard]] std::optional<Date> find_url_month(std::string_view path);

/// The label that ends right at the end of `text` (blanks, colons and brackets between are
/// skipped); none if there is none. `begin` receives where it starts.
[[nodiscard]] DateLabel label_before(std::string_view text, std::size_t& begin);

}  // namespace gweval

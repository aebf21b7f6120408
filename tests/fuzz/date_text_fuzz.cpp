// Any bytes as text with dates: positions lie inside the text and in order, dates are valid.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "web/date_text.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kMost = 32;
  const auto dates = find_dates(text, kMost);
  require(dates.size() <= kMost);
  std::size_t previous_end = 0;
  for (const DateText& date : dates) {
    require(date.date.is_valid() && date.date.year >= 1900 && date.date.year <= 2099);
    require(date.begin >= previous_end && date.end > date.begin && date.end <= size);
    require(date.label_begin >= previous_end && date.label_begin <= date.begin);
    previous_end = date.end;
  }
  if (const auto day = find_month_day(text)) {
    require(day->month >= 1 && day->month <= 12 && day->day >= 1 && day->day <= 31);
    require(day->begin < day->end && day->end <= size);
  }
  if (const auto block = parse_date_block(text)) require(block->is_valid());
  if (const auto date = find_url_date(text)) require(date->is_valid());
  if (const auto month = find_url_month(text)) require(month->month >= 1 && month->month <= 12);
  std::size_t begin = 0;
  static_cast<void>(label_before(text, begin));
  require(begin <= size);
  return 0;
}

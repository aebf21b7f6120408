#include "gweval/date.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("ISO dates are read exactly (ISO 8601)") {
  CHECK(parse_iso_date("2025-11-20") == Date{2025, 11, 20});
  CHECK(parse_iso_date("2024-02-29") == Date{2024, 2, 29});
  for (const char* bad :
       {"", "2025-11-2", "2025-13-01", "2025-00-10", "2025-02-29", "2025-04-31", "20251120",
        "2025/11/20", " 2025-11-20", "2025-11-20 ", "2025-11-2x", "-025-11-20", "2025--1-20"})
    CHECK_FALSE(parse_iso_date(bad));
}

TEST_CASE("dates are days and back") {
  CHECK(Date{1970, 1, 1}.days_since_epoch() == 0);
  CHECK(Date{1969, 12, 31}.days_since_epoch() == -1);
  CHECK(Date{2000, 3, 1}.days_since_epoch() == 11017);  // 30 years and 7 leap days to 1 January,
                                                        // then 31 + 29
  CHECK(Date::from_days(11017) == Date{2000, 3, 1});
  CHECK(to_text(Date{2025, 1, 2}) == "2025-01-02");
  for (long day = -800; day < 800; day += 37) CHECK(Date::from_days(day).days_since_epoch() == day);
}

TEST_CASE("dates are ordered") {
  CHECK(Date{2025, 1, 31} < Date{2025, 2, 1});
  CHECK(Date{2024, 12, 31} < Date{2025, 1, 1});
}

}  // namespace
}  // namespace gweval

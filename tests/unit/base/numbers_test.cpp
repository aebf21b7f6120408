#include "base/numbers.hpp"

#include <limits>

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;

TEST_CASE("integers are read whole or not at all") {
  CHECK(parse_integer("0") == 0);
  CHECK(parse_integer("-12") == -12);
  CHECK(parse_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  for (const char* bad : {"", " 1", "1 ", "1.0", "0x10", "9223372036854775808", "+1", "--1", "１"})
    CHECK_FALSE(parse_integer(bad));
}

TEST_CASE("numbers are finite decimals") {
  CHECK(parse_number("0.25") == 0.25);
  CHECK(parse_number("-3") == -3.0);
  CHECK(parse_number("1e3") == 1000.0);
  CHECK(parse_number("+0.5") == 0.5);
  for (const char* bad :
       {"", "+", "++1", "+-1", "1,5", "1.5x", "nan", "inf", "-inf", "1e999", "0x1p3", " 1", "1%"})
    CHECK_FALSE(parse_number(bad));
}

TEST_CASE("weights keep at most four decimals, exactly") {
  CHECK(parse_ten_thousandths("0.5") == 5'000);
  CHECK(parse_ten_thousandths("22") == 220'000);
  CHECK(parse_ten_thousandths("0.0001") == 1);
  CHECK(parse_ten_thousandths("1.50000") == 15'000);  // zeros beyond the fourth place say nothing
  CHECK(parse_ten_thousandths("0") == 0);
  CHECK(parse_ten_thousandths("99999999.9999") == 999'999'999'999);
  for (const char* bad : {"", ".", ".5", "5.", "-1", "+1", "1.00001", "1e2", "1 ", "1.-5", "1.2.3",
                          "100000000", "abc"})
    CHECK_FALSE(parse_ten_thousandths(bad));
}

TEST_CASE("durations have a unit or are seconds") {
  CHECK(parse_duration("500ms") == 500ms);
  CHECK(parse_duration("1s") == 1s);
  CHECK(parse_duration("1.5s") == 1500ms);
  CHECK(parse_duration("2m") == 2min);
  CHECK(parse_duration("1h") == 1h);
  CHECK(parse_duration("365d") == 24h * 365);
  CHECK(parse_duration("0") == 0ms);
  CHECK(parse_duration("3") == 3s);
  for (const char* bad : {"", "s", "ms", "-1s", "1 s", "1w", "366d", "1e12s", "nan", "1sms"})
    CHECK_FALSE(parse_duration(bad));
}

TEST_CASE("decimals are printed short and read back the same") {
  CHECK(shortest_decimal(0.1) == "0.1");
  CHECK(shortest_decimal(100) == "100");
  CHECK(shortest_decimal(664.0 / 7) == "94.85714285714286");
  CHECK(shortest_decimal(-2.5) == "-2.5");
  for (const double value : {1.0 / 3, 0.1 + 0.2, 1e-7, 123456789.125})
    CHECK(parse_number(shortest_decimal(value)) == value);
}

}  // namespace
}  // namespace gweval

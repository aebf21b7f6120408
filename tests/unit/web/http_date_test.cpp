#include "web/http_date.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

// The example of RFC 9110 §5.6.7 in its three forms; `date -u -d '1994-11-06 08:49:37' +%s`.
constexpr std::int64_t kExample = 784'111'777;

TEST_CASE("the three forms of a date in HTTP (RFC 9110 5.6.7)") {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "  Sun, 06 Nov 1994 08:49:37 GMT ",
                           "sun, 6 nov 1994 08:49:37 gmt"}) {
    INFO(text);
    CHECK(parse_http_date(text) == kExample);
  }
  CHECK(parse_http_date("Thu, 01 Jan 1970 00:00:00 GMT") == 0);
  CHECK(parse_http_date("Friday, 01-Jan-27 00:00:00 GMT") ==
        parse_http_date("Fri, 01 Jan 2027 00:00:00 GMT"));
}

TEST_CASE("what is no date of HTTP is none") {
  for (const char* text : {"", "120", "-1", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 06 Nov 1994 24:00:00 GMT",
                           "Sun, 06 Nov 194 08:49:37 GMT", "Sun, 06 Nev 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 GMT, or a day later, who could tell"}) {
    INFO(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

TEST_CASE("times as the evidence has them") {
  CHECK(parse_iso_time("1994-11-06T08:49:37Z") == kExample);
  CHECK_FALSE(parse_iso_time("1994-11-06 08:49:37"));
  CHECK_FALSE(parse_iso_time("1994-11-06T08:49Z"));
}

}  // namespace
}  // namespace gweval

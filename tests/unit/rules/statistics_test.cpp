#include "rules/statistics.hpp"

#include "support/catch.hpp"

namespace gweval::rules {

TEST_CASE("the Wilson interval agrees with worked values") {
  // 1 of 20: 0.9 % to 23.6 % (a probe series with one failure).
  const Interval one = wilson_interval(1, 20);
  CHECK(one.low == Approx(0.009).margin(0.0005));
  CHECK(one.high == Approx(0.236).margin(0.0005));
  // 0 of n: the upper bound is z^2 / (n + z^2).
  const Interval none = wilson_interval(0, 10);
  CHECK(none.low == 0);
  CHECK(none.high == Approx(3.8415 / 13.8415).margin(0.0001));
}

TEST_CASE("the Wilson interval contains the share, at both ends too") {
  for (std::size_t n = 1; n <= 60; ++n) {
    for (std::size_t hits = 0; hits <= n; ++hits) {
      const Interval interval = wilson_interval(hits, n);
      const double p = static_cast<double>(hits) / static_cast<double>(n);
      REQUIRE(interval.low <= p);
      REQUIRE(p <= interval.high);
      REQUIRE(interval.low >= 0);
      REQUIRE(interval.high <= 1);
    }
  }
}

TEST_CASE("the median of an even number of values is the mean of the middle two") {
  CHECK(median({3}) == 3);
  CHECK(median({9, 1, 5}) == 5);
  CHECK(median({7, 27}) == 17);
  CHECK(median({1, 100, 2, 3}) == 2.5);
}

}  // namespace gweval::rules

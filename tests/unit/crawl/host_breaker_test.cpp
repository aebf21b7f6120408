#include "crawl/host_breaker.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;

HopResult answered() {
  HopResult result;
  result.exchange.emplace();
  return result;
}

TEST_CASE("statuses of firewalls and busy servers refuse, other answers answer") {
  for (const int status : {403, 412, 429, 503, 521}) {
    CHECK(mood_of(answered(), status) == HostMood::refuses);
  }
  for (const int status : {200, 301, 404, 401, 500}) {
    CHECK(mood_of(answered(), status) == HostMood::answers);
  }
  HopResult silent;
  silent.outcome = FetchOutcome::timed_out;
  CHECK(mood_of(silent, 0) == HostMood::fails);
  silent.was_held_up = true;  // by us
  CHECK(mood_of(silent, 0) == HostMood::answers);
  HopResult unverified;
  unverified.outcome = FetchOutcome::tls_failed;
  CHECK(mood_of(unverified, 0) == HostMood::fails);
  unverified.is_certificate_fault = true;  // asked again without verifying
  CHECK(mood_of(unverified, 0) == HostMood::answers);
  HopResult refused;
  refused.outcome = FetchOutcome::address_refused;
  CHECK(mood_of(refused, 0) == HostMood::answers);
}

TEST_CASE("ten failures in a row rest a host, two failed tries after rests give it up") {
  HostBreaker breaker(1s);
  const HostBreaker::Clock::time_point now{1000s};
  for (int i = 0; i < 9; ++i) {
    CHECK_FALSE(breaker.note("a.example", HostMood::fails, now).rest_until);
  }
  const auto first = breaker.note("a.example", HostMood::refuses, now);
  REQUIRE(first.rest_until);
  CHECK(*first.rest_until == now + 30s);
  const auto second = breaker.note("a.example", HostMood::fails, now + 31s);
  REQUIRE(second.rest_until);
  CHECK(*second.rest_until == now + 31s + 60s);
  CHECK_FALSE(breaker.is_given_up("a.example"));
  CHECK(breaker.note("a.example", HostMood::fails, now + 100s).is_given_up);
  CHECK(breaker.is_given_up("a.example"));
  CHECK_FALSE(breaker.is_given_up("b.example"));
}

TEST_CASE("one answer closes the breaker again") {
  HostBreaker breaker(1s);
  const HostBreaker::Clock::time_point now{1000s};
  for (int i = 0; i < 10; ++i) (void)breaker.note("a.example", HostMood::fails, now);
  (void)breaker.note("a.example", HostMood::answers, now + 31s);
  for (int i = 0; i < 9; ++i) {
    CHECK_FALSE(breaker.note("a.example", HostMood::fails, now + 32s).rest_until);
  }
}

}  // namespace
}  // namespace gweval

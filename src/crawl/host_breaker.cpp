#include "crawl/host_breaker.hpp"

#include <algorithm>

namespace gweval {
namespace {

// House rules. Ten failures in a row are no accident; rests of half a minute and a minute at the
// default delay outlast a restart and most firewalls' patience.
constexpr int kFailuresToRest = 10;
constexpr int kMaxRests = 2;
constexpr int kDelaysOfRest = 30;
constexpr std::chrono::milliseconds kShortestRest{100};
constexpr std::chrono::milliseconds kLongestRest{60'000};

}  // namespace

HostMood mood_of(const HopResult& result, int status) {
  if (!result.exchange) {
    const bool is_ours = result.outcome == FetchOutcome::address_refused || result.was_held_up;
    // A server whose certificate is at fault is there; it is asked again without verifying it.
    return is_ours || result.is_certificate_fault ? HostMood::answers : HostMood::fails;
  }
  const bool is_refusal =
      status == 403 || status == 412 || status == 429 || status == 503 || status == 521;
  return is_refusal ? HostMood::refuses : HostMood::answers;
}

HostBreaker::Decision HostBreaker::note(const std::string& host_key, HostMood mood,
                                        Clock::time_point now) {
  Host& host = hosts_[host_key];
  if (host.is_given_up) return {};
  if (mood == HostMood::answers) {
    host = {};
    return {};
  }
  if (++host.failures < kFailuresToRest) return {};
  if (host.rests == kMaxRests) {
    host.is_given_up = true;
    return {std::nullopt, true};
  }
  const auto rest = std::clamp(kDelaysOfRest * delay_, kShortestRest, kLongestRest);
  const auto longer = rest * (1 << host.rests);
  ++host.rests;
  host.failures = kFailuresToRest - 1;  // the next failure decides
  return {now + longer, false};
}

bool HostBreaker::is_given_up(const std::string& host_key) const {
  const auto found = hosts_.find(host_key);
  return found != hosts_.end() && found->second.is_given_up;
}

}  // namespace gweval

#pragma once
// A circuit breaker for each host: one that fails or refuses time after time is left alone for a
// while, then tried with single requests, then given up for this round.

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>

#include "crawl/fetch_chain.hpp"

namespace gweval {

/// What an answer says about the host's willingness.
enum class HostMood { answers, fails, refuses };

/// `refuses`: 403, 412, 429, 503 and 521, as firewalls answer; `fails`: no answer at all.
[[nodiscard]] HostMood mood_of(const HopResult& result, int status);

class HostBreaker {
 public:
  using Clock = std::chrono::steady_clock;

  explicit HostBreaker(std::chrono::milliseconds delay) : delay_(delay) {}

  struct Decision {
    std::optional<Clock::time_point> rest_until;
    bool is_given_up = false;  // told once
  };
  [[nodiscard]] Decision note(const std::string& host_key, HostMood mood, Clock::time_point now);

  [[nodiscard]] bool is_given_up(const std::string& host_key) const;

 private:
  struct Host {
    int failures = 0;  // in a row
    int rests = 0;
    bool is_given_up = false;
  };
  std::chrono::milliseconds delay_;
  std::unordered_map<std::string, Host> hosts_;
};

}  // namespace gweval

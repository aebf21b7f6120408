#pragma once
// When each waiting request may start: a delay and a limit of connections per host, whatever site
// asks. Knows no clock of its own.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace gweval {

class PolitenessGate {
 public:
  using Clock = std::chrono::steady_clock;
  using Ticket = std::uint64_t;

  /// `delay`: from the start of one request to a host to the start of the next.
  PolitenessGate(std::chrono::milliseconds delay, int connections_per_host)
      : delay_(delay), connections_per_host_(connections_per_host) {}

  /// "www.city.example" and "city.example" are one host, and so are all ports of it.
  [[nodiscard]] static std::string host_key(const std::string& host);

  /// Raises a host's delay (robots.txt); a shorter one changes nothing.
  void raise_delay(const std::string& host_key, std::chrono::milliseconds delay);

  /// The host asked for patience: its delay doubles, and nothing starts for `pause`.
  void back_off(const std::string& host_key, Clock::time_point now,
                std::chrono::milliseconds pause);

  /// The host answered well; after ten times in a row a doubled delay is halved again.
  void ease(const std::string& host_key);

  /// Nothing starts before `until`.
  void hold(const std::string& host_key, Clock::time_point until);

  /// Tickets of a host start in the order they were pushed.
  void push(const std::string& host_key, Ticket ticket);

  /// Up to `count` tickets that may start at `now`; they count as running until finish().
  [[nodiscard]] std::vector<Ticket> take_ready(Clock::time_point now, std::size_t count);

  void finish(const std::string& host_key);

  /// Drops a ticket that did not start.
  void remove(const std::string& host_key, Ticket ticket);

  /// When the next waiting ticket may start; nothing while none waits or all wait for finish().
  [[nodiscard]] std::optional<Clock::time_point> next_start() const;

 private:
  struct Host {
    std::string key;
    std::chrono::milliseconds delay{0};
    std::chrono::milliseconds usual_delay{0};
    int good_answers = 0;  // in a row
    Clock::time_point not_before{};
    int running = 0;
    std::deque<Ticket> waiting;
  };
  Host& host(const std::string& key);
  // Keeps `ready_` in step with a host around a change of it.
  void withdraw(Host& host) { ready_.erase({host.not_before, &host}); }
  void offer(Host& host);

  std::chrono::milliseconds delay_;
  int connections_per_host_;
  std::unordered_map<std::string, Host> hosts_;
  struct Earlier {
    bool operator()(const std::pair<Clock::time_point, Host*>& a,
                    const std::pair<Clock::time_point, Host*>& b) const {
      return a.first != b.first ? a.first < b.first : a.second->key < b.second->key;
    }
  };
  std::set<std::pair<Clock::time_point, Host*>, Earlier> ready_;  // hosts that could start one
};

}  // namespace gweval

#include "crawl/politeness_gate.hpp"

#include <algorithm>

namespace gweval {

std::string PolitenessGate::host_key(const std::string& host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

PolitenessGate::Host& PolitenessGate::host(const std::string& key) {
  const auto [found, is_new] = hosts_.try_emplace(key);
  if (is_new) {
    found->second.key = key;
    found->second.delay = delay_;
    found->second.usual_delay = delay_;
  }
  return found->second;
}

void PolitenessGate::offer(Host& host) {
  if (!host.waiting.empty() && host.running < connections_per_host_) {
    ready_.emplace(host.not_before, &host);
  }
}

void PolitenessGate::raise_delay(const std::string& host_key, std::chrono::milliseconds delay) {
  Host& raised = host(host_key);
  raised.usual_delay = std::max(raised.usual_delay, delay);
  if (delay <= raised.delay) return;
  withdraw(raised);
  // The last request started at not_before - delay; the next one waits by the new measure.
  if (raised.not_before != Clock::time_point{}) raised.not_before += delay - raised.delay;
  raised.delay = delay;
  offer(raised);
}

void PolitenessGate::back_off(const std::string& host_key, Clock::time_point now,
                              std::chrono::milliseconds pause) {
  constexpr std::chrono::milliseconds kFirst{200};  // where there was no delay to double
  constexpr std::chrono::milliseconds kLongest{60'000};
  Host& slowed = host(host_key);
  slowed.delay = std::max(slowed.usual_delay, std::clamp(2 * slowed.delay, kFirst, kLongest));
  slowed.good_answers = 0;
  hold(host_key, now + std::max(pause, slowed.delay));
}

void PolitenessGate::ease(const std::string& host_key) {
  constexpr int kAnswers = 10;
  Host& eased = host(host_key);
  if (eased.delay == eased.usual_delay || ++eased.good_answers < kAnswers) return;
  eased.good_answers = 0;
  eased.delay = std::max(eased.usual_delay, eased.delay / 2);
}

void PolitenessGate::hold(const std::string& host_key, Clock::time_point until) {
  Host& held = host(host_key);
  withdraw(held);
  held.not_before = std::max(held.not_before, until);
  offer(held);
}

void PolitenessGate::push(const std::string& host_key, Ticket ticket) {
  Host& target = host(host_key);
  target.waiting.push_back(ticket);
  offer(target);
}

std::vector<PolitenessGate::Ticket> PolitenessGate::take_ready(Clock::time_point now,
                                                               std::size_t count) {
  std::vector<Ticket> out;
  while (out.size() < count && !ready_.empty() && ready_.begin()->first <= now) {
    Host& next = *ready_.begin()->second;
    withdraw(next);
    out.push_back(next.waiting.front());
    next.waiting.pop_front();
    ++next.running;
    next.not_before = now + next.delay;
    offer(next);
  }
  return out;
}

void PolitenessGate::finish(const std::string& host_key) {
  Host& done = host(host_key);
  withdraw(done);
  --done.running;
  offer(done);
}

void PolitenessGate::remove(const std::string& host_key, Ticket ticket) {
  Host& target = host(host_key);
  withdraw(target);
  std::erase(target.waiting, ticket);
  offer(target);
}

std::optional<PolitenessGate::Clock::time_point> PolitenessGate::next_start() const {
  if (ready_.empty()) return std::nullopt;
  return ready_.begin()->first;
}

}  // namespace gweval

// Round: what results say of hosts, which are slowed down, rested or given up, and of our own
// network, which is checked with hosts that answered before.
#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "crawl/crawl_round.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

constexpr std::chrono::milliseconds kShortestControlPause{100};
constexpr std::chrono::milliseconds kLongestControlPause{10'000};

// Of "HTTP/1.1 200 OK"; 0 where there is none.
int status_of(std::string_view head) {
  const std::size_t blank = head.find(' ');
  if (blank == std::string_view::npos) return 0;
  int status = 0;
  const std::string_view digits = head.substr(blank + 1, 3);
  std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return status;
}

bool is_unreachable(const HopResult& result) {
  switch (result.outcome) {
    case FetchOutcome::name_not_resolved:
    case FetchOutcome::connect_failed:
    case FetchOutcome::timed_out:
      return !result.exchange && !result.was_held_up;
    default:
      return false;
  }
}

}  // namespace

void Round::note_result(const Ticket& ticket, const HopResult& result) {
  if (!client_->needs_manners()) return;  // an archive neither tires nor fails
  const auto now = Clock::now();
  const int status = result.exchange ? status_of(result.exchange->response_head) : 0;
  const bool is_answer = result.exchange.has_value();
  if (is_answer || is_unreachable(result)) {
    watch_.note(ticket.host_key, ticket.item->chain.hop().url, is_answer);
  }
  const FetchPurpose purpose = ticket.item->chain.request().purpose;
  // Pictures and downloads are often kept from strangers; that says nothing about pages.
  const bool is_mere_check = purpose == FetchPurpose::link_check && status == 403;
  const HostMood mood = is_mere_check ? HostMood::answers : mood_of(result, status);
  if (status == 429 || status == 503) {
    gate_.back_off(ticket.host_key, now, retry_after_of(*result.exchange));
  } else if (mood == HostMood::answers) {
    gate_.ease(ticket.host_key);
  }
  if (!is_network_proven_ && is_unreachable(result)) ++failures_unproven_;
  // While the fault may be ours, no host is judged.
  const bool is_unproven = !is_network_proven_ && !ticket.item->site->control_url().empty();
  if (watch_.is_suspicious() || is_unproven) return;
  const HostBreaker::Decision decision = breaker_.note(ticket.host_key, mood, now);
  if (decision.rest_until) gate_.hold(ticket.host_key, *decision.rest_until);
  if (decision.is_given_up) give_up_host(ticket.host_key);
}

// What waits for the host is taken from the queue; what runs ends by itself.
void Round::give_up_host(const std::string& host_key) {
  for (auto next = tickets_.begin(); next != tickets_.end();) {
    const auto& [id, ticket] = *next;
    if (ticket.host_key != host_key || ticket.stage == Stage::running) {
      ++next;
      continue;
    }
    if (ticket.stage == Stage::waiting) gate_.remove(host_key, id);
    refused_.push_back(ticket.item);
    next = tickets_.erase(next);
  }
}

void Round::drop_refused() {
  for (const FetchItemPtr& item : std::exchange(refused_, {})) item->site->take_refusal(item);
}

void Round::check_own_network() {
  if (watch_.is_suspicious() && !is_unhealthy_ && !is_stopped_) ask_controls(watch_.controls());
}

// Those of sites in doubt whose start page an earlier run read.
std::vector<std::string> Round::stored_controls() const {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> urls;
  for (const Active& active : active_) {
    std::string url = active.crawl->control_url();
    if (!url.empty() && urls.size() < kMost) urls.push_back(std::move(url));
  }
  return urls;
}

void Round::ask_controls(const std::vector<std::string>& urls) {
  if (!controls_.empty() || Clock::now() < control_due_) return;
  for (const std::string& url : urls) {
    const std::uint64_t id = ++last_ticket_;
    controls_.insert(id);
    ++progress_.requests_done;
    client_->start(id, {url, Method::get_first_byte});
  }
}

void Round::take_control(const HopResult& result) {
  if (result.exchange) {
    for (const std::uint64_t id : std::exchange(controls_, {})) client_->cancel(id);
    failed_controls_ = 0;
    is_network_proven_ = true;
    watch_.settle();
    is_wake_due_ = true;
    return;
  }
  if (!controls_.empty()) return;  // others may still answer
  const auto pause = std::clamp(10 * options_.delay, kShortestControlPause, kLongestControlPause);
  control_due_ = Clock::now() + pause;
  if (++failed_controls_ >= kControlRounds && is_network_proven_) end_unhealthy();
}

// Hosts that answered before do not any more: whatever failed meanwhile is not the sites' fault.
void Round::end_unhealthy() {
  is_unhealthy_ = true;
  for (const Active& active : active_) active.crawl->stop("own-network");
}

}  // namespace gweval

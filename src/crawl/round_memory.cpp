// Round: which exchange may go on where memory for bodies is full.
#include <utility>

#include "crawl/crawl_round.hpp"

namespace gweval {

// One at a time, until it ends: the question whether our own network works; else what its site's
// fetched pages wait for; else the one asked first. Where what ended fills the memory alone,
// threads at work free some, and only if none is does one more go on.
std::uint64_t Round::favourite() {
  if (!controls_.empty()) return favourite_ = *controls_.begin();
  const bool is_running = tickets_.contains(favourite_);
  const bool is_freed_soon = is_memory_tight() && !(workers_.is_idle() && storers_.is_idle());
  if (is_freed_soon || !(is_running || client_->waits_for_memory())) return favourite_ = 0;
  return favourite_ = is_running ? favourite_ : first_to_go_on();
}

std::uint64_t Round::first_to_go_on() const {
  std::pair<bool, std::uint64_t> first{true, 0};
  for (const auto& [id, ticket] : tickets_) {
    if (ticket.stage != Stage::running) continue;
    const bool is_waited_for = ticket.item->site->is_first_unfinished(ticket.item);
    const std::pair rank{!is_waited_for, id};
    if (first.second == 0 || rank < first) first = rank;
  }
  return first.second;
}

}  // namespace gweval

#include "crawl/crawl_round.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

#include "crawl/http_client.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxTransfers = 256;
constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr std::chrono::milliseconds kLongestWait{100};  // how often should_stop is asked at least

// A site in work holds about five files and its connections; the customary soft limit of 1,024 is
// too low for hundreds of sites.
void raise_file_limit() {
  constexpr rlim_t kWanted = 8192;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kWanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? kWanted : std::min(kWanted, limit.rlim_max);
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

void Round::ask(const FetchItemPtr& item, std::chrono::milliseconds pause) {
  const auto url = parse_url(item->chain.hop().url);
  const std::uint64_t id = ++last_ticket_;
  if (url && breaker_.is_given_up(PolitenessGate::host_key(url->host))) {
    refused_.push_back(item);
    is_wake_due_ = true;
    return;
  }
  if (!client_->needs_manners()) pause = std::chrono::milliseconds(0);
  Ticket ticket{item, PolitenessGate::host_key(url ? url->host : std::string()), Stage::waiting};
  if (pause.count() > 0) {
    ticket.stage = Stage::pausing;
    pauses_.emplace(Clock::now() + pause, id);
  } else {
    gate_.push(ticket.host_key, id);
  }
  tickets_.emplace(id, std::move(ticket));
}

void Round::cancel(const SiteCrawl& site) {
  std::erase_if(refused_, [&site](const FetchItemPtr& item) { return item->site == &site; });
  for (auto next = tickets_.begin(); next != tickets_.end();) {
    const auto& [id, ticket] = *next;
    if (ticket.item->site != &site) {
      ++next;
      continue;
    }
    if (ticket.stage == Stage::waiting) gate_.remove(ticket.host_key, id);
    if (ticket.stage == Stage::running) {
      client_->cancel(id);
      gate_.finish(ticket.host_key);
    }
    next = tickets_.erase(next);  // a pause that ends finds nothing
  }
}

void Round::report(const SiteCrawl& site, const FetchItem& item) {
  if (item.chain.request().purpose == FetchPurpose::page) ++progress_.pages_done;
  progress_.site_id = site.site().id;
  progress_.url = item.chain.request().url;
}

void Round::start_sites(const std::vector<Site>& sites) {
  const auto in_doubt = std::count_if(active_.begin(), active_.end(), [](const Active& active) {
    return active.crawl->is_in_doubt();
  });
  std::size_t busy = active_.size() - static_cast<std::size_t>(in_doubt);
  const auto room = static_cast<std::size_t>(std::max(options_.sites_at_once, 1));
  while (next_site_ < sites.size() && busy < room) {
    active_.push_back({next_site_, std::make_unique<SiteCrawl>(*this, sites[next_site_])});
    ++next_site_;
    ++busy;
    active_.back().crawl->start();
  }
}

void Round::start_transfers() {
  const auto now = Clock::now();
  while (!pauses_.empty() && pauses_.begin()->first <= now) {
    const auto found = tickets_.find(pauses_.begin()->second);
    pauses_.erase(pauses_.begin());
    if (found == tickets_.end()) continue;
    found->second.stage = Stage::waiting;
    gate_.push(found->second.host_key, found->first);
  }
  for (const std::uint64_t id : gate_.take_ready(now, kMaxTransfers - client_->running())) {
    Ticket& ticket = tickets_.at(id);
    ticket.stage = Stage::running;
    ++progress_.requests_done;
    client_->start(id, ticket.item->chain.hop());
  }
}

void Round::take_results() {
  std::vector<HopClient::Finished> finished;
  client_->bound_bodies(static_cast<std::size_t>(std::max<std::ptrdiff_t>(held_bytes_, 0)),
                        favourite());
  client_->poll(wait_time(), finished);
  for (auto& [id, result] : finished) {
    if (controls_.erase(id) > 0) {
      take_control(result);
      continue;
    }
    const auto found = tickets_.find(id);
    if (found == tickets_.end()) continue;
    const Ticket ticket = std::move(found->second);
    tickets_.erase(found);
    gate_.finish(ticket.host_key);
    if (result.exchange && !std::exchange(is_network_proven_, true)) is_wake_due_ = true;
    note_result(ticket, result);
    ticket.item->site->take_hop(ticket.item, std::move(result));
  }
  drop_refused();
  const bool was_tight = is_memory_tight();
  workers_.run_continuations();
  storers_.run_continuations();
  lookups_.run_continuations();
  if (was_tight && !is_memory_tight()) is_wake_due_ = true;
  if (!std::exchange(is_wake_due_, false)) return;
  for (const Active& active : active_) active.crawl->wake();
}

std::chrono::milliseconds Round::wait_time() const {
  auto until = Clock::now() + kLongestWait;
  const auto start = gate_.next_start();
  if (start && client_->running() < kMaxTransfers) until = std::min(until, *start);
  if (!refused_.empty()) return std::chrono::milliseconds(0);
  if (!pauses_.empty()) until = std::min(until, pauses_.begin()->first);
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  return std::max(wait, std::chrono::milliseconds(0));
}

void Round::enforce_limits(const std::function<bool()>& should_stop) {
  if (!is_stopped_ && should_stop && should_stop()) {
    is_stopped_ = true;
    for (const Active& active : active_) active.crawl->stop("interrupted");
  }
  if (options_.max_time.count() <= 0) return;
  const auto now = Clock::now();
  for (const Active& active : active_) {
    if (active.crawl->deadline().value_or(now + kLongestWait) <= now)
      active.crawl->stop("max-time");
  }
}

// When every site left is unreachable and no host of the round ever answered, nor do those that
// answered an earlier run, we are offline.
void Round::settle_doubts(std::size_t sites_total) {
  if (is_network_proven_ || next_site_ < sites_total) return;
  const bool is_hopeless = std::all_of(active_.begin(), active_.end(), [](const Active& active) {
    return active.crawl->is_in_doubt();
  });
  constexpr int kEnoughFailures = 10;  // not to wait for the rest of what was planned
  const bool is_asking = !tickets_.empty() || !refused_.empty();
  if (!is_hopeless || (is_asking && failures_unproven_ < kEnoughFailures)) return;
  const auto controls = stored_controls();
  if (!controls.empty() && failed_controls_ < kControlRounds) return ask_controls(controls);
  for (const Active& active : active_) active.crawl->give_up_for_network();
}

void Round::reap(std::vector<CrawlOutcome>& outcomes) {
  std::erase_if(active_, [&](const Active& active) {
    if (!active.crawl->is_done()) return false;
    if (has_listener_) progress_.ended.push_back(active.crawl->progress());
    outcomes[active.index] = active.crawl->take_outcome();
    ++progress_.sites_done;
    return true;
  });
}

void Round::show(const std::function<void(const CrawlProgress&)>& progress, bool is_last) {
  const auto now = Clock::now();
  if (!progress || (now < progress_due_ && !is_last)) return;
  progress_due_ = now + kProgressInterval;
  progress_.running.clear();
  for (const Active& active : active_) progress_.running.push_back(active.crawl->progress());
  progress(progress_);
  progress_.ended.clear();
}

std::vector<CrawlOutcome> Round::run(const std::vector<Site>& sites,
                                     const std::function<void(const CrawlProgress&)>& progress,
                                     const std::function<bool()>& should_stop) {
  std::vector<CrawlOutcome> outcomes(sites.size());
  progress_.sites_total = sites.size();
  progress_.sites_at_once = static_cast<std::size_t>(std::max(options_.sites_at_once, 1));
  has_listener_ = static_cast<bool>(progress);
  while (next_site_ < sites.size() || !active_.empty()) {
    if (is_stopped_ || is_unhealthy_) {
      for (; next_site_ < sites.size(); ++next_site_) {
        outcomes[next_site_].site_id = sites[next_site_].id;
        outcomes[next_site_].facts.limit_reached = is_stopped_ ? "interrupted" : "own-network";
      }
    }
    start_sites(sites);
    start_transfers();
    take_results();
    enforce_limits(should_stop);
    check_own_network();
    settle_doubts(sites.size());
    reap(outcomes);
    show(progress, false);
  }
  show(progress, true);
  return outcomes;
}

namespace {

Result<void> check_options(const CrawlOptions& options) {
  const auto fault = [](const std::string& message) {
    return Error{ErrorCode::invalid_argument, message};
  };
  if (options.connections_per_host < 1) return fault("connections per host must be at least 1");
  if (options.max_pages < 1) return fault("max-pages must be at least 1");
  if (options.max_body_bytes < 1) return fault("the body limit must be at least 1 byte");
  if (options.delay.count() < 0) return fault("delay must not be negative");
  for (const std::string& entry : options.connect_to) {
    if (std::count(entry.begin(), entry.end(), ':') < 3) {
      return fault("connect-to must be HOST:PORT:ADDRESS:PORT, not \"" + entry + "\"");
    }
  }
  return {};
}

Result<std::unique_ptr<HopClient>> network_client(const CrawlParts& parts,
                                                  const CrawlOptions& options) {
  HttpClientOptions client_options;
  client_options.user_agent = options.user_agent;
  client_options.connect_to = options.connect_to;
  client_options.ca_file = options.ca_file;
  client_options.allows_address = parts.allows_address;
  if (options.allow_private) client_options.allows_address = [](const sockaddr&) { return true; };
  client_options.max_body_bytes = options.max_body_bytes;
  client_options.max_bodies_bytes = static_cast<std::size_t>(kHeldBytes);
  client_options.connect_timeout = options.connect_timeout;
  client_options.request_timeout = options.request_timeout;
  return HttpClient::create(std::move(client_options));
}

}  // namespace

Result<std::vector<CrawlOutcome>> crawl_sites_with(
    const CrawlParts& parts, const std::vector<Site>& sites, const CrawlOptions& options,
    const std::function<void(const CrawlProgress&)>& progress,
    const std::function<bool()>& should_stop) {
  GWEVAL_CHECK(check_options(options));
  raise_file_limit();
  GWEVAL_TRY(auto client, parts.make_client ? parts.make_client() : network_client(parts, options));
  Round round(parts, options, std::move(client));
  return round.run(sites, progress, should_stop);
}

}  // namespace gweval

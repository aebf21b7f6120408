#include <sys/resource.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "crawl/capture_store.hpp"
#include "crawl/http_client.hpp"
#include "crawl/politeness_gate.hpp"
#include "crawl/site_crawl.hpp"
#include "crawl/worker_pool.hpp"

namespace gweval {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMaxTransfers = 256;
// Bodies that wait for extraction or for their turn in the store, of all sites together.
constexpr std::ptrdiff_t kHeldBytes = 96 * 1024 * 1024;
constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr std::chrono::milliseconds kLongestWait{100};  // how often should_stop is asked at least
constexpr int kLookupThreads = 4;

// A site in work holds about five files and its connections; the customary soft limit of 1,024 is
// too low for 256 sites.
void raise_file_limit() {
  constexpr rlim_t kWanted = 8192;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kWanted) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? kWanted : std::min(kWanted, limit.rlim_max);
  (void)setrlimit(RLIMIT_NOFILE, &limit);
}

class Round final : public CrawlRuntime {
 public:
  Round(const CrawlParts& parts, const CrawlOptions& options, std::unique_ptr<HopClient> client)
      : parts_(parts),
        options_(options),
        client_(std::move(client)),
        gate_(options.delay, options.connections_per_host),
        workers_(options.jobs, [this] { client_->wake_up(); }),
        lookups_(kLookupThreads, [this] { client_->wake_up(); }) {}

  std::vector<CrawlOutcome> run(const std::vector<Site>& sites,
                                const std::function<void(const CrawlProgress&)>& progress,
                                const std::function<bool()>& should_stop);

  [[nodiscard]] const CrawlOptions& options() const override { return options_; }
  [[nodiscard]] const CrawlParts& parts() const override { return parts_; }
  void ask(const FetchItemPtr& item, std::chrono::milliseconds pause) override;
  void cancel(const SiteCrawl& site) override;
  void raise_delay(const std::string& host, std::chrono::milliseconds delay) override {
    if (!client_->needs_manners()) return;
    gate_.raise_delay(PolitenessGate::host_key(host), delay);
  }
  void run_on_worker(WorkerPool::Task task) override { workers_.post(std::move(task)); }
  void run_lookup(WorkerPool::Task task) override { lookups_.post(std::move(task)); }
  [[nodiscard]] bool is_network_proven() const override { return is_network_proven_; }
  void hold_bytes(std::ptrdiff_t change) override { held_bytes_ += change; }
  [[nodiscard]] bool is_memory_tight() const override { return held_bytes_ > kHeldBytes; }
  void report(const SiteCrawl& site, const FetchItem& item) override;

 private:
  enum class Stage { pausing, waiting, running };
  struct Ticket {
    FetchItemPtr item;
    std::string host_key;
    Stage stage = Stage::waiting;
  };
  struct Active {
    std::size_t index = 0;
    std::unique_ptr<SiteCrawl> crawl;
  };

  void start_sites(const std::vector<Site>& sites);
  void start_transfers();
  void take_results();
  void enforce_limits(const std::function<bool()>& should_stop);
  void settle_doubts(std::size_t sites_total);
  void reap(std::vector<CrawlOutcome>& outcomes);
  void show(const std::function<void(const CrawlProgress&)>& progress, bool is_last);
  [[nodiscard]] std::chrono::milliseconds wait_time() const;

  const CrawlParts& parts_;
  const CrawlOptions& options_;
  std::unique_ptr<HopClient> client_;
  PolitenessGate gate_;
  std::uint64_t last_ticket_ = 0;
  std::unordered_map<std::uint64_t, Ticket> tickets_;
  std::multimap<Clock::time_point, std::uint64_t> pauses_;
  std::vector<Active> active_;
  std::size_t next_site_ = 0;
  bool is_network_proven_ = false;
  bool is_wake_due_ = false;
  bool is_stopped_ = false;
  std::ptrdiff_t held_bytes_ = 0;
  CrawlProgress progress_;
  Clock::time_point progress_due_{};
  // Last, so that their threads end before what they use.
  WorkerPool workers_;
  WorkerPool lookups_;
};

void Round::ask(const FetchItemPtr& item, std::chrono::milliseconds pause) {
  const auto url = parse_url(item->chain.hop().url);
  const std::uint64_t id = ++last_ticket_;
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
  client_->poll(wait_time(), finished);
  for (auto& [id, result] : finished) {
    const auto found = tickets_.find(id);
    if (found == tickets_.end()) continue;
    const Ticket ticket = std::move(found->second);
    tickets_.erase(found);
    gate_.finish(ticket.host_key);
    if (result.exchange && !std::exchange(is_network_proven_, true)) is_wake_due_ = true;
    ticket.item->site->take_hop(ticket.item, std::move(result));
  }
  const bool was_tight = is_memory_tight();
  workers_.run_continuations();
  lookups_.run_continuations();
  if (was_tight && !is_memory_tight()) is_wake_due_ = true;
  if (!std::exchange(is_wake_due_, false)) return;
  for (const Active& active : active_) active.crawl->wake();
}

std::chrono::milliseconds Round::wait_time() const {
  auto until = Clock::now() + kLongestWait;
  const auto start = gate_.next_start();
  if (start && client_->running() < kMaxTransfers) until = std::min(until, *start);
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

// When every site left is unreachable and no host of the round ever answered, we are offline.
void Round::settle_doubts(std::size_t sites_total) {
  if (is_network_proven_ || next_site_ < sites_total) return;
  const bool is_hopeless = std::all_of(active_.begin(), active_.end(), [](const Active& active) {
    return active.crawl->is_in_doubt();
  });
  if (!is_hopeless) return;
  for (const Active& active : active_) active.crawl->give_up_for_network();
}

void Round::reap(std::vector<CrawlOutcome>& outcomes) {
  std::erase_if(active_, [&](const Active& active) {
    if (!active.crawl->is_done()) return false;
    outcomes[active.index] = active.crawl->take_outcome();
    ++progress_.sites_done;
    return true;
  });
}

void Round::show(const std::function<void(const CrawlProgress&)>& progress, bool is_last) {
  const auto now = Clock::now();
  if (!progress || (now < progress_due_ && !is_last)) return;
  progress_due_ = now + kProgressInterval;
  progress(progress_);
}

std::vector<CrawlOutcome> Round::run(const std::vector<Site>& sites,
                                     const std::function<void(const CrawlProgress&)>& progress,
                                     const std::function<bool()>& should_stop) {
  std::vector<CrawlOutcome> outcomes(sites.size());
  progress_.sites_total = sites.size();
  while (next_site_ < sites.size() || !active_.empty()) {
    if (is_stopped_) {
      for (; next_site_ < sites.size(); ++next_site_) {
        outcomes[next_site_].site_id = sites[next_site_].id;
        outcomes[next_site_].facts.limit_reached = "interrupted";
      }
    }
    start_sites(sites);
    start_transfers();
    take_results();
    enforce_limits(should_stop);
    settle_doubts(sites.size());
    reap(outcomes);
    show(progress, false);
  }
  show(progress, true);
  return outcomes;
}

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

Result<std::unique_ptr<HopClient>> network_client(const CrawlOptions& options) {
  HttpClientOptions client_options;
  client_options.user_agent = options.user_agent;
  client_options.connect_to = options.connect_to;
  client_options.ca_file = options.ca_file;
  client_options.allow_private = options.allow_private;
  client_options.max_body_bytes = options.max_body_bytes;
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
  GWEVAL_TRY(auto client, parts.make_client ? parts.make_client() : network_client(options));
  Round round(parts, options, std::move(client));
  return round.run(sites, progress, should_stop);
}

}  // namespace gweval

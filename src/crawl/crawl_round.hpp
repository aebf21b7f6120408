#pragma once
// One run over a list of sites: the loop that asks, waits, and hands results to their sites.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "crawl/byte_gate.hpp"
#include "crawl/capture_store.hpp"
#include "crawl/hop_client.hpp"
#include "crawl/host_breaker.hpp"
#include "crawl/network_watch.hpp"
#include "crawl/politeness_gate.hpp"
#include "crawl/site_crawl.hpp"
#include "crawl/worker_pool.hpp"

namespace gweval {

inline constexpr int kLookupThreads = 4;
inline constexpr int kControlRounds = 3;  // that may fail before we believe that the fault is ours

/// Storing a page costs half of reading it, and waits for the disk: threads of its own, so that no
/// core is idle meanwhile.
[[nodiscard]] constexpr int storing_threads(int jobs) {
  return std::max(1, jobs);
}

// Bodies in memory, of all sites together: those that arrive, and those that wait for extraction
// or for their turn in the store.
inline constexpr std::ptrdiff_t kHeldBytes = 32 * 1024 * 1024;

// Pages that workers read at once: hundreds of common size, or one of the largest.
inline constexpr std::size_t kReadingBytes = 12 * 1024 * 1024;

class Round final : public CrawlRuntime {
 public:
  using Clock = std::chrono::steady_clock;

  Round(const CrawlParts& parts, const CrawlOptions& options, std::unique_ptr<HopClient> client)
      : parts_(parts),
        options_(options),
        client_(std::move(client)),
        gate_(options.delay, options.connections_per_host),
        breaker_(options.delay),
        workers_(options.jobs, [this] { client_->wake_up(); }),
        storers_(storing_threads(options.jobs), [this] { client_->wake_up(); }),
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
  void run_on_storer(WorkerPool::Task task) override { storers_.post(std::move(task)); }
  void run_lookup(WorkerPool::Task task) override { lookups_.post(std::move(task)); }
  [[nodiscard]] bool is_network_proven() const override {
    return is_network_proven_ && !watch_.is_suspicious();
  }
  [[nodiscard]] bool is_network_suspicious() const override { return watch_.is_suspicious(); }
  void hold_bytes(std::ptrdiff_t change) override { held_bytes_ += change; }
  [[nodiscard]] bool is_memory_tight() const override { return held_bytes_ > kHeldBytes; }
  [[nodiscard]] ByteGate& reading() override { return reading_; }
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
  // round_memory.cpp: which exchange may go on where memory is full
  [[nodiscard]] std::uint64_t favourite();
  [[nodiscard]] std::uint64_t first_to_go_on() const;
  // round_health.cpp: what results say of hosts and of our own network
  void note_result(const Ticket& ticket, const HopResult& result);
  void give_up_host(const std::string& host_key);
  void drop_refused();
  void check_own_network();
  void ask_controls(const std::vector<std::string>& urls);
  [[nodiscard]] std::vector<std::string> stored_controls() const;
  void take_control(const HopResult& result);
  void end_unhealthy();
  void enforce_limits(const std::function<bool()>& should_stop);
  void settle_doubts(std::size_t sites_total);
  void reap(std::vector<CrawlOutcome>& outcomes);
  void show(const std::function<void(const CrawlProgress&)>& progress, bool is_last);
  [[nodiscard]] std::chrono::milliseconds wait_time() const;

  const CrawlParts& parts_;
  const CrawlOptions& options_;
  std::unique_ptr<HopClient> client_;
  PolitenessGate gate_;
  HostBreaker breaker_;
  NetworkWatch watch_;
  std::vector<FetchItemPtr> refused_;           // asked of a host that was given up
  std::unordered_set<std::uint64_t> controls_;  // control requests on their way
  int failed_controls_ = 0;
  int failures_unproven_ = 0;  // of hosts not reached before any answered
  Clock::time_point control_due_{};
  bool is_unhealthy_ = false;
  std::uint64_t last_ticket_ = 0;
  std::unordered_map<std::uint64_t, Ticket> tickets_;
  std::multimap<Clock::time_point, std::uint64_t> pauses_;
  std::vector<Active> active_;
  std::size_t next_site_ = 0;
  bool is_network_proven_ = false;
  bool is_wake_due_ = false;
  bool is_stopped_ = false;
  std::ptrdiff_t held_bytes_ = 0;
  std::uint64_t favourite_ = 0;
  CrawlProgress progress_;
  bool has_listener_ = false;
  Clock::time_point progress_due_{};
  ByteGate reading_{kReadingBytes};
  // Last, so that their threads end before what they use.
  WorkerPool workers_;
  WorkerPool storers_;
  WorkerPool lookups_;
};

}  // namespace gweval

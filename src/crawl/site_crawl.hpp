#pragma once
// The crawl of one site: robots.txt, start page, probes, sitemap, pages by batches, attachments.
// Runs on the loop's thread; what takes time goes to workers. Pages are chosen from whole batches
// of results only, so timing decides nothing.

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "crawl/capture_store.hpp"
#include "crawl/check_list.hpp"
#include "crawl/crawl_scope.hpp"
#include "crawl/fetch_item.hpp"
#include "crawl/frontier.hpp"
#include "crawl/page_patterns.hpp"
#include "crawl/trap_watch.hpp"
#include "crawl/worker_pool.hpp"
#include "gweval/crawl.hpp"
#include "web/url.hpp"

namespace gweval {

/// "http://host:port/" of a URL, canonical.
[[nodiscard]] std::string origin_of(const Url& url);

/// What sites share: the network, threads, and what the round as a whole knows.
class CrawlRuntime {
 public:
  CrawlRuntime() = default;
  virtual ~CrawlRuntime() = default;
  CrawlRuntime(const CrawlRuntime&) = delete;
  CrawlRuntime& operator=(const CrawlRuntime&) = delete;

  [[nodiscard]] virtual const CrawlOptions& options() const = 0;
  [[nodiscard]] virtual const CrawlParts& parts() const = 0;
  /// Asks for the item's hop when politeness allows, after `pause`; SiteCrawl::take_hop follows.
  virtual void ask(const FetchItemPtr& item, std::chrono::milliseconds pause) = 0;
  /// Forgets all that was asked for the site and has no result yet.
  virtual void cancel(const SiteCrawl& site) = 0;
  virtual void raise_delay(const std::string& host, std::chrono::milliseconds delay) = 0;
  virtual void run_on_worker(WorkerPool::Task task) = 0;
  /// Of a site's store, one task at a time.
  virtual void run_on_storer(WorkerPool::Task task) = 0;
  virtual void run_lookup(WorkerPool::Task task) = 0;
  /// Some host answered in this round and no run of failures since, so our network works.
  [[nodiscard]] virtual bool is_network_proven() const = 0;
  /// Hosts that answered fall silent: what fails now is not believed before a control was asked.
  [[nodiscard]] virtual bool is_network_suspicious() const = 0;
  virtual void hold_bytes(std::ptrdiff_t change) = 0;
  [[nodiscard]] virtual bool is_memory_tight() const = 0;
  /// Bounds the pages that workers read at once.
  [[nodiscard]] virtual ByteGate& reading() = 0;
  virtual void report(const SiteCrawl& site, const FetchItem& item) = 0;
};

class SiteCrawl {
 public:
  SiteCrawl(CrawlRuntime& runtime, const Site& site);

  void start();
  /// A result for an item asked of the runtime.
  void take_hop(const FetchItemPtr& item, HopResult result);
  /// The item's host was given up: it stays unasked.
  void take_refusal(const FetchItemPtr& item);
  /// What answered in an earlier run, to be asked whether the network works; empty if nothing did.
  [[nodiscard]] std::string control_url() const;
  /// Keeps what is fetched and ends; `reason` becomes CrawlFacts::limit_reached.
  void stop(const std::string& reason);
  /// Ends a site whose failure may be our own network's, keeping nothing of it.
  void give_up_for_network();
  /// The network was proven, or memory was freed: goes on if that was waited for.
  void wake();

  [[nodiscard]] bool is_done() const { return is_done_ && outstanding_ == 0; }
  /// Waits to learn whether its failure is our own.
  [[nodiscard]] bool is_in_doubt() const { return is_in_doubt_ && outstanding_ == 0; }
  /// What the site has fetched waits for this item before it can be stored.
  [[nodiscard]] bool is_first_unfinished(const FetchItemPtr& item) const;
  [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> deadline() const;
  [[nodiscard]] const Site& site() const { return site_; }
  [[nodiscard]] CrawlOutcome take_outcome() { return std::move(outcome_); }
  [[nodiscard]] SiteProgress progress() const;

 private:
  struct RobotsState {
    FetchItemPtr item;
    bool is_known = false;
    bool is_added = false;  // its capture was handed to the store
    RobotsTxt rules;
    std::vector<FetchItemPtr> waiting;
  };
  struct Batch {
    std::vector<FetchItemPtr> items;
    std::size_t next_to_store = 0;
  };

  // site_crawl.cpp: planning
  void plan(std::vector<FetchRequest> requests);
  void plan_more();
  [[nodiscard]] std::vector<FetchRequest> next_requests();
  [[nodiscard]] std::vector<FetchRequest> next_pages();
  void plan_checks();
  void pump();
  void finish_if_done();
  [[nodiscard]] CrawlFacts crawl_facts() const;

  // site_results.cpp: what results lead to
  void commit(const Batch& batch);
  void commit_start(const FetchItem& start);
  void ask_scheme_probes();
  void commit_page(const FetchItem& item);
  bool follow(const FoundLink& link, const Fetch& from);
  void plan_search_probes(const FetchItem& page);
  void commit_sitemap(const FetchItem& item);
  void visit_entries(const Sitemap& sitemap, const std::string& found_on);
  void plan_sitemaps(std::vector<FetchRequest>& requests);
  void look_up_ipv6();

  // site_fetching.cpp: items on their way
  void look_in_store(const std::vector<FetchItemPtr>& items);
  void step(const FetchItemPtr& item);
  bool check_robots(const FetchItemPtr& item, const Url& url);
  void refuse_by_robots(const FetchItemPtr& item, const RobotsState& robots);
  void ask_robots(const std::string& origin);
  void take_robots(const FetchItemPtr& item);
  void take_absence(const FetchItemPtr& item);
  void restore(const FetchItemPtr& item);
  void digest(const FetchItemPtr& item);
  void complete(const FetchItemPtr& item);
  void doubt(const Fetch& failure);
  void look_up_doubted(const Fetch& failure);
  void give_up_item(const FetchItemPtr& item);
  void cancel_unfinished();
  void unpark();

  // site_storing.cpp: results to the store, in order
  struct StoreWork {
    std::function<Result<void>(CaptureStore&)> work;
    std::function<void()> then;
  };
  void store_ready();
  [[nodiscard]] bool is_store_behind() const;
  StoreWork next_additions();
  void collect_for_store(const FetchItemPtr& item);
  [[nodiscard]] bool has_stored_probes();
  void run_on_store(std::function<Result<void>(CaptureStore&)> work, std::function<void()> then);
  void start_store_work();
  void release_bytes(std::size_t bytes);
  void end();
  void fail(Error error);

  CrawlRuntime& runtime_;
  Site site_;
  Url start_url_;
  SiteScope scope_;
  Frontier frontier_;
  CrawlOutcome outcome_;
  RobotsFacts robots_facts_;
  SitemapFacts sitemap_facts_;
  std::optional<bool> has_ipv6_;
  std::chrono::steady_clock::time_point started_;
  std::string started_at_;

  std::deque<Batch> batches_;                      // in flight, in order of planning
  std::deque<std::vector<FetchRequest>> planned_;  // batches to come before further pages
  std::map<std::string, RobotsState> robots_;      // by origin
  std::vector<FetchItemPtr> parked_;               // wait for memory
  CheckList checks_;                               // after the pages
  std::vector<FetchRequest> search_probes_;        // to be asked after the pages
  std::vector<FetchItemPtr> scheme_probes_;        // asked beside the pages, stored after them
  TrapWatch traps_;
  PagePatterns patterns_;
  std::unordered_set<std::string> known_sitemaps_;
  std::optional<Capture> start_copy_;  // answers the probe of its own address
  enum class CheckPhase { none, links, rechecks };
  CheckPhase check_phase_ = CheckPhase::none;
  std::size_t child_sitemaps_left_ = 0;
  std::size_t sitemap_pages_left_ = 0;

  std::shared_ptr<CaptureStore> store_;
  std::deque<StoreWork> store_work_;   // comes before what is to be added
  std::deque<FetchItemPtr> to_store_;  // captures in the order of the archive
  bool is_store_busy_ = false;
  std::size_t held_bytes_ = 0;

  std::int64_t pages_done_ = 0;
  std::int64_t requests_done_ = 0;
  int outstanding_ = 0;  // tasks on workers that will come back here
  bool is_started_ = false;
  bool is_start_known_ = false;  // the start address' robots.txt is known
  bool is_stopping_ = false;
  bool is_in_doubt_ = false;
  bool is_reach_in_doubt_ = false;  // not by names alone
  bool is_looking_up_ = false;      // a name whose failure is doubted
  bool was_start_stored_ = false;   // an earlier run read the start page
  bool reasks_failures_ = false;    // an earlier run could not reach the site
  bool is_finishing_ = false;
  bool has_gaps_ = false;  // pages that the archive asked does not hold
  bool is_done_ = false;
  std::string stop_reason_;
};

}  // namespace gweval

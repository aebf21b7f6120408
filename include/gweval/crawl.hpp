#pragma once
// The only stage that touches the network: sites to captures, politely and in a deterministic
// order.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/site.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {

enum class CrawlScope { host, domain };

struct CrawlOptions {
  std::filesystem::path evidence;  // root folder; one folder a site below it
  std::chrono::milliseconds delay{
      1000};  // between requests to one host; robots Crawl-delay wins when longer
  int connections_per_host = 1;
  std::int64_t max_pages = 500;           // pages a site
  int max_depth = 20;                     // links from the start address
  std::chrono::milliseconds max_time{0};  // per site; 0: none
  CrawlScope scope = CrawlScope::host;
  bool allow_private = false;           // loopback and private addresses
  std::string user_agent;               // default names gweval, its version and purpose
  std::vector<std::string> connect_to;  // HOST:PORT:ADDR:PORT, as curl's
  std::filesystem::path ca_file;        // extra trust anchors; empty: the system's
  int jobs = 2;                         // threads that extract facts
  int sites_at_once = 256;
  std::int64_t max_body_bytes = 10 * 1024 * 1024;  // before and after content decoding
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds request_timeout{30'000};
  int max_redirects = 10;
  bool is_refresh = false;  // ask again for what an ended round found, if it has changed
  /// Words to ask the site's own search for, by the site's profile; none: searches are not asked.
  std::map<std::string, std::vector<std::string>> search_queries;
};

/// How far the crawl of one site is.
struct SiteProgress {
  std::string site_id;
  std::int64_t pages_done = 0;      // found in the evidence or fetched
  std::int64_t pages_expected = 0;  // pages known so far, within the budget
  std::int64_t requests_done = 0;   // answered, or failed, in this run
  std::int64_t requests_left = 0;   // as far as is known
  double seconds = 0;               // since the site began
  std::string limit_reached = {};   // of a site that ended, as CrawlFacts has it
  bool has_failed = false;          // of a site that ended: by an error of ours
};

struct CrawlProgress {
  std::size_t sites_done = 0;
  std::size_t sites_total = 0;
  std::size_t sites_at_once = 1;
  std::int64_t pages_done = 0;
  std::int64_t requests_done = 0;
  std::string site_id;  // the site the last event belongs to
  std::string url;
  std::vector<SiteProgress> running;  // in the order of the list
  std::vector<SiteProgress> ended;    // since the call before
};

struct CrawlOutcome {
  std::string site_id;
  CrawlFacts facts;
  std::int64_t fetched = 0;    // asked of the network in this run
  std::int64_t resumed = 0;    // already archived
  std::optional<Error> error;  // ours (disk, store); never the site's
};

/// Crawls every site; one site's failure never stops another's. Outcomes in the order of `sites`.
/// `progress` is called from one thread, at most about ten times a second. `should_stop` is polled;
/// when it turns true, captures so far are kept and sites end as interrupted.
[[nodiscard]] Result<std::vector<CrawlOutcome>> crawl_sites(
    const std::vector<Site>& sites, const CrawlOptions& options,
    const std::function<void(const CrawlProgress&)>& progress,
    const std::function<bool()>& should_stop);

}  // namespace gweval

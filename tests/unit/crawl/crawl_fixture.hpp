#pragma once
// Crawls of invented hosts on the loopback server into a store in memory, with an extractor that
// knows links only.

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "crawl/capture_store.hpp"
#include "support/loopback_server.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {

inline constexpr const char* kHost = "www.city.example";

/// The address of a path on that host.
[[nodiscard]] inline std::string at(const std::string& path) {
  return std::string("http://") + kHost + path;
}

/// What one site's store holds; outlives the crawls into it.
struct StoredSite {
  std::vector<StoredFetch> fetches;  // in order of adding
  std::vector<Capture> captures;     // parallel to fetches
  RobotsFacts robots;
  SitemapFacts sitemap;
  std::optional<bool> has_ipv6;
  std::optional<CrawlFacts> crawl;
  std::size_t fetches_when_ended = 0;       // of the last run that was not interrupted
  std::size_t adds_until_full = 1'000'000;  // then "disk full"

  [[nodiscard]] const Fetch* find(const std::string& url,
                                  FetchPurpose purpose = FetchPurpose::page) const;
  [[nodiscard]] const Capture* capture(const std::string& url,
                                       FetchPurpose purpose = FetchPurpose::page) const;
  /// "page http://…" of every fetch, in order.
  [[nodiscard]] std::vector<std::string> order() const;
  /// URLs of a purpose, in order.
  [[nodiscard]] std::vector<std::string> urls(FetchPurpose purpose = FetchPurpose::page) const;
};

class CrawlFixture {
 public:
  CrawlFixture();

  /// A host with plain HTTP; its paths are set with page() and its likes.
  HostConfig& host(const std::string& name);
  PathRule& path(const std::string& host_name, const std::string& path);
  /// An HTML page that links to `links`.
  PathRule& page(const std::string& host_name, const std::string& path,
                 const std::vector<std::string>& links = {});
  void robots(const std::string& host_name, const std::string& text);

  /// Starts the server with the hosts so far, once.
  LoopbackServer& server();

  /// Crawls "http://NAME/" of each name; the sites' ids are the names.
  std::vector<CrawlOutcome> crawl(const std::vector<std::string>& names);
  std::vector<CrawlOutcome> crawl_sites(const std::vector<Site>& sites);

  [[nodiscard]] StoredSite& stored(const std::string& site_id);
  void forget_stores() { stores_.clear(); }
  [[nodiscard]] std::vector<RequestRecord> requests_to(const std::string& host_name);
  [[nodiscard]] const TempDir& folder() const { return folder_; }

  CrawlOptions options;
  std::function<bool()> should_stop;
  std::function<void(const CrawlProgress&)> progress;
  std::function<NameAnswer(const std::string&, AddressKind)> look_up;
  std::function<bool(const sockaddr&)> allows_address;  // where allow_private is off
  std::vector<std::string> more_connect_to;             // beside the server's, before them
  bool connects_to_server = true;                       // names lead to the loopback server
  bool reads_facts = false;                             // with the program's own extractor

 private:
  TempDir folder_;
  std::map<std::string, HostConfig> hosts_;
  std::unique_ptr<LoopbackServer> server_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<StoredSite>> stores_;
};

/// Site with id `id` starting at `url`.
[[nodiscard]] Site site_at(const std::string& id, const std::string& url);

}  // namespace gweval::test

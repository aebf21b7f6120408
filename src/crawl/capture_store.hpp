#pragma once
// What the crawl needs of the stages behind it: a place for captures, and their facts. The site's
// evidence folder in the program, memory in tests.

#include <sys/socket.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crawl/hop_client.hpp"
#include "crawl/name_lookup.hpp"
#include "gweval/capture.hpp"
#include "gweval/crawl.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// As EvidenceWriter; used by one thread at a time.
class CaptureStore {
 public:
  CaptureStore() = default;
  virtual ~CaptureStore() = default;
  CaptureStore(const CaptureStore&) = delete;
  CaptureStore& operator=(const CaptureStore&) = delete;

  [[nodiscard]] virtual Result<std::optional<StoredFetch>> find(std::string_view url,
                                                                FetchPurpose purpose) const = 0;
  [[nodiscard]] virtual Result<std::string> read_body(std::string_view url,
                                                      FetchPurpose purpose) const = 0;
  /// What the round before found, and its body as archived; stores in memory know no rounds.
  [[nodiscard]] virtual Result<std::optional<Fetch>> find_previous(std::string_view /*url*/,
                                                                   FetchPurpose /*purpose*/) const {
    return std::optional<Fetch>();
  }
  [[nodiscard]] virtual Result<std::string> read_previous_body(std::string_view url,
                                                               FetchPurpose /*purpose*/) const {
    return Error{ErrorCode::not_found, "there is no earlier body", std::string(url)};
  }
  [[nodiscard]] virtual Result<void> add(const Capture& capture,
                                         const std::optional<PageFacts>& page) = 0;
  [[nodiscard]] virtual Result<void> set_site_facts(const RobotsFacts& robots,
                                                    const SitemapFacts& sitemap,
                                                    std::optional<bool> has_ipv6) = 0;
  [[nodiscard]] virtual Result<void> finish(const CrawlFacts& crawl) = 0;
};

struct CrawlParts {
  std::function<Result<std::unique_ptr<CaptureStore>>(const Site& site,
                                                      const CrawlPlanRecord& plan)>
      open_store;  // called on a worker
  std::function<std::optional<PageFacts>(const Capture& capture, bool is_start)>
      extract;  // called on workers
  std::function<NameAnswer(const std::string& host, AddressKind kind)> look_up;
  /// Where answers come from; empty: the network.
  std::function<Result<std::unique_ptr<HopClient>>()> make_client = {};
  std::function<bool(const sockaddr& address)> allows_address = {};  // empty: public ones
};

/// crawl_sites() with these parts.
[[nodiscard]] Result<std::vector<CrawlOutcome>> crawl_sites_with(
    const CrawlParts& parts, const std::vector<Site>& sites, const CrawlOptions& options,
    const std::function<void(const CrawlProgress&)>& progress,
    const std::function<bool()>& should_stop);

}  // namespace gweval

#pragma once
// A site's evidence folder as the place for its captures.

#include <utility>

#include "crawl/capture_store.hpp"
#include "gweval/evidence_store.hpp"

namespace gweval {

class EvidenceFolder : public CaptureStore {
 public:
  explicit EvidenceFolder(EvidenceWriter writer) : writer_(std::move(writer)) {}

  [[nodiscard]] Result<std::optional<StoredFetch>> find(std::string_view url,
                                                        FetchPurpose purpose) const override {
    return writer_.find(url, purpose);
  }
  [[nodiscard]] Result<std::string> read_body(std::string_view url,
                                              FetchPurpose purpose) const override {
    return writer_.read_body(url, purpose);
  }
  [[nodiscard]] Result<std::optional<Fetch>> find_previous(std::string_view url,
                                                           FetchPurpose purpose) const override {
    return writer_.find_previous(url, purpose);
  }
  [[nodiscard]] Result<std::string> read_previous_body(std::string_view url,
                                                       FetchPurpose purpose) const override {
    return writer_.read_previous_body(url, purpose);
  }
  [[nodiscard]] Result<void> add(const Capture& capture,
                                 const std::optional<PageFacts>& page) override {
    return writer_.add(capture, page);
  }
  [[nodiscard]] Result<void> set_site_facts(const RobotsFacts& robots, const SitemapFacts& sitemap,
                                            std::optional<bool> has_ipv6) override {
    return writer_.set_site_facts(robots, sitemap, has_ipv6);
  }
  [[nodiscard]] Result<void> finish(const CrawlFacts& crawl) override {
    return writer_.finish(crawl);
  }

 private:
  EvidenceWriter writer_;
};

}  // namespace gweval

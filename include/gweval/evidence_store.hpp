#pragma once
// One site's evidence folder: archive.warc.gz, facts.sqlite, manifest.json (DESIGN §7).
// The archive is the truth; facts can be rebuilt from it. A store is used by one thread at a time.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gweval/capture.hpp"
#include "gweval/result.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {

/// Version of the facts.sqlite schema (docs/evidence-format.md). Raised on any change.
inline constexpr int kFactsSchemaVersion = 6;

/// What the crawl was asked to do; written to the manifest.
struct CrawlPlanRecord {
  std::string start_url;
  std::string user_agent;
  std::string scope;  // "host" or "domain"
  std::int64_t delay_ms = 0;
  int connections_per_host = 1;
  std::int64_t max_pages = 0;
  int max_depth = 0;
  std::int64_t max_time_ms = 0;  // 0: none
  /// Begin a new round if the last one has ended: what it found is asked for again. Not archived.
  bool begins_round = false;
};

struct StoredFetch {
  Fetch fetch;
  std::optional<PageFacts> page;
  bool is_of_ended_run = false;  // the run that asked has ended, and was not interrupted
};

class EvidenceWriter {
 public:
  /// Opens or makes `<root>/<site_id>/` for adding. What an interrupted run left behind the last
  /// completed add is cut off. Fails if another process is writing there.
  [[nodiscard]] static Result<EvidenceWriter> open(const std::filesystem::path& root,
                                                   const std::string& site_id,
                                                   const CrawlPlanRecord& plan);
  ~EvidenceWriter();
  EvidenceWriter(EvidenceWriter&&) noexcept;
  EvidenceWriter& operator=(EvidenceWriter&&) noexcept;

  /// The stored fetch of a canonical URL for a purpose; nothing if it was not fetched yet.
  [[nodiscard]] Result<std::optional<StoredFetch>> find(std::string_view url,
                                                        FetchPurpose purpose) const;

  /// Decoded body of a stored fetch's last exchange (robots.txt, sitemap).
  [[nodiscard]] Result<std::string> read_body(std::string_view url, FetchPurpose purpose) const;

  /// What the round before found for a canonical URL and purpose; nothing once this round has
  /// asked.
  [[nodiscard]] Result<std::optional<Fetch>> find_previous(std::string_view url,
                                                           FetchPurpose purpose) const;

  /// Body of its last exchange, content coding kept.
  [[nodiscard]] Result<std::string> read_previous_body(std::string_view url,
                                                       FetchPurpose purpose) const;

  /// Archives the capture, then stores its facts; both or neither survive a crash.
  [[nodiscard]] Result<void> add(const Capture& capture, const std::optional<PageFacts>& page);

  /// Site-level facts found beside the captures.
  [[nodiscard]] Result<void> set_site_facts(const RobotsFacts& robots, const SitemapFacts& sitemap,
                                            std::optional<bool> has_ipv6);

  /// Writes manifest.json; the store can still be added to by a later run.
  [[nodiscard]] Result<void> finish(const CrawlFacts& crawl);

 private:
  struct State;
  explicit EvidenceWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// All facts of a site in crawl order, as stored. ErrorCode::not_found if there is no evidence for
/// it, ::unsupported if the facts are of a later schema version, ::invalid_input if they are
/// damaged, of an older one (see rebuild_facts), or if the archive lacks what they were read from.
[[nodiscard]] Result<SiteFacts> load_site_facts(const std::filesystem::path& root,
                                                const std::string& site_id);

/// All facts of a site, read anew from its archive with this build's extractor: facts.sqlite is not
/// believed, and nothing in the folder is changed. ErrorCode::not_found if there is no archive,
/// ::invalid_input if it is damaged or is not what its manifest vouches for.
[[nodiscard]] Result<SiteFacts> extract_site_facts(const std::filesystem::path& root,
                                                   const std::string& site_id);

/// The start address the evidence of a site was gathered for; empty if there is no evidence.
[[nodiscard]] Result<std::string> stored_start_url(const std::filesystem::path& root,
                                                   const std::string& site_id);

/// What became of asking for the start address in the present round; nothing if it was not asked
/// for. Errors as load_site_facts.
[[nodiscard]] Result<std::optional<Fetch>> start_fetch(const std::filesystem::path& root,
                                                       const std::string& site_id);

/// Date (UTC) of a site's newest fetch; nothing if none is stored. Errors as load_site_facts.
[[nodiscard]] Result<std::optional<Date>> newest_capture(const std::filesystem::path& root,
                                                         const std::string& site_id);

/// Rebuilds facts.sqlite from archive.warc.gz and manifest.json with this build's extractor.
[[nodiscard]] Result<void> rebuild_facts(const std::filesystem::path& root,
                                         const std::string& site_id);

}  // namespace gweval

#pragma once
// The work behind EvidenceWriter, with the extractor as a parameter.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/capture_records.hpp"
#include "evidence/facts_file.hpp"
#include "evidence/facts_reader.hpp"
#include "evidence/folder.hpp"
#include "evidence/manifest.hpp"
#include "evidence/replay.hpp"
#include "gweval/evidence_store.hpp"
#include "warc/writer.hpp"

namespace gweval::evidence {

class SiteStore {
 public:
  [[nodiscard]] static Result<std::unique_ptr<SiteStore>> open(const std::filesystem::path& root,
                                                               const std::string& site_id,
                                                               const CrawlPlanRecord& plan,
                                                               const Extractor& extractor);
  ~SiteStore();
  SiteStore(const SiteStore&) = delete;
  SiteStore& operator=(const SiteStore&) = delete;

  [[nodiscard]] Result<std::optional<StoredFetch>> find(std::string_view url, FetchPurpose purpose);
  [[nodiscard]] Result<std::string> read_body(std::string_view url, FetchPurpose purpose);
  [[nodiscard]] Result<std::optional<Fetch>> find_previous(std::string_view url,
                                                           FetchPurpose purpose);
  [[nodiscard]] Result<std::string> read_previous_body(std::string_view url, FetchPurpose purpose);
  [[nodiscard]] Result<void> add(const Capture& capture, const std::optional<PageFacts>& page);
  [[nodiscard]] Result<void> set_site(const SiteRecord& site);
  [[nodiscard]] Result<void> finish(const CrawlFacts& crawl);

 private:
  SiteStore(Folder folder, std::string site_id, CrawlPlanRecord plan, warc::Writer archive,
            std::unique_ptr<FactsFile> facts, std::optional<Manifest> manifest);
  [[nodiscard]] Result<void> recover(const Extractor& extractor);
  [[nodiscard]] Result<void> start_plan();
  [[nodiscard]] Result<void> write_first_manifest();
  [[nodiscard]] Result<void> finish_facts(const CrawlFacts& crawl);
  [[nodiscard]] Result<void> settle();
  [[nodiscard]] Result<void> finish_manifest(const CrawlFacts& crawl, std::string archive_sha256);
  [[nodiscard]] Result<std::optional<std::int64_t>> find_id(std::string_view url,
                                                            FetchPurpose purpose, bool is_previous);
  [[nodiscard]] Result<bool> is_of_ended_run(std::string_view url, FetchPurpose purpose);
  [[nodiscard]] Result<std::optional<ArchivedFetch>> read_fetch(std::string_view url,
                                                                FetchPurpose purpose);
  [[nodiscard]] Result<std::optional<BodyOriginal>> original_for(const Capture& capture);
  [[nodiscard]] std::string seed_for(std::string_view what) const;
  [[nodiscard]] Result<void> commit();
  [[nodiscard]] Result<void> commit_if_due();
  [[nodiscard]] Result<void> usable() const;
  Error give_up(Error error);

  Folder folder_;
  std::string site_id_;
  CrawlPlanRecord plan_;
  warc::Writer archive_;
  std::unique_ptr<FactsFile> facts_;
  std::optional<FactsReader> reader_;  // made when something is first read back
  std::optional<Manifest> manifest_;   // as last read or written
  std::string warcinfo_id_;
  std::optional<Error> broken_;  // after a failure nothing more is written
  int uncommitted_ = 0;
  std::chrono::steady_clock::time_point batch_start_;
};

}  // namespace gweval::evidence

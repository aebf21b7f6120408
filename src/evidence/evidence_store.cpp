#include "gweval/evidence_store.hpp"

#include <algorithm>
#include <utility>

#include "evidence/facts_reader.hpp"
#include "evidence/facts_schema.hpp"
#include "evidence/folder.hpp"
#include "evidence/replay.hpp"
#include "evidence/site_store.hpp"
#include "gweval/extract.hpp"

namespace gweval {

struct EvidenceWriter::State {
  std::unique_ptr<evidence::SiteStore> store;
};

EvidenceWriter::EvidenceWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
EvidenceWriter::~EvidenceWriter() = default;
EvidenceWriter::EvidenceWriter(EvidenceWriter&&) noexcept = default;
EvidenceWriter& EvidenceWriter::operator=(EvidenceWriter&&) noexcept = default;

Result<EvidenceWriter> EvidenceWriter::open(const std::filesystem::path& root,
                                            const std::string& site_id,
                                            const CrawlPlanRecord& plan) {
  auto state = std::make_unique<State>();
  GWEVAL_TRY(state->store, evidence::SiteStore::open(root, site_id, plan, extract_capture));
  return EvidenceWriter(std::move(state));
}

Result<std::optional<StoredFetch>> EvidenceWriter::find(std::string_view url,
                                                        FetchPurpose purpose) const {
  return state_->store->find(url, purpose);
}

Result<std::string> EvidenceWriter::read_body(std::string_view url, FetchPurpose purpose) const {
  return state_->store->read_body(url, purpose);
}

Result<std::optional<Fetch>> EvidenceWriter::find_previous(std::string_view url,
                                                           FetchPurpose purpose) const {
  return state_->store->find_previous(url, purpose);
}

Result<std::string> EvidenceWriter::read_previous_body(std::string_view url,
                                                       FetchPurpose purpose) const {
  return state_->store->read_previous_body(url, purpose);
}

Result<void> EvidenceWriter::add(const Capture& capture, const std::optional<PageFacts>& page) {
  return state_->store->add(capture, page);
}

Result<void> EvidenceWriter::set_site_facts(const RobotsFacts& robots, const SitemapFacts& sitemap,
                                            std::optional<bool> has_ipv6) {
  return state_->store->set_site({robots, sitemap, has_ipv6});
}

Result<void> EvidenceWriter::finish(const CrawlFacts& crawl) {
  return state_->store->finish(crawl);
}

Result<void> rebuild_facts(const std::filesystem::path& root, const std::string& site_id) {
  return evidence::rebuild_facts_with(root, site_id, extract_capture);
}

Result<SiteFacts> extract_site_facts(const std::filesystem::path& root,
                                     const std::string& site_id) {
  return evidence::facts_of_archive(root, site_id, extract_capture);
}

}  // namespace gweval

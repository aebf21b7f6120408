#include "evidence/replay.hpp"

#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/file.hpp"
#include "evidence/facts_reader.hpp"
#include "evidence/facts_schema.hpp"
#include "evidence/folder.hpp"
#include "evidence/manifest.hpp"
#include "warc/reader.hpp"
#include "web/url.hpp"

namespace gweval::evidence {
namespace {

constexpr int kFetchesPerBatch = 64;

std::optional<PageFacts> facts_of(const Capture& capture, const std::string& start_url,
                                  const Extractor& extractor) {
  if (!is_read_as_page(capture)) return std::nullopt;
  const bool is_start =
      capture.fetch.purpose == FetchPurpose::page && capture.fetch.url == start_url;
  return extractor(capture, is_start);
}

// Fetches name canonical URLs; a plan names its start address as the site list does.
std::string canonical(const std::string& url) {
  return canonical_url(url).value_or(url);
}

class Replayer {
 public:
  Replayer(const std::filesystem::path& archive, FactsFile& facts, const Extractor& extractor)
      : archive_(&archive),
        facts_(&facts),
        extractor_(&extractor),
        start_url_(canonical(read_meta(facts.database(), "start_url").value_or(""))) {}

  Result<void> accept(ArchiveEvent event) {
    GWEVAL_CHECK(facts_->begin());
    if (auto* fetch = std::get_if<ArchivedFetch>(&event)) {
      GWEVAL_CHECK(fill_body(*archive_, *fetch));
    }
    std::visit([this](auto& content) { store(content); }, event);
    return facts_->database().check();
  }

  Result<void> commit_if_full(std::uint64_t archive_bytes) {
    if (uncommitted_ < kFetchesPerBatch) return {};
    uncommitted_ = 0;
    return facts_->commit(archive_bytes);
  }

 private:
  void store(const ArchivedPlan& plan) {
    start_url_ = canonical(plan.plan.start_url);
    set_plan(*facts_, plan);
  }
  void store(const SiteRecord& site) { facts_->writer().set_site(site); }
  void store(const ArchivedFetch& fetch) {
    facts_->writer().add(fetch.capture.fetch, facts_of(fetch.capture, start_url_, *extractor_),
                         fetch.extent);
    ++uncommitted_;
  }

  const std::filesystem::path* archive_;
  FactsFile* facts_;
  const Extractor* extractor_;
  std::string start_url_;
  int uncommitted_ = 0;
};

Error damage_error(const Folder& folder, const Replay& outcome) {
  return {ErrorCode::invalid_input,
          fmt::format("is damaged behind byte {}, within what its manifest vouches for: {}; "
                      "restore it from a copy",
                      outcome.good_end, outcome.fault ? outcome.fault->message : "it ends there"),
          folder.archive.string()};
}

// The archive was only ever added to since its digest was taken.
Result<void> check_digest(const Folder& folder, const Manifest& manifest) {
  if (manifest.archive_sha256.empty()) return {};
  GWEVAL_TRY(const std::string digest, file_sha256(folder.archive, manifest.archive_bytes));
  if (digest == manifest.archive_sha256) return {};
  return Error{ErrorCode::invalid_input,
               fmt::format("is not what its manifest vouches for: SHA-256 of its first {} bytes is "
                           "{}, not {}; restore both from a copy",
                           manifest.archive_bytes, digest, manifest.archive_sha256),
               folder.archive.string()};
}

Result<void> check_archive_exists(const Folder& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder.archive, ignored)) return {};
  return Error{ErrorCode::not_found, "there is no archive here; crawl the site first",
               folder.archive.string()};
}

// Facts of the whole archive into a new, empty file; returns the archive's good length.
Result<std::uint64_t> fill(const Folder& folder, const std::string& site_id, FactsFile& facts,
                           const Extractor& extractor) {
  GWEVAL_TRY(const Manifest manifest, read_manifest(folder.manifest));
  GWEVAL_CHECK(facts.begin());
  facts.writer().set_meta("site_id", site_id);
  GWEVAL_TRY(const Replay outcome, replay(folder.archive, 0, facts, extractor));
  if (outcome.good_end < manifest.archive_bytes) return damage_error(folder, outcome);
  GWEVAL_CHECK(facts.begin());
  const bool is_told = manifest.crawl && manifest.round == round_of(facts);
  if (is_told) facts.writer().set_crawl(*manifest.crawl);
  if (is_told && has_ended_round(*manifest.crawl)) facts.writer().end_round();
  GWEVAL_CHECK(facts.commit(outcome.good_end));
  return outcome.good_end;
}

}  // namespace

void set_plan(FactsFile& facts, const ArchivedPlan& plan) {
  facts.writer().set_meta("start_url", plan.plan.start_url);
  facts.writer().set_meta("warcinfo", plan.block);
  facts.writer().set_meta("warcinfo_id", plan.record_id);
  if (plan.round == round_of(facts)) return;
  // What earlier rounds found stays until this one has asked for it, or has ended.
  facts.writer().begin_round(plan.round);
}

int round_of(FactsFile& facts) {
  return static_cast<int>(
      facts.database().integer("SELECT value FROM meta WHERE key='round'").value_or(1));
}

bool has_ended_round(const CrawlFacts& crawl) {
  return !crawl.finished_at.empty() && crawl.limit_reached != "interrupted";
}

Result<Replay> replay(const std::filesystem::path& archive, std::uint64_t from, FactsFile& facts,
                      const Extractor& extractor) {
  Replay out{from, std::nullopt};
  GWEVAL_TRY(warc::Reader reader, warc::Reader::open(archive, {}, from));
  CaptureAssembler assembler;
  Replayer replayer(archive, facts, extractor);
  while (true) {
    auto record = reader.next();
    if (!record) {
      if (record.error().code == ErrorCode::io) return std::move(record).error();
      out.fault = std::move(record).error();
      break;
    }
    if (!*record) break;
    const std::uint64_t end = (*record)->extent.end();
    auto event = assembler.accept(*std::move(*record));
    if (!event) {
      out.fault = std::move(event).error();
      break;
    }
    if (*event) GWEVAL_CHECK(replayer.accept(*std::move(*event)));
    if (assembler.open_since()) continue;
    out.good_end = end;
    GWEVAL_CHECK(replayer.commit_if_full(end));
  }
  GWEVAL_CHECK(facts.begin());
  GWEVAL_CHECK(facts.commit(out.good_end));
  return out;
}

Result<void> rebuild_facts_with(const std::filesystem::path& root, const std::string& site_id,
                                const Extractor& extractor) {
  GWEVAL_TRY(const Folder folder, folder_of(root, site_id));
  GWEVAL_CHECK(check_archive_exists(folder));
  if (auto old = sqlite::Database::open(folder.facts, sqlite::Database::Mode::read)) {
    const auto checked = check_schema(*old);
    if (!checked && checked.error().code == ErrorCode::unsupported) return checked.error();
  }
  GWEVAL_TRY(const warc::Writer lock, warc::Writer::open(folder.archive));
  GWEVAL_TRY(const std::unique_ptr<FactsFile> facts, FactsFile::make(folder.facts));
  GWEVAL_CHECK(fill(folder, site_id, *facts, extractor));
  return facts->settle();
}

Result<SiteFacts> facts_of_archive(const std::filesystem::path& root, const std::string& site_id,
                                   const Extractor& extractor) {
  GWEVAL_TRY(const Folder folder, folder_of(root, site_id));
  GWEVAL_CHECK(check_archive_exists(folder));
  GWEVAL_TRY(const Manifest manifest, read_manifest(folder.manifest));
  GWEVAL_CHECK(check_digest(folder, manifest));
  GWEVAL_TRY(const std::unique_ptr<FactsFile> facts, FactsFile::make_unnamed());
  GWEVAL_CHECK(fill(folder, site_id, *facts, extractor));
  return read_site_facts(facts->database(), site_id);
}

}  // namespace gweval::evidence

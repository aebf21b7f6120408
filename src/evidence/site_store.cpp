#include "evidence/site_store.hpp"

#include <future>
#include <utility>

#include <fmt/format.h>

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "evidence/capture_records.hpp"
#include "evidence/fetch_json.hpp"
#include "warc/reader.hpp"
#include "web/content_coding.hpp"

namespace gweval::evidence {
namespace {

// A batch costs about as much as a page; batches bound what is kept in memory to undo a failed one.
constexpr int kAddsPerBatch = 32;
constexpr std::chrono::seconds kBatchTime{1};

// Of a body read back: robots files and sitemaps, which their own standards bound at 50 MB.
constexpr std::size_t kMaxDecodedBytes = 64 * 1024 * 1024;

Counts counts_by(sqlite::Database& database, std::string_view column) {
  Counts out;
  sqlite::Statement row = database.prepare(
      fmt::format("SELECT {0}, count(*) FROM fetches GROUP BY {0} ORDER BY {0}", column));
  while (row.step()) out.emplace_back(row.text(0), row.integer(1));
  return out;
}

Result<std::optional<Manifest>> manifest_if_any(const std::filesystem::path& path) {
  auto manifest = read_manifest(path);
  if (manifest) return std::optional<Manifest>(*std::move(manifest));
  if (manifest.error().code == ErrorCode::not_found) return std::optional<Manifest>();
  return std::move(manifest).error();
}

}  // namespace

SiteStore::SiteStore(Folder folder, std::string site_id, CrawlPlanRecord plan, warc::Writer archive,
                     std::unique_ptr<FactsFile> facts, std::optional<Manifest> manifest)
    : folder_(std::move(folder)),
      site_id_(std::move(site_id)),
      plan_(std::move(plan)),
      archive_(std::move(archive)),
      facts_(std::move(facts)),
      manifest_(std::move(manifest)) {}

Result<std::unique_ptr<SiteStore>> SiteStore::open(const std::filesystem::path& root,
                                                   const std::string& site_id,
                                                   const CrawlPlanRecord& plan,
                                                   const Extractor& extractor) {
  GWEVAL_TRY(Folder folder, folder_of(root, site_id));
  GWEVAL_CHECK(make_folder(folder.path));
  // The archive first: its lock guards the other files too.
  GWEVAL_TRY(warc::Writer archive, warc::Writer::open(folder.archive));
  GWEVAL_TRY(std::optional<Manifest> manifest, manifest_if_any(folder.manifest));
  GWEVAL_TRY(std::unique_ptr<FactsFile> facts, FactsFile::open(folder.facts));
  std::unique_ptr<SiteStore> store(new SiteStore(
      std::move(folder), site_id, plan, std::move(archive), std::move(facts), std::move(manifest)));
  GWEVAL_CHECK(store->recover(extractor));
  GWEVAL_CHECK(store->start_plan());
  GWEVAL_CHECK(store->write_first_manifest());
  return store;
}

SiteStore::~SiteStore() {
  // What fails here is found again in the archive when the store is next opened.
  if (!broken_ && !commit()) return;
  if (archive_.sync()) static_cast<void>(facts_->settle());
}

// Brings facts and archive together: facts that a killed run did not commit are taken from the
// archive again, half a fetch at its end is cut.
Result<void> SiteStore::recover(const Extractor& extractor) {
  const std::uint64_t vouched = manifest_ ? manifest_->archive_bytes : 0;
  if (archive_.size() < vouched) {
    return Error{ErrorCode::invalid_input,
                 fmt::format("has {} bytes, its manifest says {}; restore it from a copy, or move "
                             "the folder away to gather the evidence anew",
                             archive_.size(), vouched),
                 folder_.archive.string()};
  }
  if (facts_->archive_bytes() > archive_.size()) {  // a power cut took the newest of the archive
    facts_.reset();
    GWEVAL_TRY(facts_, FactsFile::make(folder_.facts));
  }
  const std::uint64_t known = facts_->archive_bytes();
  if (known == archive_.size()) return {};
  GWEVAL_TRY(const Replay outcome, replay(folder_.archive, known, *facts_, extractor));
  if (outcome.good_end < vouched) {
    return Error{
        ErrorCode::invalid_input,
        fmt::format("is damaged behind byte {}: {}; restore it from a copy", outcome.good_end,
                    outcome.fault ? outcome.fault->message : "a fetch is incomplete"),
        folder_.archive.string()};
  }
  if (manifest_ && manifest_->crawl && known == 0 && manifest_->round == round_of(*facts_)) {
    GWEVAL_CHECK(facts_->begin());
    facts_->writer().set_crawl(*manifest_->crawl);
    if (has_ended_round(*manifest_->crawl)) facts_->writer().end_round();
    GWEVAL_CHECK(facts_->commit(outcome.good_end));
  }
  return archive_.truncate(outcome.good_end);
}

// A new plan, or a new version of the program, opens a new stretch of the archive.
Result<void> SiteStore::start_plan() {
  GWEVAL_CHECK(facts_->begin());
  facts_->writer().set_meta("site_id", site_id_);
  int round = round_of(*facts_);
  const bool begins_round = plan_.begins_round && has_ended_round(read_crawl(facts_->database()));
  if (begins_round) ++round;
  const std::string block = warcinfo_block(plan_, round);
  if (read_meta(facts_->database(), "warcinfo") == block) {
    warcinfo_id_ = read_meta(facts_->database(), "warcinfo_id").value_or("");
    return commit();
  }
  const std::string now = utc_now();
  const RecordBatch batch = RecordBatch::of_plan(block, now, seed_for(now));
  GWEVAL_CHECK(archive_.append(batch.records()));
  warcinfo_id_ = batch.records().front().id;
  set_plan(*facts_, {plan_, round, block, warcinfo_id_});
  GWEVAL_CHECK(commit());
  if (!begins_round || !manifest_) return {};
  manifest_->crawl.reset();
  manifest_->updated_at = now;
  manifest_->plan = plan_;
  return write_manifest(folder_.manifest, *manifest_);
}

Result<void> SiteStore::write_first_manifest() {
  if (manifest_) return {};
  Manifest manifest;
  manifest.site_id = site_id_;
  manifest.created_at = manifest.updated_at = utc_now();
  manifest.plan = plan_;
  GWEVAL_CHECK(write_manifest(folder_.manifest, manifest));
  manifest_ = std::move(manifest);
  return {};
}

std::string SiteStore::seed_for(std::string_view what) const {
  return fmt::format("{}\n{}\n{}", site_id_, archive_.size(), what);
}

Result<void> SiteStore::usable() const {
  if (broken_) return *broken_;
  return {};
}

Error SiteStore::give_up(Error error) {
  facts_->roll_back();
  broken_ = error;
  return error;
}

Result<void> SiteStore::commit() {
  uncommitted_ = 0;
  if (auto done = facts_->commit(archive_.size()); !done) {
    return give_up(std::move(done).error());
  }
  return {};
}

Result<void> SiteStore::commit_if_due() {
  const auto now = std::chrono::steady_clock::now();
  if (++uncommitted_ == 1) batch_start_ = now;
  if (uncommitted_ < kAddsPerBatch && now - batch_start_ < kBatchTime) return {};
  return commit();
}

Result<std::optional<std::int64_t>> SiteStore::find_id(std::string_view url, FetchPurpose purpose,
                                                       bool is_previous) {
  GWEVAL_CHECK(usable());
  const auto id = facts_->writer().find(url, purpose);
  GWEVAL_CHECK(facts_->database().check());
  if (id && (*id < facts_->writer().first_of_round()) == is_previous) return id;
  return std::optional<std::int64_t>();
}

Result<std::optional<StoredFetch>> SiteStore::find(std::string_view url, FetchPurpose purpose) {
  GWEVAL_TRY(const auto id, find_id(url, purpose, false));
  if (!id) return std::optional<StoredFetch>();
  if (!reader_) reader_.emplace(facts_->database());
  std::vector<Fetch> fetches = reader_->fetches({*id, *id});
  std::vector<PageFacts> pages = reader_->pages({*id, *id});
  GWEVAL_CHECK(facts_->database().check());
  if (fetches.empty()) return std::optional<StoredFetch>();
  StoredFetch out{std::move(fetches.front()), std::nullopt};
  if (!pages.empty()) out.page = std::move(pages.front());
  GWEVAL_TRY(out.is_of_ended_run, is_of_ended_run(url, purpose));
  return std::optional<StoredFetch>(std::move(out));
}

// The manifest stands for what the archive held when a run ended: a run that is killed, and
// resumed, finds its own fetches behind that.
Result<bool> SiteStore::is_of_ended_run(std::string_view url, FetchPurpose purpose) {
  if (!manifest_ || !manifest_->crawl || !has_ended_round(*manifest_->crawl)) return false;
  const auto extent = facts_->writer().find_extent(url, purpose);
  GWEVAL_CHECK(facts_->database().check());
  return extent && extent->offset < manifest_->archive_bytes;
}

Result<std::optional<Fetch>> SiteStore::find_previous(std::string_view url, FetchPurpose purpose) {
  GWEVAL_TRY(const auto id, find_id(url, purpose, true));
  if (!id) return std::optional<Fetch>();
  if (!reader_) reader_.emplace(facts_->database());
  std::vector<Fetch> fetches = reader_->fetches({*id, *id});
  GWEVAL_CHECK(facts_->database().check());
  if (fetches.empty()) return std::optional<Fetch>();
  return std::optional<Fetch>(std::move(fetches.front()));
}

// The fetch as archived, its body filled in; nothing if none is stored.
Result<std::optional<ArchivedFetch>> SiteStore::read_fetch(std::string_view url,
                                                           FetchPurpose purpose) {
  GWEVAL_CHECK(usable());
  const auto extent = facts_->writer().find_extent(url, purpose);
  GWEVAL_CHECK(facts_->database().check());
  if (!extent) return std::optional<ArchivedFetch>();
  GWEVAL_TRY(warc::Reader reader,
             warc::Reader::open(folder_.archive, {}, extent->offset, extent->end()));
  CaptureAssembler assembler;
  while (true) {
    GWEVAL_TRY(std::optional<warc::Record> record, reader.next());
    if (!record) return std::optional<ArchivedFetch>();
    GWEVAL_TRY(std::optional<ArchiveEvent> event, assembler.accept(*std::move(record)));
    if (!event) continue;
    auto* fetch = std::get_if<ArchivedFetch>(&*event);
    if (fetch == nullptr || fetch->capture.exchanges.empty()) return std::optional<ArchivedFetch>();
    GWEVAL_CHECK(fill_body(folder_.archive, *fetch));
    return std::optional<ArchivedFetch>(std::move(*fetch));
  }
}

Result<std::string> SiteStore::read_body(std::string_view url, FetchPurpose purpose) {
  GWEVAL_TRY(const auto fetch, read_fetch(url, purpose));
  if (!fetch) {
    return Error{ErrorCode::not_found, "there is no body stored for it", std::string(url)};
  }
  const auto coding = find_header(fetch->capture.fetch.headers, "Content-Encoding");
  GWEVAL_TRY(DecodedContent content, decode_content(fetch->capture.exchanges.back().body,
                                                    coding.value_or(""), kMaxDecodedBytes));
  return std::move(content.bytes);
}

Result<std::string> SiteStore::read_previous_body(std::string_view url, FetchPurpose purpose) {
  GWEVAL_TRY(auto fetch, read_fetch(url, purpose));
  if (fetch) return std::move(fetch->capture.exchanges.back().body);
  return Error{ErrorCode::not_found, "there is no body stored for it", std::string(url)};
}

// The archived response whose body the capture's last exchange has again.
Result<std::optional<BodyOriginal>> SiteStore::original_for(const Capture& capture) {
  const std::optional<BodyOriginal> none;
  if (facts_->writer().first_of_round() == 0 || capture.exchanges.empty()) return none;
  const Exchange& last = capture.exchanges.back();
  if (last.body.empty() || last.response_head.empty() || last.truncated) return none;
  GWEVAL_TRY(auto previous, find_previous(capture.fetch.url, capture.fetch.purpose));
  const bool may_be_equal = previous && previous->body_bytes == capture.fetch.body_bytes &&
                            previous->body_sha256 == capture.fetch.body_sha256;
  if (!may_be_equal && !last.is_not_modified) return none;
  // A probe may be answered by the start page, which is stored by now and knows its original.
  GWEVAL_TRY(auto fetch,
             read_fetch(capture.fetch.url, previous ? capture.fetch.purpose : FetchPurpose::page));
  if (!fetch || fetch->capture.exchanges.back().response_head.empty()) return none;
  GWEVAL_TRY(BodyOriginal original, original_of(folder_.archive, *std::move(fetch)));
  if (original.body != last.body) return none;
  return std::optional<BodyOriginal>(std::move(original));
}

Result<void> SiteStore::add(const Capture& capture, const std::optional<PageFacts>& page) {
  GWEVAL_CHECK(usable());
  if (auto begun = facts_->begin(); !begun) return give_up(std::move(begun).error());
  GWEVAL_TRY(const std::optional<BodyOriginal> original, original_for(capture));
  const RecordBatch batch = RecordBatch::of_capture(
      capture, warcinfo_id_, seed_for(capture.fetch.url + "\n" + capture.fetch.fetched_at),
      original ? &*original : nullptr);
  auto extent = archive_.append(batch.records());
  if (!extent) return give_up(std::move(extent).error());
  facts_->writer().add(capture.fetch, page, *extent);
  if (auto stored = facts_->database().check(); !stored) return give_up(std::move(stored).error());
  return commit_if_due();
}

Result<void> SiteStore::set_site(const SiteRecord& site) {
  GWEVAL_CHECK(usable());
  // A run that finds the site as it was leaves the archive as it was.
  if (site_to_json(read_site(facts_->database())) == site_to_json(site)) return {};
  if (auto begun = facts_->begin(); !begun) return give_up(std::move(begun).error());
  const std::string now = utc_now();
  const RecordBatch batch =
      RecordBatch::of_site(site, plan_.start_url, warcinfo_id_, now, seed_for(now));
  auto extent = archive_.append(batch.records());
  if (!extent) return give_up(std::move(extent).error());
  facts_->writer().set_site(site);
  if (auto stored = facts_->database().check(); !stored) return give_up(std::move(stored).error());
  return commit_if_due();
}

Result<void> SiteStore::finish(const CrawlFacts& crawl) {
  GWEVAL_CHECK(usable());
  if (auto finished = finish_facts(crawl); !finished) return give_up(std::move(finished).error());
  // Read while the disk is written to: both take a while for a large site.
  auto digest = std::async(std::launch::async | std::launch::deferred,
                           [this] { return file_sha256(folder_.archive); });
  if (auto settled = settle(); !settled) return give_up(std::move(settled).error());
  GWEVAL_TRY(std::string archive_sha256, digest.get());
  return finish_manifest(crawl, std::move(archive_sha256));
}

Result<void> SiteStore::finish_facts(const CrawlFacts& crawl) {
  GWEVAL_CHECK(facts_->begin());
  facts_->writer().set_crawl(crawl);
  if (has_ended_round(crawl)) facts_->writer().end_round();
  return commit();
}

// All that is stored reaches the disk, the archive before the facts that stand on it.
Result<void> SiteStore::settle() {
  GWEVAL_CHECK(archive_.sync());
  return facts_->settle();
}

Result<void> SiteStore::finish_manifest(const CrawlFacts& crawl, std::string archive_sha256) {
  Manifest manifest;
  manifest.site_id = site_id_;
  manifest.updated_at = utc_now();
  manifest.created_at = manifest_ ? manifest_->created_at : manifest.updated_at;
  manifest.plan = plan_;
  manifest.crawl = crawl;
  manifest.round = round_of(*facts_);
  sqlite::Database& database = facts_->database();
  manifest.fetches = database.integer("SELECT count(*) FROM fetches").value_or(0);
  manifest.pages = database.integer("SELECT count(*) FROM pages").value_or(0);
  manifest.by_purpose = counts_by(database, "purpose");
  manifest.by_outcome = counts_by(database, "outcome");
  GWEVAL_CHECK(database.check());
  manifest.archive_bytes = archive_.size();
  manifest.archive_sha256 = std::move(archive_sha256);
  GWEVAL_CHECK(write_manifest(folder_.manifest, manifest));
  manifest_ = std::move(manifest);
  return {};
}

}  // namespace gweval::evidence

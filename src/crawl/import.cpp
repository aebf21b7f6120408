// import_archives(): the round with archives in place of the network.
#include "gweval/import.hpp"

#include <utility>

#include "base/file.hpp"
#include "crawl/archive_client.hpp"
#include "crawl/evidence_folder.hpp"
#include "evidence/archived_answer.hpp"
#include "evidence/capture_index.hpp"
#include "evidence/folder.hpp"
#include "evidence/manifest.hpp"
#include "gweval/extract.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

using evidence::CaptureIndex;

// Answers that may wait at once; order and results do not depend on it.
constexpr int kAnswersInFlight = 16;

/// What was not asked of the network was known when the archives were written, and not today.
class ImportedFolder final : public EvidenceFolder {
 public:
  ImportedFolder(EvidenceWriter writer, const evidence::IndexSummary& summary)
      : EvidenceFolder(std::move(writer)),
        oldest_(evidence::time_text(summary.oldest)),
        newest_(evidence::time_text(summary.newest)) {}

  [[nodiscard]] Result<void> add(const Capture& capture,
                                 const std::optional<PageFacts>& page) override {
    if (!capture.exchanges.empty()) return EvidenceFolder::add(capture, page);
    Capture dated = capture;
    if (dated.fetch.fetched_at.empty() || dated.fetch.fetched_at > newest_) {
      dated.fetch.fetched_at = newest_;
    }
    return EvidenceFolder::add(dated, page);
  }
  [[nodiscard]] Result<void> finish(const CrawlFacts& crawl) override {
    CrawlFacts dated = crawl;
    dated.started_at = oldest_;
    dated.finished_at = newest_;
    return EvidenceFolder::finish(dated);
  }

 private:
  std::string oldest_;
  std::string newest_;
};

std::string start_of_earlier_run(const ImportOptions& options) {
  const auto folder = evidence::folder_of(options.crawl.evidence, options.site_id);
  if (!folder) return {};
  const auto manifest = evidence::read_manifest(folder->manifest);
  return manifest ? manifest->plan.start_url : std::string();
}

Result<std::string> choose_start(const ImportOptions& options, const CaptureIndex& index) {
  std::string start = options.start_url.empty() ? start_of_earlier_run(options) : options.start_url;
  // A site's id is its host unless the list says otherwise.
  for (const char* scheme : {"https://", "http://"}) {
    const auto url = canonical_url(scheme + options.site_id + "/");
    if (start.empty() && url && index.find(*url, false) != nullptr) start = *url;
  }
  if (start.empty()) start = index.summary().first_page;
  const auto canonical = canonical_url(start);
  const auto parsed = canonical ? parse_url(*canonical) : std::nullopt;
  if (!start.empty() && (!parsed || !is_http(*parsed))) {
    return Error{ErrorCode::invalid_argument, "not an http or https address", start};
  }
  if (canonical && index.find(*canonical, false) != nullptr) return start;
  return Error{ErrorCode::invalid_input,
               start.empty() ? std::string("no page in the archives to start from")
                             : "no capture of the start address " + start +
                                   " in the archives; give the address they hold with --url",
               options.files.front().string()};
}

CrawlOptions options_of(const ImportOptions& options, const CaptureIndex& index) {
  CrawlOptions crawl = options.crawl;
  crawl.delay = std::chrono::milliseconds(0);
  crawl.connections_per_host = kAnswersInFlight;
  crawl.allow_private = true;  // nothing is connected to
  crawl.connect_to.clear();
  crawl.user_agent = index.summary().user_agent;
  return crawl;
}

}  // namespace

Result<ImportOutcome> import_archives(const ImportOptions& options,
                                      const std::function<bool()>& should_stop) {
  GWEVAL_TRY(const evidence::Folder folder,
             evidence::folder_of(options.crawl.evidence, options.site_id));
  GWEVAL_CHECK(make_folder(options.crawl.evidence));
  GWEVAL_TRY(const CaptureIndex index,
             CaptureIndex::build(options.files, options.crawl.evidence /
                                                    (".import-" + options.site_id + ".warc.gz")));
  ImportOutcome out;
  GWEVAL_TRY(out.start_url, choose_start(options, index));
  const CrawlOptions crawl = options_of(options, index);
  std::optional<Error> fault;
  CrawlParts parts;
  parts.open_store = [&](const Site& site,
                         const CrawlPlanRecord& plan) -> Result<std::unique_ptr<CaptureStore>> {
    GWEVAL_TRY(EvidenceWriter writer, EvidenceWriter::open(crawl.evidence, site.id, plan));
    return std::unique_ptr<CaptureStore>(new ImportedFolder(std::move(writer), index.summary()));
  };
  parts.extract = extract_capture;
  parts.look_up = [&index](const std::string&, AddressKind kind) {
    const auto has_ipv6 = index.summary().has_ipv6;
    if (kind != AddressKind::ipv6 || !has_ipv6) return NameAnswer::unavailable;
    return *has_ipv6 ? NameAnswer::found : NameAnswer::absent;
  };
  parts.make_client = [&]() -> Result<std::unique_ptr<HopClient>> {
    return std::unique_ptr<HopClient>(new ArchiveClient(index, crawl.max_body_bytes, fault));
  };
  Site site;
  site.id = site.name = options.site_id;
  site.url = out.start_url;
  GWEVAL_TRY(auto outcomes, crawl_sites_with(parts, {site}, crawl, {}, should_stop));
  CrawlOutcome& outcome = outcomes.front();
  if (outcome.error) return *std::move(outcome.error);
  if (fault) return *std::move(fault);
  out.records = index.summary().records;
  out.captures = index.summary().captures;
  out.taken = outcome.fetched;
  out.known = outcome.resumed;
  out.lost_revisits = index.summary().lost_revisits;
  out.faults = index.summary().faults;
  out.facts = std::move(outcome.facts);
  return out;
}

}  // namespace gweval

// crawl_sites(): the round with the program's own parts, evidence folders and the extractor.
#include "gweval/crawl.hpp"

#include <string>
#include <utility>

#include "crawl/capture_store.hpp"
#include "crawl/evidence_folder.hpp"
#include "crawl/name_lookup.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/extract.hpp"
#include "gweval/version.hpp"

namespace gweval {

Result<std::vector<CrawlOutcome>> crawl_sites(
    const std::vector<Site>& sites, const CrawlOptions& options,
    const std::function<void(const CrawlProgress&)>& progress,
    const std::function<bool()>& should_stop) {
  CrawlParts parts;
  parts.open_store = [&options](
                         const Site& site,
                         const CrawlPlanRecord& plan) -> Result<std::unique_ptr<CaptureStore>> {
    GWEVAL_TRY(EvidenceWriter writer, EvidenceWriter::open(options.evidence, site.id, plan));
    return std::unique_ptr<CaptureStore>(new EvidenceFolder(std::move(writer)));
  };
  parts.extract = extract_capture;
  parts.look_up = look_up_name;
  CrawlOptions complete = options;
  if (complete.user_agent.empty()) {
    complete.user_agent = std::string("gweval/") + kVersion +
                          " (government website survey; robots.txt token: gweval)";
  }
  return crawl_sites_with(parts, sites, complete, progress, should_stop);
}

}  // namespace gweval

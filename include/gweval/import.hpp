#pragma once
// Web archives that other crawlers wrote (wget, Heritrix, Browsertrix, Nutch, …) to a site's
// evidence: the crawl as it would have gone, with the archives in place of the network.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "gweval/crawl.hpp"
#include "gweval/result.hpp"

namespace gweval {

struct ImportOptions {
  std::vector<std::filesystem::path> files;  // WARC 1.0 and 1.1, plain or gzip
  std::string site_id;
  std::string start_url;  // empty: the site's of an earlier run, or as the archives suggest
  CrawlOptions crawl;     // evidence folder, limits and scope; nothing is asked of the network
};

struct ImportOutcome {
  std::string start_url;
  std::uint64_t records = 0;        // read
  std::uint64_t captures = 0;       // HTTP exchanges among them
  std::int64_t taken = 0;           // fetches that became evidence
  std::int64_t known = 0;           // fetches that were evidence already
  std::uint64_t lost_revisits = 0;  // what they refer to is in none of the files
  std::vector<std::string> faults;  // damaged files: what lies before the damage was used
  CrawlFacts facts;
};

/// ErrorCode::invalid_input if a file is no web archive or none holds the start page.
[[nodiscard]] Result<ImportOutcome> import_archives(const ImportOptions& options,
                                                    const std::function<bool()>& should_stop);

}  // namespace gweval

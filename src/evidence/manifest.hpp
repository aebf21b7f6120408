#pragma once
// manifest.json: what was asked, what came of it, and the digests to check it by.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gweval/evidence_store.hpp"
#include "gweval/result.hpp"
#include "gweval/site_facts.hpp"

namespace gweval::evidence {

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

struct Manifest {
  std::string site_id;
  std::string created_at;  // ISO 8601 UTC
  std::string updated_at;
  CrawlPlanRecord plan;
  std::optional<CrawlFacts> crawl;  // nothing while a first crawl, or a new round, is under way
  int round = 1;                    // that `crawl` ended
  std::int64_t fetches = 0;
  std::int64_t pages = 0;
  Counts by_purpose;
  Counts by_outcome;
  std::uint64_t archive_bytes = 0;  // 0 and no digest while a first crawl is under way
  std::string archive_sha256;
};

/// ErrorCode::not_found, ::invalid_input, ::unsupported (a later format version) or ::io.
[[nodiscard]] Result<Manifest> read_manifest(const std::filesystem::path& path);

[[nodiscard]] Result<void> write_manifest(const std::filesystem::path& path,
                                          const Manifest& manifest);

}  // namespace gweval::evidence

#pragma once
// The JSON blocks of our archive records (docs/evidence-format.md): one per fetch, one per change
// of the site-level facts. Text that is not UTF-8 is written as {"hex": "…"}, so that nothing is
// lost.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/facts_writer.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/fetch.hpp"
#include "gweval/result.hpp"
#include "warc/record.hpp"

namespace gweval::evidence {

inline constexpr std::string_view kFetchSchema = "gweval-fetch/1";
inline constexpr std::string_view kSiteSchema = "gweval-site/1";

struct FetchRecord {
  Fetch fetch;
  std::size_t exchanges = 0;  // request and response pairs archived before it
  /// Record that holds the last exchange's body, if that was archived as a revisit.
  std::optional<warc::Extent> body_at = std::nullopt;
};

[[nodiscard]] std::string fetch_to_json(const Fetch& fetch, std::size_t exchanges,
                                        const std::optional<warc::Extent>& body_at = std::nullopt);
[[nodiscard]] std::string site_to_json(const SiteRecord& site);
[[nodiscard]] std::string plan_to_json(const CrawlPlanRecord& plan);

/// Value of "schema" of a JSON object; empty if `text` is none or has none.
[[nodiscard]] std::string schema_of(std::string_view text);

/// ErrorCode::invalid_input if a member is missing or of the wrong type.
[[nodiscard]] Result<FetchRecord> fetch_from_json(std::string_view text);
[[nodiscard]] Result<SiteRecord> site_from_json(std::string_view text);
[[nodiscard]] Result<CrawlPlanRecord> plan_from_json(std::string_view text);

}  // namespace gweval::evidence

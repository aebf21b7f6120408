#pragma once
// Archive to facts: what is behind the facts after a crash, or all of it.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "evidence/capture_records.hpp"
#include "evidence/facts_file.hpp"
#include "gweval/capture.hpp"
#include "gweval/page_facts.hpp"
#include "gweval/result.hpp"

namespace gweval::evidence {

/// extract_capture(), or a test's own.
using Extractor = std::function<std::optional<PageFacts>(const Capture& capture, bool is_start)>;

struct Replay {
  std::uint64_t good_end = 0;  // archive's length up to and with its last whole fetch
  std::optional<Error> fault;  // why reading stopped before the archive's end
};

/// Adds the facts of everything from byte `from` of the archive on, in batches. Damage ends it and
/// is told in the outcome; an Error is ours.
[[nodiscard]] Result<Replay> replay(const std::filesystem::path& archive, std::uint64_t from,
                                    FactsFile& facts, const Extractor& extractor);

/// Notes the plan that later fetches were made under.
void set_plan(FactsFile& facts, const ArchivedPlan& plan);

/// Of the fetches that facts are now gathered for, counted from 1.
[[nodiscard]] int round_of(FactsFile& facts);

/// Whether nothing of a round is left to do.
[[nodiscard]] bool has_ended_round(const CrawlFacts& crawl);

/// rebuild_facts() with a given extractor.
[[nodiscard]] Result<void> rebuild_facts_with(const std::filesystem::path& root,
                                              const std::string& site_id,
                                              const Extractor& extractor);

/// extract_site_facts() with a given extractor.
[[nodiscard]] Result<SiteFacts> facts_of_archive(const std::filesystem::path& root,
                                                 const std::string& site_id,
                                                 const Extractor& extractor);

}  // namespace gweval::evidence

#pragma once
// What the command line hands to a comparison: a mapping of sites, and a condition to fail on.

#include <string>
#include <string_view>
#include <vector>

#include "gweval/diff.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// CSV with a header: old_id, new_id; other columns are ignored. All faults at once, ids that are
/// in neither document among them.
struct SiteMapLoad {
  SiteMap sites;
  Diagnostics faults;
};
[[nodiscard]] SiteMapLoad parse_site_map(std::string_view csv, const std::string& file,
                                         const Results& old_results, const Results& new_results);

/// What a caller wants to fail on: `regression[:POINTS]` (a site effect below -POINTS),
/// `change[:POINTS]` (a score that moved by more, whatever the cause), `tier` (a lower tier).
/// ErrorCode::invalid_argument otherwise.
struct DiffCondition {
  enum class Kind { regression, tier, change };
  Kind kind = Kind::regression;
  double points = 0;
};
[[nodiscard]] Result<DiffCondition> parse_diff_condition(std::string_view text);

/// Ids of the sites that meet it.
[[nodiscard]] std::vector<std::string> sites_meeting(const ResultsDiff& diff,
                                                     const DiffCondition& condition);

}  // namespace gweval

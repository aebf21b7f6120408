#pragma once
// The site and the part of its ledger that a command names.

#include <cstddef>
#include <string_view>

#include "gweval/result.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// By id, else by a name, or the host of an address, that only one site has. ErrorCode::not_found
/// with a near name.
[[nodiscard]] Result<const SiteResult*> find_site(const Results& results, std::string_view id);

/// By id alone; null for one that is not in the results.
[[nodiscard]] const SiteResult* site_of(const Results& results, std::string_view id);

/// Half-open range of a site's indicators.
struct IndicatorRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// A node and what is below it, by id, else by a name that only one has; all for an empty one.
[[nodiscard]] Result<IndicatorRange> find_indicators(const SiteResult& site, std::string_view id);

}  // namespace gweval

#pragma once
// Which crawled pages a rater should look at for an indicator. Pure.

#include <cstddef>
#include <string>
#include <vector>

#include "gweval/page_facts.hpp"

namespace gweval {

/// Addresses of at most `limit` pages whose title, column or breadcrumb shares most pairs of
/// characters with one of `names` (an indicator's and those above it), and at least half of them;
/// the best first, of equal ones those crawled first.
[[nodiscard]] std::vector<std::string> pages_about(const std::vector<PageFacts>& pages,
                                                   const std::vector<std::string>& names,
                                                   std::size_t limit);

}  // namespace gweval

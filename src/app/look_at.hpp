#pragma once
// Names, for every leaf that awaits a person, the crawled pages that person should look at.

#include <vector>

#include "gweval/page_facts.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// Fills IndicatorResult::look_at of leaves with a criterion that is pending, or that no rule could
/// tell, and that nobody rated: at most four pages, the start page where none bears a fitting name.
void name_pages_to_look_at(const std::vector<PageFacts>& pages, SiteResult& site);

}  // namespace gweval

#pragma once
// One site's part of results.json.

#include <string>

#include "gweval/results.hpp"

namespace gweval {

/// The value of "indicators" as it stands in the document.
[[nodiscard]] std::string indicators_json(const SiteResult& site);

}  // namespace gweval

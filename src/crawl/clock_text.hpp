#pragma once
// The clock as text of the archive: the one place of the crawl that writes times.

#include <string>

namespace gweval {

/// Now, as ISO 8601 UTC in seconds: "2025-11-22T09:51:10Z".
[[nodiscard]] std::string utc_now_text();

}  // namespace gweval

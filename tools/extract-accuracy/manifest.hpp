#pragma once
// A table of saved pages and of what a reader sees on them: TSV with a header line, whose columns
// are file, site_domain, page_kind, title, pub_date, content_source, newest_item_date,
// site_id_code, icp. An empty cell means not applicable or not read.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

using ManifestRow = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] Result<std::vector<ManifestRow>> read_manifest(const std::string& path);

/// Lines of a file, without empty ones.
[[nodiscard]] Result<std::vector<std::string>> read_lines(const std::string& path);

}  // namespace gweval

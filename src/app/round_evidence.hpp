#pragma once
// What a round's evidence folder holds, seen before and after the stages that use it.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/site.hpp"

namespace gweval {

/// Whether evidence gathered from `start_url` is of the site's host; what is no address decides
/// nothing.
[[nodiscard]] bool is_evidence_of(const std::string& start_url, const Site& site);

/// Evidence of another place under a site's id would be scored as the site's own. Logs every such
/// site; ErrorCode::invalid_input if there is one.
[[nodiscard]] Result<void> check_evidence_is_theirs(const std::filesystem::path& evidence,
                                                    const std::vector<Site>& sites);

/// Logs sites whose evidence cannot be read; `unreadable` is parallel to `sites`.
void tell_unreadable(const std::vector<Site>& sites,
                     const std::vector<std::optional<Error>>& unreadable);

/// Names the sites whose start address gave no page; how many they are.
[[nodiscard]] std::size_t tell_unanswered(const std::filesystem::path& evidence,
                                          const std::vector<Site>& sites);

}  // namespace gweval

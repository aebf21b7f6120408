#pragma once
// Plugins' rules as rules of this program.

#include <filesystem>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/rule.hpp"

namespace gweval::plugin {

/// The rules of a plugin, for register_rules(). ErrorCode::invalid_input if the file is no plugin
/// or describes its rules wrongly.
[[nodiscard]] Result<std::vector<Rule>> load_rules(const std::filesystem::path& file);

}  // namespace gweval::plugin

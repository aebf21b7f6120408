#pragma once
// The facts part of a case file.

#include <filesystem>

#include <yaml-cpp/yaml.h>

#include "gweval/site_facts.hpp"

namespace gweval::test {

/// Reads `site`, `pages` and `fetches`. Relative addresses are under the site's start address.
/// Every page gets a fetch of its own unless one is given. Unknown keys throw.
[[nodiscard]] SiteFacts read_facts(const YAML::Node& root, const std::filesystem::path& folder);

/// Throws std::runtime_error if a mapping has a key that is not listed.
void expect_keys(const YAML::Node& node, std::initializer_list<std::string_view> keys);

[[nodiscard]] Date read_date(const YAML::Node& node);

}  // namespace gweval::test

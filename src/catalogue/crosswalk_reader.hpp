#pragma once
// Crosswalks: which indicators of an earlier edition became which of this one.

#include <filesystem>
#include <string>

#include "catalogue/faults.hpp"
#include "catalogue/yaml_node.hpp"
#include "gweval/catalogue.hpp"

namespace gweval {

/// `stem` is the file's name and the id of the earlier catalogue. Ids of the earlier edition are
/// checked against `earlier`, its folder, if that exists.
[[nodiscard]] Crosswalk read_crosswalk(const YamlNode& root, const FileFaults& faults,
                                       const std::string& stem, const Catalogue& catalogue,
                                       const std::filesystem::path& earlier);

}  // namespace gweval

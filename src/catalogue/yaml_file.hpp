#pragma once
// One file of a catalogue as a YAML tree.

#include <optional>
#include <string>

#include "catalogue/catalogue_files.hpp"
#include "catalogue/faults.hpp"
#include "catalogue/yaml_node.hpp"

namespace gweval {

/// Reads and parses; nothing after faults that left no tree.
[[nodiscard]] std::optional<YamlNode> read_yaml_file(CatalogueFiles& files,
                                                     const std::string& relative, Faults& faults);

}  // namespace gweval

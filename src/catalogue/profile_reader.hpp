#pragma once
// Profile files: the tree of indicators with names, weights and rubrics.

#include <string>

#include "catalogue/faults.hpp"
#include "catalogue/rubric_reader.hpp"
#include "catalogue/yaml_node.hpp"
#include "gweval/catalogue.hpp"

namespace gweval {

/// `stem` is the name of the file and must be the profile's id.
[[nodiscard]] Profile read_profile(const YamlNode& root, const FileFaults& faults,
                                   const std::string& stem, RubricShelf& rubrics);

/// Lower-case words of letters and digits joined by single dots or hyphens, at most 100 bytes.
[[nodiscard]] bool is_indicator_id(std::string_view text);

}  // namespace gweval

#pragma once
// YAML text to a YamlNode tree. The only place that knows yaml-cpp. Hostile text ends in a fault:
// size, depth and number of values are bounded, and what could multiply or hide content (anchors,
// aliases, tags, several documents, duplicate keys) is refused.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/yaml_node.hpp"

namespace gweval {

/// Limits of one file (docs/catalogue-format.md, "Limits").
inline constexpr std::size_t kMaxYamlBytes = 1 << 20;
inline constexpr int kMaxYamlDepth = 50;
inline constexpr std::size_t kMaxYamlNodes = 200'000;

struct YamlFault {
  Place place;  // column in bytes
  std::string message;
};

struct YamlDocument {
  std::optional<YamlNode> root;  // absent if the text could not be read to its end
  std::vector<YamlFault> faults;
};

[[nodiscard]] YamlDocument read_yaml(std::string_view text);

}  // namespace gweval

#pragma once
// A YAML document as a tree of our own, with the place of every value.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gweval {

/// Where something stands in a file. From 1; columns count bytes until Faults::finish counts them
/// in code points, which only faults need.
struct Place {
  int line = 0;
  int column = 0;
};

struct YamlNode {
  enum class Kind {
    null,  // empty, ~ or null
    scalar,
    list,
    map,
    refused,  // already reported (an alias): readers pass over it silently
  };

  Kind kind = Kind::null;
  bool is_plain = false;  // scalar without quotes: may be read as a number or true/false
  Place place;
  std::string text;  // scalar
  std::string key;   // of a map's child
  Place key_place;
  std::vector<YamlNode> children;  // of a list or map, in file order

  /// Child of a map by key; null if there is none.
  [[nodiscard]] const YamlNode* find(std::string_view name) const;
};

/// Children of a list or map; none if `node` is null.
[[nodiscard]] std::span<const YamlNode> children_of(const YamlNode* node);

}  // namespace gweval

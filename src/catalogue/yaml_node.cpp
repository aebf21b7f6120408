#include "catalogue/yaml_node.hpp"

#include <algorithm>

namespace gweval {

const YamlNode* YamlNode::find(std::string_view name) const {
  if (kind != Kind::map) return nullptr;
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const YamlNode& child) { return child.key == name; });
  return found == children.end() ? nullptr : &*found;
}

std::span<const YamlNode> children_of(const YamlNode* node) {
  return node == nullptr ? std::span<const YamlNode>{} : std::span<const YamlNode>(node->children);
}

}  // namespace gweval

#pragma once
// A profile's indicators as one pre-order list, base first and bonus last: the order of every sum
// and of results.json.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "gweval/catalogue.hpp"

namespace gweval {

struct TreeNode {
  const Indicator* indicator = nullptr;
  std::optional<std::size_t> parent;
  std::vector<std::size_t> children;
};

struct Tree {
  std::vector<TreeNode> nodes;
  std::vector<std::size_t> roots;  // level 1
  std::vector<std::size_t> bonus;

  [[nodiscard]] std::optional<std::size_t> find(std::string_view indicator_id) const;
  [[nodiscard]] bool is_leaf(std::size_t node) const { return nodes[node].children.empty(); }
  /// The node and everything below it.
  [[nodiscard]] std::vector<std::size_t> subtree(std::size_t node) const;
};

/// Refers into the profile, which must outlive it.
[[nodiscard]] Tree flatten(const Profile& profile);

}  // namespace gweval

#include "score/tree.hpp"

namespace gweval {
namespace {

// Recursion is as deep as a catalogue, which its loader bounds.
std::size_t append(Tree& tree, const Indicator& indicator, std::optional<std::size_t> parent) {
  const std::size_t at = tree.nodes.size();
  tree.nodes.push_back({&indicator, parent, {}});
  for (const Indicator& child : indicator.children) {
    const std::size_t child_at = append(tree, child, at);
    tree.nodes[at].children.push_back(child_at);
  }
  return at;
}

}  // namespace

std::optional<std::size_t> Tree::find(std::string_view indicator_id) const {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].indicator->id == indicator_id) return i;
  }
  return std::nullopt;
}

std::vector<std::size_t> Tree::subtree(std::size_t node) const {
  std::vector<std::size_t> out{node};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out.insert(out.end(), nodes[out[i]].children.begin(), nodes[out[i]].children.end());
  }
  return out;
}

Tree flatten(const Profile& profile) {
  Tree tree;
  for (const Indicator& root : profile.indicators) {
    tree.roots.push_back(append(tree, root, std::nullopt));
  }
  for (const Indicator& leaf : profile.bonus) {
    tree.bonus.push_back(append(tree, leaf, std::nullopt));
  }
  return tree;
}

}  // namespace gweval

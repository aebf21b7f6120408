#include "score/roll_up.hpp"

#include "score/effective_weights.hpp"

namespace gweval {

RolledUp roll_up(const Tree& tree, NotApplicablePolicy policy,
                 const std::vector<double>& leaf_index, const std::vector<char>& leaf_na) {
  RolledUp out;
  out.is_na = spread_not_applicable(tree, leaf_na);
  out.weight = effective_weights(tree, policy, out.is_na);
  out.points.assign(tree.nodes.size(), 0);
  const double na_index = policy == NotApplicablePolicy::full ? 1 : 0;
  // Children stand behind their parent in pre-order, so backwards every child is ready.
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    if (tree.is_leaf(i)) {
      out.points[i] = out.weight[i] * (out.is_na[i] ? na_index : leaf_index[i]);
      continue;
    }
    for (const std::size_t child : tree.nodes[i].children) out.points[i] += out.points[child];
  }
  for (const std::size_t root : tree.roots) out.base += out.points[root];
  for (const std::size_t leaf : tree.bonus) out.bonus += out.points[leaf];
  return out;
}

}  // namespace gweval

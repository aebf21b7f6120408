#include "score/effective_weights.hpp"

#include <cstdint>

namespace gweval {
namespace {

bool keeps_weight(NotApplicablePolicy policy) {
  return policy == NotApplicablePolicy::zero || policy == NotApplicablePolicy::full;
}

class Distribution {
 public:
  Distribution(const Tree& tree, NotApplicablePolicy policy, const std::vector<char>& is_na)
      : tree_(tree), policy_(policy), is_na_(is_na), out_(tree.nodes.size(), 0) {}

  std::vector<double> run() {
    for (const std::size_t leaf : tree_.bonus) out_[leaf] = is_na_[leaf] ? 0 : points(leaf);
    if (policy_ == NotApplicablePolicy::reweight_root) {
      over_root();
    } else {
      share_out(tree_.roots, Weight{sum(tree_.roots, true)}.points());
      for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
        if (!tree_.is_leaf(i)) share_out(tree_.nodes[i].children, out_[i]);
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::int64_t units(std::size_t node) const {
    return tree_.nodes[node].indicator->weight.units;
  }
  [[nodiscard]] double points(std::size_t node) const {
    return tree_.nodes[node].indicator->weight.points();
  }
  [[nodiscard]] std::int64_t sum(const std::vector<std::size_t>& nodes, bool with_na) const {
    std::int64_t total = 0;
    for (const std::size_t node : nodes) total += with_na || !is_na_[node] ? units(node) : 0;
    return total;
  }

  /// Gives `available` points to siblings. Undisturbed siblings keep their published weight
  /// exactly.
  void share_out(const std::vector<std::size_t>& siblings, double available) {
    const std::int64_t all = sum(siblings, true);
    const std::int64_t applicable = keeps_weight(policy_) ? all : sum(siblings, false);
    if (applicable <= 0) return;
    const bool is_published = available == Weight{all}.points();
    if (applicable == all && is_published) {
      for (const std::size_t node : siblings) out_[node] = points(node);
      return;
    }
    double count = 0;
    for (const std::size_t node : siblings) count += is_na_[node] ? 0 : 1;
    for (const std::size_t node : siblings) {
      if (is_na_[node] && !keeps_weight(policy_)) continue;
      if (policy_ == NotApplicablePolicy::spread_even) {
        const double moved = static_cast<double>(all - applicable) / count;
        out_[node] =
            available * (static_cast<double>(units(node)) + moved) / static_cast<double>(all);
      } else {
        out_[node] = available * static_cast<double>(units(node)) / static_cast<double>(applicable);
      }
    }
  }

  /// Every applicable leaf grows by the same factor, wherever the n/a one stands.
  void over_root() {
    std::vector<std::int64_t> applicable(tree_.nodes.size(), 0);
    std::int64_t all_leaves = 0;
    std::int64_t applicable_leaves = 0;
    for (const std::size_t root : tree_.roots) {
      for (const std::size_t node : tree_.subtree(root)) {
        if (!tree_.is_leaf(node)) continue;
        all_leaves += units(node);
        if (is_na_[node]) continue;
        applicable_leaves += units(node);
        for (std::optional<std::size_t> up = node; up; up = tree_.nodes[*up].parent) {
          applicable[*up] += units(node);
        }
      }
    }
    if (applicable_leaves == 0) return;
    const bool is_whole = applicable_leaves == all_leaves;
    const double factor = static_cast<double>(all_leaves) / static_cast<double>(applicable_leaves);
    for (const std::size_t root : tree_.roots) {
      for (const std::size_t node : tree_.subtree(root)) {
        const double own = Weight{applicable[node]}.points();
        out_[node] = is_whole ? own : own * factor;
      }
    }
  }

  const Tree& tree_;
  NotApplicablePolicy policy_;
  const std::vector<char>& is_na_;
  std::vector<double> out_;
};

}  // namespace

std::vector<char> spread_not_applicable(const Tree& tree, std::vector<char> leaf_na) {
  for (std::size_t i = tree.nodes.size(); i-- > 0;) {
    if (tree.is_leaf(i)) continue;
    leaf_na[i] = 1;
    for (const std::size_t child : tree.nodes[i].children) {
      if (!leaf_na[child]) leaf_na[i] = 0;
    }
  }
  return leaf_na;
}

std::vector<double> effective_weights(const Tree& tree, NotApplicablePolicy policy,
                                      const std::vector<char>& is_na) {
  return Distribution(tree, policy, is_na).run();
}

}  // namespace gweval

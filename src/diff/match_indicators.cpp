#include "diff/match_indicators.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string_view>

namespace gweval {
namespace {

constexpr int kMaxDepth = 16;  // a forged file's parents may go round in circles

/// A site's leaves, and which of them stand below each node.
struct LeafIndex {
  std::vector<const IndicatorResult*> leaves;
  std::map<std::string, std::vector<std::size_t>, std::less<>> below;  // a leaf is below itself

  explicit LeafIndex(const SiteResult& site) {
    std::map<std::string_view, const IndicatorResult*> nodes;
    for (const IndicatorResult& node : site.indicators) nodes.emplace(node.id, &node);
    for (const IndicatorResult& node : site.indicators) {
      if (!node.is_leaf) continue;
      const std::size_t at = leaves.size();
      leaves.push_back(&node);
      const IndicatorResult* up = &node;
      for (int depth = 0; up != nullptr && depth < kMaxDepth; ++depth) {
        below[up->id].push_back(at);
        const auto parent = nodes.find(up->parent);
        up = up->parent.empty() || parent == nodes.end() ? nullptr : parent->second;
      }
    }
  }

  [[nodiscard]] bool is_leaf(const std::string& id) const {
    const auto found = below.find(id);
    return found != below.end() && found->second.size() == 1 &&
           leaves[found->second.front()]->id == id;
  }
};

class Matcher {
 public:
  Matcher(const SiteResult& old_site, const SiteResult& new_site)
      : old_(old_site), new_(new_site), parent_(old_.leaves.size() + new_.leaves.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::vector<IndicatorMatch> run(const std::vector<CrosswalkEntry>* entries) {
    if (entries != nullptr) {
      for (const CrosswalkEntry& entry : *entries) follow(entry);
    }
    match_equal_ids();
    return collect();
  }

 private:
  struct Link {
    std::vector<std::string> old_ids;
    std::vector<std::string> new_ids;
    std::size_t member = 0;  // any leaf of the component
  };

  void follow(const CrosswalkEntry& entry) {
    if (entry.relation == CrosswalkRelation::added) return pin(entry.to, new_, settled_new_);
    if (entry.relation == CrosswalkRelation::dropped) return pin(entry.from, old_, settled_old_);
    const auto present = [](const std::vector<std::string>& ids, const LeafIndex& tree) {
      std::vector<std::string> out;
      for (const std::string& id : ids) {
        if (tree.below.count(id) > 0) out.push_back(id);
      }
      return out;
    };
    const auto from = present(entry.from, old_);
    const auto to = present(entry.to, new_);
    if (from.empty() || to.empty()) return;
    const auto is_old_leaf = [&](const std::string& id) { return old_.is_leaf(id); };
    const auto is_new_leaf = [&](const std::string& id) { return new_.is_leaf(id); };
    const bool has_leaf = std::any_of(from.begin(), from.end(), is_old_leaf) ||
                          std::any_of(to.begin(), to.end(), is_new_leaf);
    const bool is_one_to_one =
        entry.relation == CrosswalkRelation::same || entry.relation == CrosswalkRelation::renamed;
    // Parents that are the same or renamed say nothing about the leaves below them.
    if (is_one_to_one && !has_leaf) return;
    link(from, to);
  }

  void pin(const std::vector<std::string>& ids, const LeafIndex& tree,
           std::set<std::string>& settled) {
    for (const std::string& id : ids) {
      const auto found = tree.below.find(id);
      if (found == tree.below.end()) continue;
      for (const std::size_t leaf : found->second) settled.insert(tree.leaves[leaf]->id);
    }
  }

  void link(const std::vector<std::string>& from, const std::vector<std::string>& to) {
    std::vector<std::size_t> members;
    for (const std::string& id : from) {
      for (const std::size_t leaf : old_.below.find(id)->second) members.push_back(leaf);
    }
    for (const std::string& id : to) {
      for (const std::size_t leaf : new_.below.find(id)->second) {
        members.push_back(old_.leaves.size() + leaf);
      }
    }
    const bool is_bonus = leaf_at(members.front()).is_bonus;
    const bool is_mixed = std::any_of(members.begin(), members.end(), [&](std::size_t member) {
      return leaf_at(member).is_bonus != is_bonus;
    });
    if (is_mixed) return;
    for (const std::size_t member : members) {
      join(members.front(), member);
      (member < old_.leaves.size() ? settled_old_ : settled_new_).insert(leaf_at(member).id);
    }
    links_.push_back({from, to, members.front()});
  }

  /// A leaf with the id of a leaf, or of a parent that it was split into or joined from.
  void match_equal_ids() {
    std::vector<std::string> ids;
    for (const IndicatorResult* leaf : new_.leaves) {
      if (settled_new_.count(leaf->id) == 0) ids.push_back(leaf->id);
    }
    for (const IndicatorResult* leaf : old_.leaves) {
      if (settled_old_.count(leaf->id) == 0 && !new_.is_leaf(leaf->id)) ids.push_back(leaf->id);
    }
    for (const std::string& id : ids) {
      const auto in_old = old_.below.find(id);
      const auto in_new = new_.below.find(id);
      if (in_old == old_.below.end() || in_new == new_.below.end()) continue;
      const bool is_free =
          std::none_of(
              in_old->second.begin(), in_old->second.end(),
              [&](std::size_t leaf) { return settled_old_.count(old_.leaves[leaf]->id) > 0; }) &&
          std::none_of(in_new->second.begin(), in_new->second.end(), [&](std::size_t leaf) {
            return settled_new_.count(new_.leaves[leaf]->id) > 0;
          });
      if (is_free) link({id}, {id});
    }
  }

  [[nodiscard]] const IndicatorResult& leaf_at(std::size_t member) const {
    const std::size_t old_count = old_.leaves.size();
    return member < old_count ? *old_.leaves[member] : *new_.leaves[member - old_count];
  }

  [[nodiscard]] std::size_t root(std::size_t member) const {
    while (parent_[member] != member) member = parent_[member];
    return member;
  }

  void join(std::size_t a, std::size_t b) { parent_[root(b)] = root(a); }

  std::vector<IndicatorMatch> collect() {
    std::map<std::size_t, std::size_t> at;  // root -> match
    std::vector<IndicatorMatch> out;
    const auto add = [&](std::size_t member, bool is_new) {
      const auto [found, is_first] = at.emplace(root(member), out.size());
      if (is_first) out.emplace_back();
      IndicatorMatch& match = out[found->second];
      (is_new ? match.new_leaves : match.old_leaves).push_back(&leaf_at(member));
    };
    for (std::size_t i = 0; i < new_.leaves.size(); ++i) add(old_.leaves.size() + i, true);
    for (std::size_t i = 0; i < old_.leaves.size(); ++i) add(i, false);
    const auto append = [](std::vector<std::string>& to, const std::vector<std::string>& ids) {
      for (const std::string& id : ids) {
        if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
      }
    };
    for (const Link& link : links_) {
      append(out[at[root(link.member)]].old_ids, link.old_ids);
      append(out[at[root(link.member)]].new_ids, link.new_ids);
    }
    for (IndicatorMatch& match : out) describe(match);
    return out;
  }

  static void describe(IndicatorMatch& match) {
    if (match.old_leaves.empty()) {
      match.new_ids = {match.new_leaves.front()->id};
      match.relation = CrosswalkRelation::added;
    } else if (match.new_leaves.empty()) {
      match.old_ids = {match.old_leaves.front()->id};
      match.relation = CrosswalkRelation::dropped;
    } else if (match.old_leaves.size() == 1 && match.new_leaves.size() == 1) {
      const bool is_same = match.old_leaves.front()->id == match.new_leaves.front()->id;
      match.relation = is_same ? CrosswalkRelation::same : CrosswalkRelation::renamed;
    } else {
      match.relation = match.old_leaves.size() <= match.new_leaves.size()
                           ? CrosswalkRelation::split
                           : CrosswalkRelation::merged;
    }
  }

  LeafIndex old_;
  LeafIndex new_;
  std::vector<std::size_t> parent_;  // union-find over old leaves, then new ones
  std::vector<Link> links_;
  std::set<std::string> settled_old_;
  std::set<std::string> settled_new_;
};

}  // namespace

std::vector<IndicatorMatch> match_indicators(const SiteResult& old_site, const SiteResult& new_site,
                                             const std::vector<CrosswalkEntry>* entries) {
  return Matcher(old_site, new_site).run(entries);
}

}  // namespace gweval

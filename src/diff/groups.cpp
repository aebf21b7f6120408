#include "diff/groups.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gweval {
namespace {

struct GroupKey {
  std::string profile;
  std::string group;  // empty: the whole profile

  [[nodiscard]] bool holds(const SiteResult& site) const {
    return site.profile == profile && (group.empty() || site.group == group);
  }
  friend bool operator==(const GroupKey&, const GroupKey&) = default;
};

bool has_score(const SiteResult& site) {
  const bool is_out = site.status == SiteStatus::not_observed || site.is_disqualified;
  return !is_out && (site.total || site.projected);
}

/// The members of one group, and who of them continues.
class Group {
 public:
  Group(const GroupKey& key, const Results& old_results, const Results& new_results,
        const std::vector<SitePair>& pairs)
      : key_(key) {
    for (const SiteResult& site : old_results.sites) take(site, old_);
    for (const SiteResult& site : new_results.sites) take(site, new_);
    for (const SitePair& pair : pairs) {
      if (!key.holds(*pair.new_site) || !has_score(*pair.new_site)) continue;
      SitePair kept = pair;
      std::erase_if(kept.old_sites,
                    [&](const SiteResult* site) { return !key.holds(*site) || !has_score(*site); });
      if (!kept.old_sites.empty()) continuing_.push_back(std::move(kept));
    }
  }

  [[nodiscard]] std::optional<GroupDiff> compare(
      const std::map<std::string, std::string>& renamed) const {
    const bool is_complete =
        std::all_of(old_.begin(), old_.end(), [](const auto* site) { return site->total; }) &&
        std::all_of(new_.begin(), new_.end(), [](const auto* site) { return site->total; });
    const auto score = [&](const SiteResult& site, bool) {
      return is_complete ? site.total : site.projected;
    };
    const auto panel = panel_of(score);
    if (!panel) return std::nullopt;
    GroupDiff out;
    out.profile = key_.profile;
    out.group = key_.group;
    out.measure = is_complete ? "total" : "projected";
    out.panel = *panel;
    out.left_out = left_out_;
    add_effects(out);
    add_indicators(renamed, out);
    return out;
  }

 private:
  void take(const SiteResult& site, std::vector<const SiteResult*>& members) {
    if (!key_.holds(site)) return;
    if (has_score(site)) {
      members.push_back(&site);
    } else if (std::find(left_out_.begin(), left_out_.end(), site.id) == left_out_.end()) {
      left_out_.push_back(site.id);
    }
  }

  /// `value` of a site, and whether it is an old one; sites without one are left out.
  template <class Value>
  [[nodiscard]] std::optional<PanelChange> panel_of(Value value) const {
    const auto all = [&](const std::vector<const SiteResult*>& sites, bool is_old) {
      std::vector<double> out;
      for (const SiteResult* site : sites) {
        if (const auto x = value(*site, is_old)) out.push_back(*x);
      }
      return out;
    };
    std::vector<std::pair<double, double>> continuing;
    for (const SitePair& pair : continuing_) {
      const auto after = value(*pair.new_site, false);
      const auto before = all(pair.old_sites, true);
      if (!after || before.empty()) continue;
      double sum = 0;
      for (const double x : before) sum += x;
      continuing.emplace_back(sum / static_cast<double>(before.size()), *after);
    }
    return panel_change(all(old_, true), all(new_, false), continuing);
  }

  void add_effects(GroupDiff& out) const {
    if (continuing_.empty()) return;
    ThreeFactors factors;
    bool has_factors = true;
    for (const SitePair& pair : continuing_) {
      out.site_effect += pair.diff->site_effect;
      out.catalogue_effect += pair.diff->catalogue_effect;
      has_factors = has_factors && pair.diff->factors;
      if (!pair.diff->factors) continue;
      factors.evidence += pair.diff->factors->evidence;
      factors.rules += pair.diff->factors->rules;
      factors.weights += pair.diff->factors->weights;
    }
    const auto count = static_cast<double>(continuing_.size());
    out.site_effect /= count;
    out.catalogue_effect /= count;
    if (has_factors) {
      out.factors = {factors.evidence / count, factors.rules / count, factors.weights / count};
    }
    out.coverage_effect = out.panel.continuing - out.site_effect - out.catalogue_effect;
  }

  void add_indicators(const std::map<std::string, std::string>& renamed, GroupDiff& out) const {
    // Index of every node by site, so that each document is walked once.
    std::map<const SiteResult*, std::map<std::string, double>> indices;
    for (const auto* members : {&old_, &new_}) {
      for (const SiteResult* site : *members) indices.emplace(site, indices_of(*site));
    }
    std::map<std::string, std::string> old_id;  // new id -> old id
    for (const auto& [from, to] : renamed) old_id.emplace(to, from);
    std::set<std::string> seen;
    for (const SiteResult* member : new_) {
      for (const IndicatorResult& node : member->indicators) {
        if (!seen.insert(node.id).second) continue;
        const auto before = old_id.find(node.id);
        const std::string& before_id = before == old_id.end() ? node.id : before->second;
        const auto panel = panel_of([&](const SiteResult& site, bool is_old) {
          const auto& known = indices.find(&site)->second;
          const auto found = known.find(is_old ? before_id : node.id);
          return found == known.end() ? std::nullopt : std::optional(found->second);
        });
        if (panel) out.indicators.push_back({node.id, node.name, node.level, *panel});
      }
    }
  }

  static std::map<std::string, double> indices_of(const SiteResult& site) {
    std::map<std::string, double> out;
    for (const IndicatorResult& node : site.indicators) {
      const bool applies = node.state != NodeState::not_applicable;
      if (node.index && applies) out.emplace(node.id, *node.index);
    }
    return out;
  }

  GroupKey key_;
  std::vector<const SiteResult*> old_;
  std::vector<const SiteResult*> new_;
  std::vector<SitePair> continuing_;
  std::vector<std::string> left_out_;
};

std::vector<GroupKey> keys_of(const Results& old_results, const Results& new_results) {
  std::vector<GroupKey> profiles;
  std::vector<GroupKey> groups;
  const auto add = [](std::vector<GroupKey>& keys, GroupKey key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  for (const Results* results : {&new_results, &old_results}) {
    for (const SiteResult& site : results->sites) {
      add(profiles, {site.profile, ""});
      if (!site.group.empty()) add(groups, {site.profile, site.group});
    }
  }
  std::vector<GroupKey> out;
  for (const GroupKey& profile : profiles) {
    out.push_back(profile);
    for (const GroupKey& group : groups) {
      if (group.profile == profile.profile) out.push_back(group);
    }
  }
  return out;
}

/// Old id to new id of nodes that one entry pairs off.
std::map<std::string, std::string> renamed_nodes(const Crosswalk* crosswalk,
                                                 const std::string& profile) {
  std::map<std::string, std::string> out;
  if (crosswalk == nullptr) return out;
  const auto entries = crosswalk->profiles.find(profile);
  if (entries == crosswalk->profiles.end()) return out;
  for (const CrosswalkEntry& entry : entries->second) {
    if (entry.from.size() == 1 && entry.to.size() == 1) {
      out.emplace(entry.from.front(), entry.to.front());
    }
  }
  return out;
}

}  // namespace

std::vector<GroupDiff> compare_groups(const Results& old_results, const Results& new_results,
                                      const std::vector<SitePair>& pairs,
                                      const Crosswalk* crosswalk) {
  std::vector<GroupDiff> out;
  for (const GroupKey& key : keys_of(old_results, new_results)) {
    const Group group(key, old_results, new_results, pairs);
    auto compared = group.compare(renamed_nodes(crosswalk, key.profile));
    if (compared) out.push_back(*std::move(compared));
  }
  return out;
}

}  // namespace gweval

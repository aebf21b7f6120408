// Two results documents: pairs of sites, then groups and notes.

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "diff/groups.hpp"
#include "diff/indicator_tally.hpp"
#include "diff/notes.hpp"
#include "diff/site_comparison.hpp"
#include "gweval/diff.hpp"

namespace gweval {
namespace {

DiffSide side_of(const Results& results) {
  return {results.catalogue_id, results.catalogue_digest, results.engine_version, results.as_of,
          results.round};
}

std::vector<RuleChange> rule_changes(const Results& old_results, const Results& new_results) {
  std::map<std::string, RuleChange> changes;
  for (const auto& [rule, version] : old_results.rules) changes[rule] = {rule, version, 0};
  for (const auto& [rule, version] : new_results.rules) {
    changes[rule].rule = rule;
    changes[rule].new_version = version;
  }
  std::vector<RuleChange> out;
  for (auto& [rule, change] : changes) {
    if (change.old_version != change.new_version) out.push_back(std::move(change));
  }
  return out;
}

using SitesById = std::map<std::string, const SiteResult*, std::less<>>;

SitesById by_id(const Results* results) {
  SitesById out;
  if (results == nullptr) return out;
  for (const SiteResult& site : results->sites) out.emplace(site.id, &site);
  return out;
}

const SiteResult* find(const SitesById& sites, const std::string& id) {
  const auto found = sites.find(id);
  return found == sites.end() ? nullptr : found->second;
}

/// New site to its predecessors: those of the mapping, else the one of the same id, unless the
/// mapping sent that one elsewhere.
class Pairing {
 public:
  Pairing(const Results& old_results, const SiteMap& map) : old_(by_id(&old_results)) {
    for (const auto& [from, to] : map) {
      if (const SiteResult* site = gweval::find(old_, from)) {
        mapped_[to].push_back(site);
        sent_.insert(from);
      }
    }
  }

  std::vector<const SiteResult*> predecessors(const SiteResult& site) {
    std::vector<const SiteResult*> out;
    if (const auto mapped = mapped_.find(site.id); mapped != mapped_.end()) {
      out = mapped->second;
    } else if (const SiteResult* same = gweval::find(old_, site.id);
               same != nullptr && sent_.count(site.id) == 0) {
      out.push_back(same);
    }
    for (const SiteResult* before : out) used_.insert(before->id);
    return out;
  }

  [[nodiscard]] bool is_used(const std::string& old_id) const { return used_.count(old_id) > 0; }

 private:
  SitesById old_;
  std::map<std::string, std::vector<const SiteResult*>> mapped_;
  std::set<std::string> sent_;
  std::set<std::string> used_;
};

const std::vector<CrosswalkEntry>* entries_of(const Crosswalk* crosswalk,
                                              const std::string& profile) {
  if (crosswalk == nullptr) return nullptr;
  const auto found = crosswalk->profiles.find(profile);
  return found == crosswalk->profiles.end() ? nullptr : &found->second;
}

}  // namespace

ResultsDiff diff_results(const Results& old_results, const Results& new_results,
                         const DiffOptions& options) {
  ResultsDiff out;
  out.old_side = side_of(old_results);
  out.new_side = side_of(new_results);
  out.rules = rule_changes(old_results, new_results);
  out.tiers = new_results.tiers;
  out.profiles = new_results.profiles;
  const SitesById new_evidence = by_id(options.new_evidence_old_rules);
  const SitesById old_evidence = by_id(options.old_evidence_new_rules);
  Pairing pairing(old_results, options.sites);
  std::vector<SitePair> pairs;
  for (const SiteResult& site : new_results.sites) {
    SitePair pair{&site, pairing.predecessors(site), nullptr};
    std::vector<SiteDiff> comparisons;
    for (const SiteResult* before : pair.old_sites) {
      const CrossScores cross{find(new_evidence, site.id), find(old_evidence, before->id)};
      comparisons.push_back(
          compare_site(*before, site, entries_of(options.crosswalk, site.profile), cross));
    }
    out.sites.push_back(comparisons.empty() ? only_in_new(site) : mean_of(std::move(comparisons)));
    pairs.push_back(std::move(pair));
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i].diff = &out.sites[i];
  for (const SiteResult& site : old_results.sites) {
    if (!pairing.is_used(site.id)) out.only_old.push_back(only_in_old(site));
  }
  out.groups = compare_groups(old_results, new_results, pairs, options.crosswalk);
  out.indicators = tally_indicators(out.sites);
  out.notes = notes_of(out, options);
  return out;
}

}  // namespace gweval

#include "report/survey_tables.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "report/averages.hpp"

namespace gweval {
namespace {

using Sites = std::vector<const SiteResult*>;

bool contains(const std::vector<std::string>& items, const std::string& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

/// Groups that share one profile differ by the site list's column `group`: "城市(数字政府)" is its
/// 城市, and "省级+城市(…)" both.
bool is_named_by(const std::string& group, const std::string& site_group) {
  const std::string head = group.substr(0, std::min(group.find('('), group.find("（")));
  if (site_group.empty()) return false;
  std::size_t start = 0;
  while (start <= head.size()) {
    const std::size_t end = std::min(head.find('+', start), head.size());
    if (head.substr(start, end - start) == site_group) return true;
    start = end + 1;
  }
  return group == site_group;
}

/// Published groups of each list of profiles: one name means all their sites, several are told
/// apart by the sites' groups.
using GroupsOfProfiles = std::map<std::vector<std::string>, std::set<std::string>>;

Sites members(const Results& results, const SurveyGroup& group, const GroupsOfProfiles& named) {
  Sites out;
  for (const SiteResult& site : results.sites) {
    if (!contains(group.profiles, site.profile) || !counts_in_averages(site)) continue;
    const bool is_shared = named.at(group.profiles).size() > 1;
    if (!is_shared || is_named_by(group.name, site.group)) out.push_back(&site);
  }
  return out;
}

const IndicatorResult* find_named(const SiteResult& site, int level, const std::string& name,
                                  const std::string& parent) {
  for (const IndicatorResult& node : site.indicators) {
    if (node.level != level || node.name != name || node.is_bonus) continue;
    if (level == 1 || parent.empty()) return &node;
    const IndicatorResult* above = find_node(site, node.parent);
    if (above != nullptr && above->name == parent) return &node;
  }
  return nullptr;
}

MeanValue mean_over(const Sites& sites, const SurveyRow& row) {
  MeanSum sum;
  for (const SiteResult* site : sites) {
    if (row.level != "L0") {
      sum.add(find_named(*site, row.level == "L1" ? 1 : 2, row.indicator, row.parent));
      continue;
    }
    const auto share = [](double points) { return points / 100; };
    std::optional<double> base;
    if (site->base) base = share(*site->base);
    sum.add(base, share(site->base_min), share(site->base_max));
  }
  return sum.mean();
}

/// Every level-1 and level-2 node of the group's profiles, in the order they turn up.
std::vector<SurveyRow> own_rows(const Sites& sites) {
  std::vector<SurveyRow> out;
  SurveyRow all;
  all.level = "L0";
  out.push_back(all);
  std::set<std::vector<std::string>> seen;
  std::set<std::string> profiles;
  for (const SiteResult* site : sites) {
    if (!profiles.insert(site->profile).second) continue;
    for (const IndicatorResult& node : site->indicators) {
      if (node.level > 2 || node.is_bonus) continue;
      SurveyRow row;
      row.level = node.level == 1 ? "L1" : "L2";
      row.indicator = node.name;
      const IndicatorResult* above = node.level == 1 ? nullptr : find_node(*site, node.parent);
      if (above != nullptr) row.parent = above->name;
      if (seen.insert({row.level, row.parent, row.indicator}).second) out.push_back(row);
    }
  }
  return out;
}

/// What published tables name as the parent of a first-level indicator.
constexpr std::string_view kNoParent = "(总)";

void add_published(SurveyRow& row, const SurveyGroup& group,
                   const std::vector<PublishedIndex>& published) {
  for (const PublishedIndex& figure : published) {
    if (figure.group != group.name || figure.year != group.year || figure.level != row.level) {
      continue;
    }
    const bool is_total = row.level == "L0";
    const bool is_top = figure.parent.empty() || figure.parent == kNoParent;
    if (!is_total &&
        (figure.indicator != row.indicator || (!is_top && figure.parent != row.parent))) {
      continue;
    }
    row.published = figure.text;
    row.published_low = figure.low;
    row.published_high = figure.high;
    if (figure.is_exact && row.ours.mean) {
      row.difference = *row.ours.mean - (figure.low + figure.high) / 2;
    }
    return;
  }
}

void fill(SurveyGroup& group, const Sites& sites, const std::vector<PublishedIndex>& published) {
  group.sites = sites.size();
  group.rows = own_rows(sites);
  for (SurveyRow& row : group.rows) {
    row.ours = mean_over(sites, row);
    add_published(row, group, published);
  }
}

int newest_year(const std::string& group, const std::vector<PublishedIndex>& published) {
  int out = 0;
  for (const PublishedIndex& figure : published) {
    if (figure.group == group) out = std::max(out, figure.year);
  }
  return out;
}

}  // namespace

std::vector<SurveyGroup> survey_tables(const Results& results,
                                       const std::vector<ProfileReport>& profiles,
                                       const std::vector<PublishedIndex>& published) {
  std::vector<SurveyGroup> out;
  GroupsOfProfiles named;
  std::set<std::string> seen;
  for (const PublishedIndex& figure : published) {
    if (figure.profiles.empty()) continue;
    named[figure.profiles].insert(figure.group);
    if (!seen.insert(figure.group).second) continue;
    SurveyGroup group;
    group.name = figure.group;
    group.profiles = figure.profiles;
    group.year = newest_year(figure.group, published);
    out.push_back(std::move(group));
  }
  std::set<std::string> covered;
  for (SurveyGroup& group : out) {
    const Sites sites = members(results, group, named);
    fill(group, sites, published);
    for (const SiteResult* site : sites) covered.insert(site->profile);
  }
  std::erase_if(out, [](const SurveyGroup& group) { return group.sites == 0; });
  for (const ProfileReport& profile : profiles) {
    if (covered.count(profile.id) != 0) continue;
    SurveyGroup group;
    group.name = profile.title.zh;
    group.profiles = {profile.id};
    named[group.profiles] = {group.name};
    fill(group, members(results, group, named), published);
    if (group.sites > 0) out.push_back(std::move(group));
  }
  return out;
}

}  // namespace gweval

// Averages, tier tables and leading sites of each profile (docs/reports.md).

#include "gweval/report_model.hpp"

#include <algorithm>

#include "report/averages.hpp"
#include "report/results_order.hpp"
#include "report/survey_tables.hpp"

namespace gweval {
namespace {

constexpr std::size_t kLeading = 10;  // as many as the survey's lists name

/// Sites without a code last; equal codes in the given order.
void sort_by_region(std::vector<const SiteResult*>& sites) {
  std::stable_sort(sites.begin(), sites.end(), [](const SiteResult* a, const SiteResult* b) {
    if (a->region_code.empty() != b->region_code.empty()) return b->region_code.empty();
    return a->region_code < b->region_code;
  });
}

std::vector<ReportColumn> columns_of(const std::vector<const SiteResult*>& sites) {
  std::vector<ReportColumn> out;
  // One catalogue gives all sites of a profile the same tree; a file from elsewhere may not.
  for (const SiteResult* site : sites) {
    if (!out.empty()) break;
    for (const IndicatorResult& node : site->indicators) {
      out.push_back(
          {node.id, node.name, node.level, node.parent, node.weight, node.is_leaf, node.is_bonus});
    }
  }
  return out;
}

GroupAverages averages_of(const std::string& group, const std::vector<const SiteResult*>& sites,
                          const std::vector<ReportColumn>& columns) {
  GroupAverages out;
  out.group = group;
  out.sites = sites.size();
  MeanSum total;
  MeanSum base;
  for (const SiteResult* site : sites) {
    total.add(site->total, site->total_min, site->total_max);
    base.add(site->base, site->base_min, site->base_max);
  }
  out.total = total.mean();
  out.base = base.mean();
  for (const ReportColumn& column : columns) {
    MeanSum sum;
    for (const SiteResult* site : sites) sum.add(find_node(*site, column.id));
    out.indicators.push_back(sum.mean());
  }
  return out;
}

std::vector<GroupAverages> all_averages(const std::vector<const SiteResult*>& sites,
                                        const std::vector<ReportColumn>& columns) {
  std::vector<GroupAverages> out{averages_of("", sites, columns)};
  std::vector<std::string> groups;
  for (const SiteResult* site : sites) {
    if (site->group.empty()) continue;
    if (std::find(groups.begin(), groups.end(), site->group) != groups.end()) continue;
    groups.push_back(site->group);
    std::vector<const SiteResult*> members;
    for (const SiteResult* other : sites) {
      if (other->group == site->group) members.push_back(other);
    }
    out.push_back(averages_of(site->group, members, columns));
  }
  return out;
}

std::vector<TierCount> tiers_of(const Results& results, const std::string& profile,
                                const std::vector<const SiteResult*>& sites,
                                const Results* previous) {
  std::vector<TierCount> out;
  for (const Tier& tier : results.tiers) {
    TierCount count;
    count.tier = tier.name;
    for (const SiteResult* site : sites) {
      if (site->tier == tier.name) count.sites.push_back(site);
      const auto& possible = site->possible_tiers;
      if (site->tier.empty() &&
          std::find(possible.begin(), possible.end(), tier.name) != possible.end()) {
        ++count.possible;
      }
    }
    sort_by_region(count.sites);
    if (previous != nullptr) {
      count.previous = static_cast<std::size_t>(std::count_if(
          previous->sites.begin(), previous->sites.end(), [&](const SiteResult& site) {
            return site.profile == profile && site.tier == tier.name;
          }));
    }
    out.push_back(std::move(count));
  }
  return out;
}

/// The best by `score`; sites without one are left out.
template <class Score>
LeadingList leading_by(const std::string& indicator, std::vector<const SiteResult*> sites,
                       const Score& score) {
  std::erase_if(sites, [&](const SiteResult* site) { return !score(*site); });
  sort_by_region(sites);
  std::stable_sort(sites.begin(), sites.end(), [&](const SiteResult* a, const SiteResult* b) {
    return *score(*a) > *score(*b);
  });
  LeadingList out;
  out.indicator = indicator;
  for (const SiteResult* site : sites) {
    if (out.sites.size() < kLeading) {
      out.sites.push_back(site);
      out.scores.push_back(*score(*site));
    } else if (*score(*site) == out.scores.back()) {
      ++out.tied_more;
    }
  }
  return out;
}

std::vector<LeadingList> leading_of(const Results& results, const ProfileReport& profile) {
  std::vector<LeadingList> out;
  out.push_back(leading_by("", profile.ranked,
                           [&](const SiteResult& site) { return ranked_score(results, site); }));
  for (const ReportColumn& column : profile.columns) {
    if (column.level != 1 || column.is_bonus) continue;
    auto list = leading_by(column.id, profile.ranked, [&](const SiteResult& site) {
      const IndicatorResult* node = find_node(site, column.id);
      return node == nullptr ? std::optional<double>() : node->index;
    });
    if (!list.sites.empty()) out.push_back(std::move(list));
  }
  return out;
}

ProfileReport report_of(const Results& results, const ProfileBlock& block,
                        const Results* previous) {
  ProfileReport out;
  out.id = block.profile;
  out.title = {block.profile, block.profile};
  for (const ProfileTitle& title : results.profiles) {
    if (title.id == block.profile) out.title = title.title;
  }
  out.ranked = block.ranked;
  out.unranked = block.unranked;
  std::vector<const SiteResult*> averaged;
  std::vector<const SiteResult*> all;
  for (const SiteResult& site : results.sites) {
    if (site.profile != block.profile) continue;
    all.push_back(&site);
    (counts_in_averages(site) ? averaged : out.left_out).push_back(&site);
  }
  out.columns = columns_of(all);
  out.averages = all_averages(averaged, out.columns);
  out.tiers = tiers_of(results, block.profile, averaged, previous);
  out.leading = leading_of(results, out);
  return out;
}

}  // namespace

ReportModel make_report_model(const Results& results, const Results* previous,
                              const std::vector<PublishedIndex>& published) {
  ReportModel out;
  out.results = &results;
  if (previous != nullptr) out.previous_round = previous->as_of;
  for (const ProfileBlock& block : blocks_of(results)) {
    out.profiles.push_back(report_of(results, block, previous));
  }
  out.survey = survey_tables(results, out.profiles, published);
  return out;
}

}  // namespace gweval

#include "diff/indicator_tally.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace gweval {
namespace {

void count_verdict(const IndicatorDiff& row, IndicatorTally& tally) {
  switch (row.verdict) {
    case Verdict::improved:
      ++tally.improved;
      return;
    case Verdict::regressed:
      ++tally.regressed;
      return;
    case Verdict::unchanged:
      ++tally.unchanged;
      return;
    case Verdict::added:
      ++tally.added;
      return;
    case Verdict::dropped:
      ++tally.dropped;
      return;
    case Verdict::not_comparable:
      break;
  }
  ++tally.not_comparable;
  for (const DiffReason reason : row.reasons) {
    const auto known = std::find_if(tally.reasons.begin(), tally.reasons.end(),
                                    [&](const auto& one) { return one.first == reason; });
    if (known == tally.reasons.end()) {
      tally.reasons.emplace_back(reason, 1);
    } else {
      ++known->second;
    }
  }
}

void take(const IndicatorDiff& row, IndicatorTally& tally) {
  count_verdict(row, tally);
  if (!row.effect) return;
  ++tally.compared;
  tally.site_effect += row.effect->site;
  tally.catalogue_effect += row.effect->catalogue;
}

}  // namespace

std::vector<IndicatorTally> tally_indicators(const std::vector<SiteDiff>& sites) {
  std::vector<std::string> profiles;
  std::map<std::string, std::vector<IndicatorTally>> rows;
  std::map<std::pair<std::string, std::string>, std::size_t> place;
  for (const SiteDiff& site : sites) {
    if (site.basis == DiffBasis::none) continue;
    auto& of_profile = rows[site.profile];
    if (of_profile.empty()) profiles.push_back(site.profile);
    for (const IndicatorDiff& row : site.indicators) {
      const auto [found, is_first] =
          place.emplace(std::pair(site.profile, row.id), of_profile.size());
      if (is_first) {
        of_profile.emplace_back();
        of_profile.back().profile = site.profile;
        of_profile.back().id = row.id;
        of_profile.back().name = row.name;
      }
      take(row, of_profile[found->second]);
    }
  }
  std::vector<IndicatorTally> out;
  for (const std::string& profile : profiles) {
    for (IndicatorTally& tally : rows[profile]) {
      std::sort(tally.reasons.begin(), tally.reasons.end());
      if (tally.compared > 0) {
        tally.site_effect /= static_cast<double>(tally.compared);
        tally.catalogue_effect /= static_cast<double>(tally.compared);
      }
      out.push_back(std::move(tally));
    }
  }
  return out;
}

}  // namespace gweval

#include "report/results_order.hpp"

#include <algorithm>

namespace gweval {

std::vector<ProfileBlock> blocks_of(const Results& results) {
  std::vector<ProfileBlock> out;
  for (const SiteResult& site : results.sites) {
    auto block = std::find_if(out.begin(), out.end(), [&](const ProfileBlock& candidate) {
      return candidate.profile == site.profile;
    });
    if (block == out.end()) {
      out.push_back({site.profile, {}, {}});
      block = out.end() - 1;
    }
    (site.rank ? block->ranked : block->unranked).push_back(&site);
  }
  for (ProfileBlock& block : out) {
    std::stable_sort(block.ranked.begin(), block.ranked.end(),
                     [](const SiteResult* a, const SiteResult* b) { return *a->rank < *b->rank; });
  }
  return out;
}

std::string profile_title(const Results& results, const std::string& profile, Language language) {
  for (const ProfileTitle& candidate : results.profiles) {
    if (candidate.id != profile || candidate.title.in(language).empty()) continue;
    return candidate.title.in(language) + (language == Language::zh ? "（" : " (") + profile +
           (language == Language::zh ? "）" : ")");
  }
  return profile;
}

const std::optional<double>& ranked_score(const Results& results, const SiteResult& site) {
  return results.ranked_by == "total" ? site.total : site.projected;
}

std::vector<std::string> path_of(const SiteResult& site, std::size_t indicator) {
  std::vector<std::string> out{site.indicators[indicator].name};
  int level = site.indicators[indicator].level;
  // In pre-order the nearest earlier node one level up is the parent.
  for (std::size_t i = indicator; i-- > 0 && level > 1;) {
    if (site.indicators[i].level >= level) continue;
    level = site.indicators[i].level;
    out.insert(out.begin(), site.indicators[i].name);
  }
  return out;
}

}  // namespace gweval

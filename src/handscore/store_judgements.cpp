#include "handscore/store_judgements.hpp"

#include <map>
#include <set>

#include <fmt/format.h>

namespace gweval {
namespace {

const Indicator* find_leaf_in(const std::vector<Indicator>& indicators, std::string_view id) {
  for (const Indicator& indicator : indicators) {
    if (indicator.is_leaf() && indicator.id == id) return &indicator;
    if (const Indicator* below = find_leaf_in(indicator.children, id)) return below;
  }
  return nullptr;
}

class Collector {
 public:
  Collector(const std::vector<Site>& sites, const Catalogue& catalogue, std::string where)
      : catalogue_(catalogue), where_(std::move(where)) {
    for (const Site& site : sites) profiles_.emplace(site.id, site.profile);
  }

  /// The criterion a judgement is of; null if the site is not in the list or it has none such.
  const Criterion* target(const std::string& site, const std::string& indicator,
                          const std::string& criterion) {
    const auto found = profiles_.find(site);
    if (found == profiles_.end()) {
      if (unknown_.insert(site).second) {
        notice(fmt::format("site '{}' is not in this list; what was said of it is left out", site));
      }
      return nullptr;
    }
    const Profile* profile = catalogue_.find_profile(found->second);
    if (profile == nullptr) return nullptr;  // a fault of the site list
    const Indicator* leaf = find_leaf(*profile, indicator);
    const Criterion* one = leaf == nullptr ? nullptr : find_criterion(*leaf, criterion);
    if (one == nullptr &&
        missing_.insert(found->second + "/" + indicator + "/" + criterion).second) {
      fault(
          fmt::format("profile '{}' of catalogue '{}' has no criterion '{}/{}', which was scored; "
                      "use the catalogue the worksheets were made with",
                      found->second, catalogue_.id, indicator, criterion));
    }
    return one;
  }

  void fault(std::string message) { out.faults.push_back({where_, 0, 0, std::move(message)}); }
  void notice(std::string message) { out.notices.push_back({where_, 0, 0, std::move(message)}); }

  StoreJudgements out;

 private:
  const Catalogue& catalogue_;
  std::string where_;
  std::map<std::string, std::string> profiles_;  // by site
  std::set<std::string> unknown_;
  std::set<std::string> missing_;
};

}  // namespace

const Indicator* find_leaf(const Profile& profile, std::string_view id) {
  const Indicator* leaf = find_leaf_in(profile.indicators, id);
  return leaf != nullptr ? leaf : find_leaf_in(profile.bonus, id);
}

const Criterion* find_criterion(const Indicator& leaf, std::string_view id) {
  if (!leaf.rubric) return nullptr;
  for (const Criterion& criterion : leaf.rubric->criteria) {
    if (criterion.id == id) return &criterion;
  }
  return nullptr;
}

StoreJudgements judgements_from(const RatingStore& store, const std::vector<Site>& sites,
                                const Catalogue& catalogue, const std::string& where) {
  Collector collector(sites, catalogue, where);
  Judgements& out = collector.out.judgements;
  const Plan* plan = store.last_plan();
  if (plan != nullptr && plan->catalogue_digest != catalogue.digest) {
    collector.notice("the worksheets were made with another state of the catalogue '" +
                     plan->catalogue_id + "'; see that the texts still mean the same");
  }
  for (StoredRating& one : store.ratings()) {
    ManualRating& rating = one.rating;
    if (collector.target(rating.site_id, rating.indicator_id, rating.criterion_id) == nullptr) {
      continue;
    }
    out[rating.site_id].ratings.push_back(std::move(rating));
  }
  for (Decision& one : store.decisions()) {
    if (collector.target(one.site_id, one.indicator_id, one.criterion_id) == nullptr) continue;
    out[one.site_id].decisions.push_back(std::move(one));
  }
  for (Override& one : store.overrides()) {
    const Criterion* of = collector.target(one.site_id, one.indicator_id, one.criterion_id);
    if (of == nullptr) continue;
    if (of->is_manual) {
      collector.fault(
          fmt::format("criterion '{}/{}' is scored by hand and has no machine's outcome "
                      "to override; withdraw the override",
                      one.indicator_id, one.criterion_id));
      continue;
    }
    out[one.site_id].overrides.push_back(std::move(one));
  }
  return std::move(collector.out);
}

}  // namespace gweval

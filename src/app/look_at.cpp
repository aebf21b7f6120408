#include "app/look_at.hpp"

#include <algorithm>

#include "handscore/machine_text.hpp"
#include "handscore/page_search.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMostPages = 4;  // as in worksheets

bool awaits_person(const CriterionResult& criterion) {
  if (criterion.is_overridden || criterion.rating || criterion.decision) return false;
  return criterion.state == CriterionState::pending ||
         criterion.state == CriterionState::cannot_tell ||
         criterion.state == CriterionState::rule_error;
}

bool awaits_person(const IndicatorResult& leaf) {
  return leaf.is_leaf && !leaf.rating &&
         std::any_of(leaf.criteria.begin(), leaf.criteria.end(),
                     [](const CriterionResult& each) { return awaits_person(each); });
}

}  // namespace

void name_pages_to_look_at(const std::vector<PageFacts>& pages, SiteResult& site) {
  if (pages.empty()) return;
  const PageSearch search(pages);
  for (std::size_t i = 0; i < site.indicators.size(); ++i) {
    if (!awaits_person(site.indicators[i])) continue;
    std::vector<std::string> found = search.about(names_of(site, i), kMostPages);
    if (found.empty()) found.push_back(site.url);
    site.indicators[i].look_at = std::move(found);
  }
}

}  // namespace gweval

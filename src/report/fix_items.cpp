#include "report/fix_items.hpp"

#include <algorithm>
#include <utility>

namespace gweval {
namespace {

/// Below half a displayed digit there is nothing to show.
constexpr double kLeastGain = 0.005;

double lost_by(const IndicatorResult& leaf, const CriterionResult& criterion) {
  if (!criterion.points) return 0;
  const double lost =
      criterion.weight > 0 ? criterion.weight - *criterion.points : -*criterion.points;
  // Deductions beyond the leaf's points cost nothing more.
  return leaf.points ? std::min(lost, leaf.effective_weight - *leaf.points) : lost;
}

}  // namespace

std::vector<Loss> losses_of(const SiteResult& site) {
  std::vector<Loss> out;
  for (const IndicatorResult& leaf : site.indicators) {
    if (!leaf.is_leaf || leaf.is_bonus) continue;
    if (leaf.rating && leaf.points) {
      out.push_back({&leaf, nullptr, leaf.effective_weight - *leaf.points});
    }
    for (const CriterionResult& criterion : leaf.criteria) {
      out.push_back({&leaf, &criterion, lost_by(leaf, criterion)});
    }
  }
  std::erase_if(out, [](const Loss& loss) { return loss.gain < kLeastGain; });
  std::stable_sort(out.begin(), out.end(),
                   [](const Loss& a, const Loss& b) { return a.gain > b.gain; });
  return out;
}

std::vector<Loss> unknowns_of(const SiteResult& site) {
  std::vector<Loss> out;
  for (const IndicatorResult& leaf : site.indicators) {
    if (!leaf.is_leaf || leaf.is_bonus) continue;
    for (const CriterionResult& criterion : leaf.criteria) {
      if (criterion.points || criterion.is_overridden) continue;
      out.push_back({&leaf, &criterion, criterion.points_max - criterion.points_min});
    }
  }
  std::erase_if(out, [](const Loss& loss) { return loss.gain < kLeastGain; });
  std::stable_sort(out.begin(), out.end(),
                   [](const Loss& a, const Loss& b) { return a.gain > b.gain; });
  return out;
}

double total_gain(const std::vector<Loss>& losses) {
  // Leaf by leaf, so that deductions beyond a leaf's points are not counted twice.
  std::vector<std::pair<const IndicatorResult*, double>> by_leaf;
  for (const Loss& loss : losses) {
    const auto found = std::find_if(by_leaf.begin(), by_leaf.end(),
                                    [&](const auto& item) { return item.first == loss.leaf; });
    if (found == by_leaf.end()) {
      by_leaf.emplace_back(loss.leaf, loss.gain);
    } else {
      found->second += loss.gain;
    }
  }
  double sum = 0;
  for (const auto& [leaf, gain] : by_leaf) {
    sum += leaf->points ? std::min(gain, leaf->effective_weight - *leaf->points) : gain;
  }
  return sum;
}

}  // namespace gweval

#include "score/total_bounds.hpp"

#include <algorithm>
#include <map>

namespace gweval {

WeightSums::WeightSums(const std::vector<double>& weights, std::size_t sites, std::size_t leaves)
    : row_of_(sites) {
  std::map<std::vector<double>, std::size_t> rows;
  std::vector<double> row(leaves);
  for (std::size_t site = 0; site < sites; ++site) {
    for (std::size_t leaf = 0; leaf < leaves; ++leaf) row[leaf] = weights[leaf * sites + site];
    row_of_[site] = rows.emplace(row, rows.size()).first->second;
  }
  rows_ = rows.size();
  row_weights_.resize(leaves * rows_);
  for (const auto& [of_row, at] : rows) {
    for (std::size_t leaf = 0; leaf < leaves; ++leaf)
      row_weights_[leaf * rows_ + at] = of_row[leaf];
  }
  sums_.resize(rows_);
}

void WeightSums::clear() {
  std::fill(sums_.begin(), sums_.end(), 0);
}

void WeightSums::add(std::size_t leaf, double factor) {
  const double* weights = row_weights_.data() + leaf * rows_;
  double* sums = sums_.data();
  for (std::size_t row = 0; row < rows_; ++row) sums[row] += factor * weights[row];
}

TotalBounds::TotalBounds(const BoundsModel& model, std::size_t leaves)
    : model_(model),
      leaves_(leaves),
      sums_(model.weights, model.whole.size(), leaves),
      lows_(model.whole.size()),
      highs_(model.whole.size()) {}

void TotalBounds::bound(const std::vector<double>& factors) {
  const std::size_t sites = lows_.size();
  std::fill(lows_.begin(), lows_.end(), 0);
  std::fill(highs_.begin(), highs_.end(), 0);
  sums_.clear();
  for (std::size_t leaf = 0; leaf < leaves_; ++leaf) {
    const double factor = factors[leaf];
    const double* least = model_.points_min.data() + leaf * sites;
    const double* most = model_.points_max.data() + leaf * sites;
    double* lows = lows_.data();
    double* highs = highs_.data();
    for (std::size_t site = 0; site < sites; ++site) lows[site] += factor * least[site];
    for (std::size_t site = 0; site < sites; ++site) highs[site] += factor * most[site];
    sums_.add(leaf, factor);
  }
  for (std::size_t site = 0; site < sites; ++site) {
    const double weight = sums_.of(site);
    const double scale = weight > 0 ? model_.whole[site] / weight : 0;
    lows_[site] = std::min(scale * lows_[site] + model_.add_min[site], model_.cap_min[site]);
    highs_[site] = std::min(scale * highs_[site] + model_.add_max[site], model_.cap_max[site]);
  }
}

}  // namespace gweval

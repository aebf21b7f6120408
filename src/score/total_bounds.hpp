#pragma once
// The least and the greatest total of each site under a draw of weights: what is open scores
// nothing, or in full (docs/certainty.md).

#include <cstddef>
#include <vector>

namespace gweval {

/// By leaf: entry leaf * sites + site. Else by site.
struct BoundsModel {
  std::vector<double> points_min;         // by leaf
  std::vector<double> points_max;         // by leaf
  std::vector<double> weights;            // by leaf: after the n/a policy, open or not
  std::vector<double> whole;              // points that the published weights make together
  std::vector<double> add_min;            // bonus that is certain
  std::vector<double> add_max;            // bonus that is possible
  std::vector<double> cap_min;            // of the least total; infinite without one
  std::vector<double> cap_max;            // of the greatest
  std::vector<char> may_be_disqualified;  // then no tier is certain
};

/// Sums of weights times factors; sites with the same weights share one.
class WeightSums {
 public:
  WeightSums(const std::vector<double>& weights, std::size_t sites, std::size_t leaves);

  void clear();
  void add(std::size_t leaf, double factor);
  [[nodiscard]] double of(std::size_t site) const { return sums_[row_of_[site]]; }

 private:
  std::vector<std::size_t> row_of_;  // by site
  std::size_t rows_ = 0;
  std::vector<double> row_weights_;  // leaf * rows + row
  std::vector<double> sums_;
};

class TotalBounds {
 public:
  TotalBounds(const BoundsModel& model, std::size_t leaves);

  /// Factors by leaf, >= 0. Results hold until the next call.
  void bound(const std::vector<double>& factors);

  [[nodiscard]] const std::vector<double>& lows() const { return lows_; }
  [[nodiscard]] const std::vector<double>& highs() const { return highs_; }

 private:
  const BoundsModel& model_;
  std::size_t leaves_;
  WeightSums sums_;
  std::vector<double> lows_;
  std::vector<double> highs_;
};

}  // namespace gweval

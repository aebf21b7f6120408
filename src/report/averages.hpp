#pragma once
// Means of what sites have complete, with bounds from what they have not (method §2.6).

#include <optional>
#include <string_view>

#include "gweval/report_model.hpp"

namespace gweval {

/// Sites that were not observed or are disqualified have no score to average: they are listed.
[[nodiscard]] inline bool counts_in_averages(const SiteResult& site) {
  return site.status != SiteStatus::not_observed && !site.is_disqualified;
}

/// A mean of indices, not of points: sites may weigh a node differently.
class MeanSum {
 public:
  void add(const std::optional<double>& value, double low, double high);
  /// Null and what does not apply are left out.
  void add(const IndicatorResult* node);
  [[nodiscard]] MeanValue mean() const;

 private:
  double sum_ = 0;
  double low_ = 0;
  double high_ = 0;
  std::size_t complete_ = 0;
  std::size_t applicable_ = 0;
};

[[nodiscard]] const IndicatorResult* find_node(const SiteResult& site, std::string_view id);

}  // namespace gweval

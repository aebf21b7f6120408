#include "report/averages.hpp"

namespace gweval {

void MeanSum::add(const std::optional<double>& value, double low, double high) {
  if (value) {
    sum_ += *value;
    ++complete_;
  }
  low_ += low;
  high_ += high;
  ++applicable_;
}

void MeanSum::add(const IndicatorResult* node) {
  if (node == nullptr || node->state == NodeState::not_applicable) return;
  add(node->index, node->index_min, node->index_max);
}

MeanValue MeanSum::mean() const {
  MeanValue out;
  out.complete = complete_;
  out.applicable = applicable_;
  if (complete_ > 0) out.mean = sum_ / static_cast<double>(complete_);
  if (applicable_ > 0) {
    out.low = low_ / static_cast<double>(applicable_);
    out.high = high_ / static_cast<double>(applicable_);
  }
  return out;
}

const IndicatorResult* find_node(const SiteResult& site, std::string_view id) {
  for (const IndicatorResult& node : site.indicators) {
    if (node.id == id) return &node;
  }
  return nullptr;
}

}  // namespace gweval

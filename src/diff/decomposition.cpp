#include "gweval/decomposition.hpp"

namespace gweval {

TwoFactors split_two(const WeightedIndex& old_value, const WeightedIndex& new_value) {
  const double w0 = old_value.weight;
  const double w1 = new_value.weight;
  // What is not part of a year has no index then; it joins with the index of the other year.
  const double x0 = w0 > 0 ? old_value.index : new_value.index;
  const double x1 = w1 > 0 ? new_value.index : old_value.index;
  TwoFactors out;
  out.site_at_old_weights = w0 * (x1 - x0);
  out.site_at_new_weights = w1 * (x1 - x0);
  out.site = (out.site_at_old_weights + out.site_at_new_weights) / 2;
  out.catalogue = (w1 - w0) * (x0 + x1) / 2;
  return out;
}

double centred_catalogue_effect(const WeightedIndex& old_value, const WeightedIndex& new_value,
                                double centre) {
  const double moved = new_value.weight - old_value.weight;
  return split_two(old_value, new_value).catalogue - moved * centre;
}

std::optional<ThreeFactors> split_three(double w0, double w1, const CrossIndices& indices) {
  const double x00 = indices.x00;
  const double x11 = indices.x11;
  if (!indices.x10 && !indices.x01) return std::nullopt;
  if (!indices.x10 || !indices.x01) {
    const double mean_weight = (w0 + w1) / 2;
    ThreeFactors out;
    out.evidence = mean_weight * (indices.x10 ? *indices.x10 - x00 : x11 - *indices.x01);
    out.rules = mean_weight * (indices.x10 ? x11 - *indices.x10 : *indices.x01 - x00);
    out.weights = (w1 - w0) * (x00 + x11) / 2;
    return out;
  }
  const double x10 = *indices.x10;
  const double x01 = *indices.x01;
  ThreeFactors out;
  out.evidence =
      w0 * (x10 - x00) / 3 + (w1 * (x10 - x00) + w0 * (x11 - x01)) / 6 + w1 * (x11 - x01) / 3;
  out.rules =
      w0 * (x01 - x00) / 3 + (w1 * (x01 - x00) + w0 * (x11 - x10)) / 6 + w1 * (x11 - x10) / 3;
  out.weights = (w1 - w0) * (x00 / 3 + x10 / 6 + x01 / 6 + x11 / 3);
  return out;
}

std::optional<PanelChange> panel_change(const std::map<std::string, double>& old_year,
                                        const std::map<std::string, double>& new_year) {
  std::vector<double> old_values;
  std::vector<double> new_values;
  std::vector<std::pair<double, double>> continuing;
  for (const auto& [key, value] : old_year) old_values.push_back(value);
  for (const auto& [key, value] : new_year) {
    new_values.push_back(value);
    const auto before = old_year.find(key);
    if (before != old_year.end()) continuing.emplace_back(before->second, value);
  }
  return panel_change(old_values, new_values, continuing);
}

std::optional<PanelChange> panel_change(const std::vector<double>& old_values,
                                        const std::vector<double>& new_values,
                                        const std::vector<std::pair<double, double>>& continuing) {
  if (old_values.empty() || new_values.empty()) return std::nullopt;
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  };
  PanelChange out;
  out.old_count = old_values.size();
  out.new_count = new_values.size();
  out.continuing_count = continuing.size();
  out.old_mean = mean(old_values);
  out.new_mean = mean(new_values);
  // Nobody stayed: everything left, and everything came.
  double before = 0;
  double after = 0;
  for (const auto& [old_value, new_value] : continuing) {
    before += old_value / static_cast<double>(continuing.size());
    after += new_value / static_cast<double>(continuing.size());
  }
  out.continuing = after - before;
  out.entry = out.new_mean - after;
  out.exit = before - out.old_mean;
  return out;
}

}  // namespace gweval

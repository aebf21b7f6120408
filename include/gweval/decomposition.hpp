#pragma once
// The arithmetic of a change: site against ruler, and who joined or left (docs/diff.md, method §2.7
// to §2.9). Every split adds up to the change without residual.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gweval {

/// Weight in points and index of one indicator in one year; no weight: not part of that year.
struct WeightedIndex {
  double weight = 0;
  double index = 0;
};

/// Bennet's split of w1 x1 - w0 x0: half with old, half with new weights (method §2.8).
struct TwoFactors {
  double site = 0;
  double catalogue = 0;
  double site_at_old_weights = 0;  // Laspeyres
  double site_at_new_weights = 0;  // Paasche
};
[[nodiscard]] TwoFactors split_two(const WeightedIndex& old_value, const WeightedIndex& new_value);

/// The catalogue effect of one row as gain or loss against `centre`, the mean index of both years:
/// weight that moves to an index below it is a loss. Rows add up to the same sum wherever the
/// weights of both years do.
[[nodiscard]] double centred_catalogue_effect(const WeightedIndex& old_value,
                                              const WeightedIndex& new_value, double centre);

/// Indices of one indicator by (evidence, rules); the crossed ones need re-scoring.
struct CrossIndices {
  double x00 = 0;
  double x11 = 0;
  std::optional<double> x10;  // new evidence, old rules
  std::optional<double> x01;  // old evidence, new rules
};

struct ThreeFactors {
  double evidence = 0;
  double rules = 0;
  double weights = 0;

  ThreeFactors& operator+=(const ThreeFactors& part) {
    evidence += part.evidence;
    rules += part.rules;
    weights += part.weights;
    return *this;
  }
};

/// Shapley's split over evidence, rules and weights (method §2.9). With one crossed index, the two
/// steps through it; with none, nothing can be told apart.
[[nodiscard]] std::optional<ThreeFactors> split_three(double w0, double w1,
                                                      const CrossIndices& indices);

struct PanelChange {
  double old_mean = 0;
  double new_mean = 0;
  double continuing = 0;
  double entry = 0;
  double exit = 0;
  std::size_t old_count = 0;
  std::size_t new_count = 0;
  std::size_t continuing_count = 0;

  [[nodiscard]] double change() const { return new_mean - old_mean; }
};

/// `continuing` are (old, new) values of those in both years (method §2.7). Nothing if a year is
/// empty.
[[nodiscard]] std::optional<PanelChange> panel_change(
    const std::vector<double>& old_values, const std::vector<double>& new_values,
    const std::vector<std::pair<double, double>>& continuing);

/// By key; a key of both years continues.
[[nodiscard]] std::optional<PanelChange> panel_change(
    const std::map<std::string, double>& old_year, const std::map<std::string, double>& new_year);

}  // namespace gweval

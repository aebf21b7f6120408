#pragma once
// What is known of an index so far: the common currency of criteria, leaves and ratings.

#include <optional>

namespace gweval {

enum class Knowledge {
  known,           // `index` is the score; the bounds have width only if it was sampled
  unknown,         // anything within the bounds; n/a too, if the bounds are [0, 1]
  not_applicable,  // leaves the sums
};

struct BoundedIndex {
  Knowledge knowledge = Knowledge::unknown;
  double index = 0;  // meaningful if known
  double low = 0;    // [0, 1], low <= high
  double high = 1;
  /// Evidence has narrowed the bounds, so it can no longer turn out n/a (method §2.5).
  bool is_narrowed = false;

  static BoundedIndex known(double index) { return known(index, index, index); }
  static BoundedIndex known(double index, double low, double high);
  static BoundedIndex open() { return {}; }
  static BoundedIndex within(double low, double high);
  static BoundedIndex none() { return {Knowledge::not_applicable, 0, 0, 0, false}; }

  [[nodiscard]] bool is_known() const { return knowledge == Knowledge::known; }
  [[nodiscard]] bool is_unknown() const { return knowledge == Knowledge::unknown; }
  [[nodiscard]] bool applies() const { return knowledge != Knowledge::not_applicable; }
  [[nodiscard]] std::optional<double> value() const;
};

}  // namespace gweval

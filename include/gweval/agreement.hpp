#pragma once
// How far people who score the same thing agree (method §2.11; docs/agreement.md). Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gweval {

/// Units by raters: an index in [0, 1], or nothing where a rater did not score the unit.
using RatingTable = std::vector<std::vector<std::optional<double>>>;

enum class AlphaMetric { nominal, ordinal, interval };
enum class KappaWeights { none, linear, quadratic };

/// Share of agreeing pairs of raters, mean over the units that two or more scored; nothing if there
/// is no such unit.
[[nodiscard]] std::optional<double> raw_agreement(const RatingTable& table);

/// Cohen's kappa of every pair of raters, weighted by the units they share. `categories` are the
/// scale's indices; those of the table are added, and weights go by place among all of them.
/// Nothing if no pair of raters has a kappa (each gave one and the same answer throughout).
[[nodiscard]] std::optional<double> kappa(const RatingTable& table, KappaWeights weights,
                                          const std::vector<double>& categories = {});

/// Krippendorff's alpha; nothing if all answers are alike, which leaves it undefined.
[[nodiscard]] std::optional<double> alpha(const RatingTable& table, AlphaMetric metric);

/// Gwet's AC1, for answers of which one is rare.
[[nodiscard]] std::optional<double> ac1(const RatingTable& table,
                                        const std::vector<double>& categories = {});

/// Mean |difference| of a pair of raters, over units.
[[nodiscard]] std::optional<double> mean_difference(const RatingTable& table);

/// Units whose answers lie further apart than `tolerance`.
[[nodiscard]] std::vector<std::size_t> units_apart(const RatingTable& table, double tolerance);

struct AgreementInterval {
  double low = 0;
  double high = 0;
};

/// 2.5 % and 97.5 % quantiles of alpha over `draws` samples of units with replacement; draws in
/// which it is undefined are left out. Nothing if that leaves less than half of them. The same seed
/// gives the same bits.
[[nodiscard]] std::optional<AgreementInterval> bootstrap_alpha(const RatingTable& table,
                                                               AlphaMetric metric,
                                                               std::uint64_t seed,
                                                               std::size_t draws);

}  // namespace gweval

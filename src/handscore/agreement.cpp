#include "gweval/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "score/perturbation.hpp"

namespace gweval {
namespace {

/// Answers within this count as one: grades are decimals, means of them are not rated again.
constexpr double kSame = 1e-9;

bool is_same(double a, double b) {
  return std::abs(a - b) <= kSame;
}

std::vector<double> answers_of(const std::vector<std::optional<double>>& unit) {
  std::vector<double> out;
  for (const auto& answer : unit) {
    if (answer) out.push_back(*answer);
  }
  return out;
}

/// All answers that occur or may, ascending.
std::vector<double> values_of(const RatingTable& table, std::vector<double> values) {
  for (const auto& unit : table) {
    const auto answers = answers_of(unit);
    values.insert(values.end(), answers.begin(), answers.end());
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end(), is_same), values.end());
  return values;
}

std::size_t place_of(const std::vector<double>& values, double answer) {
  const auto at = std::lower_bound(values.begin(), values.end(), answer - kSame);
  return static_cast<std::size_t>(at - values.begin());
}

/// Calls back for every pair of answers of a unit.
template <class Visit>
void each_pair(const std::vector<double>& answers, const Visit& visit) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    for (std::size_t j = i + 1; j < answers.size(); ++j) visit(answers[i], answers[j]);
  }
}

/// Mean over the pairs of a unit, then over the units with a pair.
template <class Measure>
std::optional<double> mean_of_pairs(const RatingTable& table, const Measure& measure) {
  double sum = 0;
  std::size_t units = 0;
  for (const auto& unit : table) {
    const auto answers = answers_of(unit);
    if (answers.size() < 2) continue;
    double own = 0;
    std::size_t pairs = 0;
    each_pair(answers, [&](double a, double b) {
      own += measure(a, b);
      ++pairs;
    });
    sum += own / static_cast<double>(pairs);
    ++units;
  }
  if (units == 0) return std::nullopt;
  return sum / static_cast<double>(units);
}

using Matrix = std::vector<std::vector<double>>;

Matrix square(std::size_t size) {
  return Matrix(size, std::vector<double>(size, 0));
}

double disagreement_weight(KappaWeights weights, std::size_t i, std::size_t j, std::size_t k) {
  if (weights == KappaWeights::none || k < 2) return i == j ? 0 : 1;
  const double far =
      std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(k - 1);
  return weights == KappaWeights::linear ? far : far * far;
}

/// Kappa of two raters from their table of counts.
std::optional<double> pair_kappa(const Matrix& counts, double units, KappaWeights weights) {
  const std::size_t k = counts.size();
  std::vector<double> rows(k, 0);
  std::vector<double> columns(k, 0);
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      rows[i] += counts[i][j] / units;
      columns[j] += counts[i][j] / units;
    }
  }
  double observed = 0;
  double expected = 0;
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const double weight = disagreement_weight(weights, i, j, k);
      observed += weight * counts[i][j] / units;
      expected += weight * rows[i] * columns[j];
    }
  }
  if (expected <= 0) return std::nullopt;
  return 1 - observed / expected;
}

/// Coincidences of answers: every ordered pair of a unit counts 1 / (answers of the unit - 1).
struct Coincidences {
  std::vector<double> values;
  Matrix counts;
  std::vector<double> totals;
  double all = 0;
};

/// Difference of two answers under a metric (method §2.11).
double distance(AlphaMetric metric, const Coincidences& of, std::size_t c, std::size_t v) {
  if (c == v) return 0;
  if (metric == AlphaMetric::nominal) return 1;
  if (metric == AlphaMetric::interval) {
    const double far = of.values[c] - of.values[v];
    return far * far;
  }
  double between = -(of.totals[c] + of.totals[v]) / 2;
  for (std::size_t g = std::min(c, v); g <= std::max(c, v); ++g) between += of.totals[g];
  return between * between;
}

/// Which answers stand in a unit, by place of value.
using UnitPlaces = std::vector<std::vector<std::size_t>>;

void add_unit(Coincidences& to, const std::vector<std::size_t>& places) {
  if (places.size() < 2) return;
  const double part = 1 / static_cast<double>(places.size() - 1);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = 0; j < places.size(); ++j) {
      if (i == j) continue;
      to.counts[places[i]][places[j]] += part;
      to.totals[places[i]] += part;
      to.all += part;
    }
  }
}

std::optional<double> alpha_of(const Coincidences& of, AlphaMetric metric) {
  double observed = 0;
  double expected = 0;
  for (std::size_t c = 0; c < of.values.size(); ++c) {
    for (std::size_t v = 0; v < of.values.size(); ++v) {
      const double far = distance(metric, of, c, v);
      observed += far * of.counts[c][v];
      expected += far * of.totals[c] * of.totals[v];
    }
  }
  if (expected <= 0) return std::nullopt;
  return 1 - (of.all - 1) * observed / expected;
}

Coincidences empty_coincidences(const std::vector<double>& values) {
  return {values, square(values.size()), std::vector<double>(values.size(), 0), 0};
}

UnitPlaces places_of(const RatingTable& table, const std::vector<double>& values) {
  UnitPlaces out;
  for (const auto& unit : table) {
    std::vector<std::size_t> places;
    for (const double answer : answers_of(unit)) places.push_back(place_of(values, answer));
    if (places.size() >= 2) out.push_back(std::move(places));
  }
  return out;
}

}  // namespace

std::optional<double> raw_agreement(const RatingTable& table) {
  return mean_of_pairs(table, [](double a, double b) { return is_same(a, b) ? 1.0 : 0.0; });
}

std::optional<double> mean_difference(const RatingTable& table) {
  return mean_of_pairs(table, [](double a, double b) { return std::abs(a - b); });
}

std::optional<double> kappa(const RatingTable& table, KappaWeights weights,
                            const std::vector<double>& categories) {
  const std::vector<double> values = values_of(table, categories);
  std::size_t raters = 0;
  for (const auto& unit : table) raters = std::max(raters, unit.size());
  double sum = 0;
  double units = 0;
  for (std::size_t a = 0; a < raters; ++a) {
    for (std::size_t b = a + 1; b < raters; ++b) {
      Matrix counts = square(values.size());
      double shared = 0;
      for (const auto& unit : table) {
        if (b >= unit.size() || !unit[a] || !unit[b]) continue;
        counts[place_of(values, *unit[a])][place_of(values, *unit[b])] += 1;
        shared += 1;
      }
      const auto own = shared > 0 ? pair_kappa(counts, shared, weights) : std::nullopt;
      if (!own) continue;
      sum += shared * *own;
      units += shared;
    }
  }
  if (units <= 0) return std::nullopt;
  return sum / units;
}

std::optional<double> alpha(const RatingTable& table, AlphaMetric metric) {
  const std::vector<double> values = values_of(table, {});
  Coincidences all = empty_coincidences(values);
  for (const auto& places : places_of(table, values)) add_unit(all, places);
  return alpha_of(all, metric);
}

std::optional<double> ac1(const RatingTable& table, const std::vector<double>& categories) {
  const std::vector<double> values = values_of(table, categories);
  const auto observed = raw_agreement(table);
  if (!observed || values.size() < 2) return std::nullopt;
  std::vector<double> shares(values.size(), 0);
  double units = 0;
  for (const auto& unit : table) {
    const auto answers = answers_of(unit);
    if (answers.size() < 2) continue;
    for (const double answer : answers) {
      shares[place_of(values, answer)] += 1 / static_cast<double>(answers.size());
    }
    units += 1;
  }
  double expected = 0;
  for (const double share : shares) expected += share / units * (1 - share / units);
  expected /= static_cast<double>(values.size() - 1);
  if (expected >= 1) return std::nullopt;
  return (*observed - expected) / (1 - expected);
}

std::vector<std::size_t> units_apart(const RatingTable& table, double tolerance) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const auto answers = answers_of(table[i]);
    if (answers.size() < 2) continue;
    const auto [low, high] = std::minmax_element(answers.begin(), answers.end());
    if (*high - *low > tolerance + kSame) out.push_back(i);
  }
  return out;
}

std::optional<AgreementInterval> bootstrap_alpha(const RatingTable& table, AlphaMetric metric,
                                                 std::uint64_t seed, std::size_t draws) {
  const std::vector<double> values = values_of(table, {});
  const UnitPlaces units = places_of(table, values);
  if (units.size() < 2) return std::nullopt;
  std::vector<double> drawn;
  for (std::size_t draw = 0; draw < draws; ++draw) {
    Coincidences sample = empty_coincidences(values);
    for (std::size_t i = 0; i < units.size(); ++i) {
      const double u = uniform_at(seed, draw * units.size() + i + 1);
      add_unit(sample, units[static_cast<std::size_t>(u * static_cast<double>(units.size()))]);
    }
    if (const auto one = alpha_of(sample, metric)) drawn.push_back(*one);
  }
  if (drawn.empty() || drawn.size() * 2 < draws) return std::nullopt;
  std::sort(drawn.begin(), drawn.end());
  const auto quantile = [&](double p) {
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(drawn.size())));
    return drawn[std::max<std::size_t>(rank, 1) - 1];
  };
  return AgreementInterval{quantile(0.025), quantile(0.975)};
}

}  // namespace gweval

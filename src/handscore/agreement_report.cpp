#include "handscore/agreement_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "handscore/disputes.hpp"

namespace gweval {
namespace {

/// Below these, alpha calls for care or for other words (method §2.11).
constexpr double kReliable = 0.8;
constexpr double kTentative = 2.0 / 3.0;
/// House rule: fewer units say nothing about a criterion's words.
constexpr std::size_t kFewUnits = 10;
/// House rule: raw agreement from which a low alpha comes from a rare answer, not from the words.
constexpr double kRareRaw = 0.9;

/// One criterion of one site, with all answers.
struct Unit {
  const PlanScale* scale = nullptr;
  std::map<std::string, std::optional<double>> answers;  // by rater; nothing: n/a
};

using Units = std::vector<const Unit*>;

bool is_mixed(const Unit& unit) {
  std::size_t numbers = 0;
  for (const auto& [rater, index] : unit.answers) numbers += index ? 1 : 0;
  return numbers > 0 && numbers < unit.answers.size();
}

RatingTable table_of(const Units& units) {
  std::map<std::string, std::size_t> columns;
  for (const Unit* unit : units) {
    for (const auto& [rater, index] : unit->answers) columns.emplace(rater, columns.size());
  }
  RatingTable table;
  for (const Unit* unit : units) {
    std::vector<std::optional<double>> row(columns.size());
    std::size_t numbers = 0;
    for (const auto& [rater, index] : unit->answers) {
      row[columns.at(rater)] = index;
      numbers += index ? 1 : 0;
    }
    if (numbers >= 2) table.push_back(std::move(row));
  }
  return table;
}

/// Mean over units of the mean |difference| of pairs, each in points of its own criterion.
std::optional<double> points_apart(const Units& units) {
  double sum = 0;
  std::size_t count = 0;
  for (const Unit* unit : units) {
    const auto apart = mean_difference(table_of({unit}));
    if (!apart) continue;
    sum += *apart * unit->scale->points;
    ++count;
  }
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

/// All grades of the scale, whether they were given or not; of several criteria together all grades
/// of their scales, as points on [0, 1].
std::vector<double> categories_of(const Units& units, const PlanScale& scale) {
  std::vector<double> out;
  for (const Grade& grade : scale.grades) out.push_back(grade.index);
  if (!units.empty()) out.clear();
  std::set<const PlanScale*> scales;
  for (const Unit* unit : units) {
    if (!scales.insert(unit->scale).second) continue;
    for (const Grade& grade : unit->scale->grades) out.push_back(grade.index);
  }
  return out;
}

Advice advice_of(const AgreementRow& row) {
  if (row.units == 0) return Advice::unscored;
  if (row.units < kFewUnits) return Advice::few;
  const auto& alpha = row.is_binary ? row.alpha_nominal : row.alpha_interval;
  if (!alpha) return Advice::alike;
  if (*alpha >= kReliable) return Advice::keep;
  if (*alpha >= kTentative) return Advice::tentative;
  const bool is_rare = row.raw.value_or(0) >= kRareRaw && row.ac1.value_or(0) >= kReliable;
  return is_rare ? Advice::rare : Advice::reword;
}

AgreementRow row_of(const Units& units, const PlanScale& scale, bool is_whole,
                    const AgreementOptions& options) {
  AgreementRow row;
  row.indicator = scale.indicator;
  row.indicator_name = scale.indicator_name;
  if (!is_whole) row.criterion = scale.criterion;
  if (!is_whole) row.title = scale.title;
  const std::vector<double> categories = categories_of(units, scale);
  row.is_binary = !is_whole && scale.grades.size() == 2;
  const RatingTable table = table_of(units);
  row.units = table.size();
  for (const Unit* unit : units) row.mixed += is_mixed(*unit) ? 1 : 0;
  row.apart = units_apart(table, options.tolerance).size();
  for (const Unit* unit : units) {
    // Numbers apart beside an n/a are counted above already.
    const bool is_counted = !units_apart(table_of({unit}), options.tolerance).empty();
    if (is_mixed(*unit) && !is_counted) ++row.apart;
  }
  row.raw = raw_agreement(table);
  row.kappa = kappa(table, KappaWeights::none, categories);
  row.kappa_linear = kappa(table, KappaWeights::linear, categories);
  row.kappa_quadratic = kappa(table, KappaWeights::quadratic, categories);
  row.alpha_nominal = alpha(table, AlphaMetric::nominal);
  row.alpha_ordinal = alpha(table, AlphaMetric::ordinal);
  row.alpha_interval = alpha(table, AlphaMetric::interval);
  row.ac1 = ac1(table, categories);
  row.interval =
      bootstrap_alpha(table, row.is_binary ? AlphaMetric::nominal : AlphaMetric::interval,
                      options.seed, options.draws);
  row.points = points_apart(units);
  row.advice = advice_of(row);
  return row;
}

/// Own answer against the mean of the others', unit by unit.
RaterRow rater_row(const std::string& rater, const std::vector<Unit>& units) {
  RaterRow row;
  row.rater = rater;
  double sum = 0;
  double sum_points = 0;
  double sum_apart = 0;
  for (const Unit& unit : units) {
    const auto own = unit.answers.find(rater);
    if (own == unit.answers.end() || !own->second) continue;
    double others = 0;
    std::size_t count = 0;
    for (const auto& [name, index] : unit.answers) {
      if (name == rater || !index) continue;
      others += *index;
      ++count;
    }
    if (count == 0) continue;
    const double apart = *own->second - others / static_cast<double>(count);
    sum += apart;
    sum_points += apart * unit.scale->points;
    sum_apart += std::abs(apart) * unit.scale->points;
    ++row.units;
  }
  if (row.units == 0) return row;
  const auto n = static_cast<double>(row.units);
  row.index_difference = sum / n;
  row.difference = sum_points / n;
  row.points = sum_apart / n;
  return row;
}

class Reporter {
 public:
  Reporter(const RatingStore& store, const AgreementOptions& options)
      : store_(store), options_(options) {}

  AgreementReport run() {
    read_units();
    AgreementReport out;
    std::map<std::pair<std::string, std::string>, Units> by_criterion;
    std::map<std::string, Units> by_indicator;
    for (const Unit& unit : units_) {
      if (unit.answers.size() < 2) continue;
      by_criterion[{unit.scale->indicator, unit.scale->criterion}].push_back(&unit);
      by_indicator[unit.scale->indicator].push_back(&unit);
      ++out.units;
    }
    for (const PlanScale* scale : scales_) {
      const Units& units = by_criterion[{scale->indicator, scale->criterion}];
      out.criteria.push_back(row_of(units, *scale, false, options_));
      const bool is_listed =
          std::any_of(out.indicators.begin(), out.indicators.end(),
                      [&](const AgreementRow& row) { return row.indicator == scale->indicator; });
      if (is_listed) continue;
      out.indicators.push_back(row_of(by_indicator[scale->indicator], *scale, true, options_));
    }
    for (const std::string& rater : raters_) {
      RaterRow row = rater_row(rater, units_);
      row.ratings = ratings_[rater];
      row.minutes = minutes_[rater];
      out.raters.push_back(std::move(row));
    }
    out.disputes = find_disputes(store_, options_.tolerance).size();
    return out;
  }

 private:
  void read_units() {
    std::map<std::string, const PlanScale*> scale_of_unit;
    std::set<std::pair<std::string, std::string>> known;
    for (const Batch& batch : store_.batches) {
      if (!batch.plan) continue;
      for (const PlanUnit& unit : batch.plan->units) {
        scale_of_unit[unit.id] = &batch.plan->scales[unit.scale];
      }
      for (const PlanScale& scale : batch.plan->scales) {
        if (known.emplace(scale.indicator, scale.criterion).second) scales_.push_back(&scale);
      }
    }
    std::map<std::string, std::size_t> places;
    for (const StoredRating& one : store_.ratings()) {
      const auto scale = scale_of_unit.find(one.unit);
      if (scale == scale_of_unit.end()) continue;
      const auto [at, is_new] = places.try_emplace(one.unit, units_.size());
      if (is_new) units_.push_back({scale->second, {}});
      units_[at->second].answers[one.rating.rater] = one.rating.index;
      if (ratings_[one.rating.rater]++ == 0) raters_.push_back(one.rating.rater);
      minutes_[one.rating.rater] += one.minutes.value_or(0);
    }
  }

  const RatingStore& store_;
  const AgreementOptions& options_;
  std::vector<Unit> units_;
  std::vector<const PlanScale*> scales_;
  std::vector<std::string> raters_;
  std::map<std::string, std::size_t> ratings_;
  std::map<std::string, double> minutes_;
};

}  // namespace

std::string_view to_text(Advice advice) {
  switch (advice) {
    case Advice::keep:
      return "keep";
    case Advice::tentative:
      return "tentative";
    case Advice::reword:
      return "reword";
    case Advice::rare:
      return "rare";
    case Advice::few:
      return "few";
    case Advice::alike:
      return "alike";
    case Advice::unscored:
      break;
  }
  return "unscored";
}

AgreementReport agreement_of(const RatingStore& store, const AgreementOptions& options) {
  return Reporter(store, options).run();
}

}  // namespace gweval

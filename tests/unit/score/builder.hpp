#pragma once
// Small catalogues and inputs for the scoring tests.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gweval/scoring.hpp"

namespace gweval::test {

[[nodiscard]] Weight points(double value);

/// The survey's five tiers.
[[nodiscard]] std::vector<Tier> survey_tiers();

[[nodiscard]] Criterion manual(std::string id, double share = 1);
/// Outcomes good 1, fair 0.5, bad 0.
[[nodiscard]] Criterion graded(std::string id, double share = 1);
[[nodiscard]] Criterion measured(std::string id, Scale scale, double share = 1);
[[nodiscard]] Rubric checklist(std::vector<Criterion> criteria);
[[nodiscard]] Rubric deductions(std::vector<Criterion> criteria);

/// One manual criterion "index" unless a rubric is given.
[[nodiscard]] Indicator leaf(std::string id, double weight);
[[nodiscard]] Indicator leaf(std::string id, double weight, Rubric rubric);
[[nodiscard]] Indicator group(std::string id, std::vector<Indicator> children);

[[nodiscard]] Catalogue catalogue(std::vector<Indicator> indicators,
                                  std::vector<Indicator> bonus = {});

[[nodiscard]] Observation outcome(std::string id);
[[nodiscard]] Observation value(double number);
[[nodiscard]] Observation sampled(double number, double low, double high);
[[nodiscard]] Observation state(ObservationState observation_state);
[[nodiscard]] ManualRating rating(std::string indicator, std::optional<double> index,
                                  std::string criterion = "", std::string rater = "r1");

/// Scores the first profile.
[[nodiscard]] SiteResult score(const Catalogue& catalogue, ObservationMap observations,
                               std::vector<ManualRating> ratings = {},
                               SchemaLookup schemas = nullptr);

/// Whole-leaf ratings by indicator id.
[[nodiscard]] std::vector<ManualRating> rate(
    const std::vector<std::pair<std::string, std::optional<double>>>& indices);

/// Fails the test if there is none.
[[nodiscard]] const IndicatorResult& node(const SiteResult& site, const std::string& id);

}  // namespace gweval::test

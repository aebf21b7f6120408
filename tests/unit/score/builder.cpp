#include "builder.hpp"

#include <cmath>
#include <stdexcept>

namespace gweval::test {

Weight points(double value) {
  return {std::llround(value * static_cast<double>(Weight::kPerPoint))};
}

std::vector<Tier> survey_tiers() {
  return {{"卓越", 95}, {"优秀", 85}, {"良好", 75}, {"发展", 60}, {"准备", 0}};
}

Criterion manual(std::string id, double share) {
  Criterion out;
  out.id = std::move(id);
  out.share = share;
  out.is_manual = true;
  return out;
}

Criterion measured(std::string id, Scale scale, double share) {
  Criterion out;
  out.id = std::move(id);
  out.share = share;
  out.rule = "test.rule";
  out.rule_version = 1;
  out.scale = std::move(scale);
  return out;
}

Criterion graded(std::string id, double share) {
  return measured(std::move(id), OutcomePoints{{{"good", 1}, {"fair", 0.5}, {"bad", 0}}}, share);
}

Rubric checklist(std::vector<Criterion> criteria) {
  Rubric out;
  out.id = "rubric";
  out.criteria = std::move(criteria);
  return out;
}

Rubric deductions(std::vector<Criterion> criteria) {
  Rubric out = checklist(std::move(criteria));
  out.kind = RubricKind::deduction;
  return out;
}

Indicator leaf(std::string id, double weight, Rubric rubric) {
  Indicator out;
  out.id = std::move(id);
  out.name = out.id;
  out.weight = points(weight);
  out.rubric = std::move(rubric);
  return out;
}

Indicator leaf(std::string id, double weight) {
  return leaf(std::move(id), weight, checklist({manual("index")}));
}

Indicator group(std::string id, std::vector<Indicator> children) {
  Indicator out;
  out.id = std::move(id);
  out.name = out.id;
  out.children = std::move(children);
  for (const Indicator& child : out.children) out.weight.units += child.weight.units;
  return out;
}

Catalogue catalogue(std::vector<Indicator> indicators, std::vector<Indicator> bonus) {
  Catalogue out;
  out.id = "test";
  out.tiers = survey_tiers();
  Profile profile;
  profile.id = "p";
  profile.indicators = std::move(indicators);
  profile.bonus = std::move(bonus);
  for (Indicator& indicator : profile.bonus) indicator.is_bonus = true;
  out.profiles.push_back(std::move(profile));
  return out;
}

Observation outcome(std::string id) {
  Observation out;
  out.outcome = std::move(id);
  return out;
}

Observation value(double number) {
  Observation out = outcome("measured");
  out.value = number;
  return out;
}

Observation sampled(double number, double low, double high) {
  Observation out = value(number);
  out.interval = Interval{low, high};
  return out;
}

Observation state(ObservationState observation_state) {
  Observation out;
  out.state = observation_state;
  out.reason = {"测试", "test"};
  return out;
}

ManualRating rating(std::string indicator, std::optional<double> index, std::string criterion,
                    std::string rater) {
  ManualRating out;
  out.site_id = "site";
  out.indicator_id = std::move(indicator);
  out.criterion_id = std::move(criterion);
  out.index = index;
  out.rater = std::move(rater);
  return out;
}

SiteResult score(const Catalogue& catalogue, ObservationMap observations,
                 std::vector<ManualRating> ratings, SchemaLookup schemas) {
  Site site;
  site.id = "site";
  site.name = "site";
  SiteInput input;
  input.site = &site;
  input.profile = &catalogue.profiles.front();
  input.observations = std::move(observations);
  input.ratings = std::move(ratings);
  return score_site(catalogue, input, schemas);
}

std::vector<ManualRating> rate(
    const std::vector<std::pair<std::string, std::optional<double>>>& indices) {
  std::vector<ManualRating> out;
  for (const auto& [id, index] : indices) out.push_back(rating(id, index));
  return out;
}

const IndicatorResult& node(const SiteResult& site, const std::string& id) {
  for (const IndicatorResult& indicator : site.indicators) {
    if (indicator.id == id) return indicator;
  }
  throw std::invalid_argument("no indicator " + id);
}

}  // namespace gweval::test

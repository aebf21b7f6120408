// The worked cases of golden.json.

#include <fstream>

#include <nlohmann/json.hpp>

#include "builder.hpp"
#include "score/bonus.hpp"
#include "score/leaf_score.hpp"
#include "score/ranks.hpp"
#include "score/roll_up.hpp"
#include "score/rounding.hpp"
#include "score/scales.hpp"
#include "score/site_ledger.hpp"
#include "score/tiers.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::ordered_json;

struct GoldenCase {
  Json input;
  Json expected;
  double tolerance = 0;
};

GoldenCase golden(const std::string& name) {
  static const Json all = [] {
    std::ifstream in(GWEVAL_SOURCE_DIR "/tests/unit/score/golden.json");
    return Json::parse(in);
  }();
  const Json& found = all.at("cases").at(name);
  return {found.at("input"), found.at("expected"), found.at("tolerance").get<double>()};
}

void check_near(double actual, const Json& expected, double tolerance) {
  CHECK(actual == Approx(expected.get<double>()).margin(tolerance).epsilon(0));
}

Indicator to_indicator(const std::string& name, const Json& value) {
  if (value.is_number()) return leaf(name, value.get<double>());
  std::vector<Indicator> children;
  for (const auto& [child, weight] : value.items()) children.push_back(to_indicator(child, weight));
  return group(name, std::move(children));
}

/// One leaf, its criteria all automatic, and what they were observed to be.
LeafScore score_one(Rubric rubric, double weight, std::vector<Observation> observations) {
  const Indicator indicator = leaf("leaf", weight, std::move(rubric));
  SiteInput input;
  for (std::size_t i = 0; i < observations.size(); ++i) {
    input.observations[{"leaf", indicator.rubric->criteria[i].id}] = observations[i];
  }
  return score_leaf(indicator, input, nullptr);
}

LeafScore checklist_of(const Json& items, double weight) {
  std::vector<Criterion> criteria;
  std::vector<Observation> observations;
  for (const Json& item : items) {
    criteria.push_back(graded("c" + std::to_string(criteria.size()), item.at(0).get<double>()));
    observations.push_back(item.at(1) == "na"       ? state(ObservationState::not_applicable)
                           : item.at(1).get<bool>() ? outcome("good")
                                                    : outcome("bad"));
  }
  return score_one(checklist(criteria), weight, observations);
}

LeafScore deduction_of(const Json& items, double weight) {
  std::vector<Criterion> criteria;
  std::vector<Observation> observations;
  for (const Json& item : items) {
    Deduction scale;
    scale.each_points = item.at("each").get<double>();
    if (!item.at("cap").is_null()) scale.cap_points = item.at("cap").get<double>();
    criteria.push_back(measured("c" + std::to_string(criteria.size()), scale));
    observations.push_back(value(item.at("count").get<double>()));
  }
  return score_one(deductions(criteria), weight, observations);
}

LeafScore single(const Json& rule, double weight) {
  if (rule.at("rule") == "binary") {
    return score_one(checklist({graded("c")}), weight,
                     {outcome(rule.at("passed").get<bool>() ? "good" : "bad")});
  }
  if (rule.at("rule") == "graded") {
    OutcomePoints scale;
    for (const auto& [grade, index] : rule.at("scale").items()) {
      scale.index.emplace_back(grade, index.get<double>());
    }
    return score_one(checklist({measured("c", scale)}), weight,
                     {outcome(rule.at("grade").get<std::string>())});
  }
  return rule.at("rule") == "deduction" ? deduction_of(rule.at("items"), weight)
                                        : checklist_of(rule.at("items"), weight);
}

Scale value_scale(const Json& rule) {
  if (rule.at("rule") == "goalposts") {
    const double low = rule.at("low").get<double>();
    const double high = rule.at("high").get<double>();
    const bool lower_is_better = rule.at("direction") == -1;
    return lower_is_better ? Goalposts{high, low} : Goalposts{low, high};
  }
  Steps steps;
  for (const Json& step : rule.at("steps")) {
    steps.steps.emplace_back(step.at(0).get<double>(), step.at(1).get<double>());
  }
  steps.fallback = rule.at("default").get<double>();
  return steps;
}

TEST_CASE("A complete tree rolls up to the worked total, at every node") {
  const GoldenCase c = golden("tree_roll_up");
  std::vector<Indicator> roots;
  for (const auto& [name, value] : c.input.at("catalogue").items()) {
    roots.push_back(to_indicator(name, value));
  }
  std::vector<ManualRating> ratings;
  for (const auto& [name, index] : c.input.at("leaf_index").items()) {
    ratings.push_back(rating(name, index.get<double>()));
  }
  REQUIRE(ratings.size() == 31);
  const SiteResult site = score(catalogue(roots), {}, ratings);
  for (const char* level : {"level1", "level2"}) {
    for (const auto& [name, expected] : c.expected.at(level).items()) {
      INFO(name);
      const IndicatorResult& actual = node(site, name);
      check_near(actual.weight, expected.at("weight"), c.tolerance);
      check_near(actual.points.value(), expected.at("score"), c.tolerance);
      check_near(actual.index.value(), expected.at("index"), c.tolerance);
      CHECK(actual.coverage == 1);
    }
  }
  check_near(site.total.value(), c.expected.at("total"), c.tolerance);
  CHECK(site.tier == c.expected.at("tier"));
  CHECK(site.total_min == site.total);
  CHECK(site.total_max == site.total);
  CHECK(site.projected == site.total);
}

TEST_CASE("Leaf rules give the worked indices") {
  const GoldenCase c = golden("leaf_rules");
  const Json& rules = c.input.at("cases");
  REQUIRE(rules.size() == c.expected.at("cases").size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Json& rule = rules[i];
    const Json& expected = c.expected.at("cases")[i];
    INFO(rule.dump());
    const double weight = rule.at("weight").get<double>();
    if (rule.contains("values")) {
      const Scale scale = value_scale(rule);
      for (std::size_t k = 0; k < rule.at("values").size(); ++k) {
        const double number = rule.at("values")[k].get<double>();
        check_near(value_index(scale, number, weight), expected.at("index")[k], c.tolerance);
      }
      continue;
    }
    const LeafScore actual = single(rule, weight);
    if (expected.at("index").is_null()) {
      CHECK(actual.state == NodeState::not_applicable);
      CHECK_FALSE(actual.index.value().has_value());
      continue;
    }
    CHECK(actual.state == NodeState::scored);
    check_near(actual.index.value().value(), expected.at("index"), c.tolerance);
    check_near(weight * actual.index.index, expected.at("score"), c.tolerance);
  }
}

TEST_CASE("Tiers are taken on the total as quantised, cut-offs inclusive") {
  const GoldenCase c = golden("tier_boundaries");
  const Json& totals = c.input.at("totals");
  for (std::size_t i = 0; i < totals.size(); ++i) {
    INFO(totals[i]);
    const double total = std::stod(totals[i].get<std::string>());
    CHECK(tier_of(survey_tiers(), total) == c.expected.at("tier")[i]);
    const auto possible = possible_tiers(survey_tiers(), total, total);
    REQUIRE(possible.size() == 1);
    CHECK(possible.front() == c.expected.at("tier")[i]);
  }
}

TEST_CASE("Many small points do not lose a tier to the noise of their sum") {
  const GoldenCase c = golden("tier_boundaries");
  const Json& trap = c.input.at("float_trap");
  std::vector<Indicator> leaves;
  std::vector<ManualRating> ratings;
  double naive = 0;
  for (int i = 0; i < trap.at("repeat").get<int>(); ++i) {
    leaves.push_back(leaf("l" + std::to_string(i), trap.at("value").get<double>()));
    ratings.push_back(rating(leaves.back().id, 1));
    naive += trap.at("value").get<double>();
  }
  REQUIRE(naive < 95);
  const SiteResult site = score(catalogue({group("all", leaves)}), {}, ratings);
  CHECK(site.total == 95);
  CHECK(site.tier == c.expected.at("float_trap").at("tier"));
}

const std::vector<std::pair<std::string, NotApplicablePolicy>> kNamedPolicies{
    {"reweight_parent", NotApplicablePolicy::reweight_parent},
    {"reweight_root", NotApplicablePolicy::reweight_root},
    {"spread_even_siblings", NotApplicablePolicy::spread_even},
    {"zero", NotApplicablePolicy::zero},
    {"full", NotApplicablePolicy::full}};

TEST_CASE("Each policy for what does not apply gives its worked total") {
  const GoldenCase c = golden("not_applicable");
  const Json& p = c.input.at("P(20)");
  std::vector<Indicator> children;
  std::vector<ManualRating> ratings;
  for (const auto& [name, item] : p.items()) {
    children.push_back(leaf(name, item.at(0).get<double>()));
    const bool is_na = item.at(1) == "na";
    ratings.push_back(rating(name, is_na ? std::nullopt : std::optional(item.at(1).get<double>())));
  }
  const Json& q = c.input.at("Q(80)").at("q");
  ratings.push_back(rating("q", q.at(1).get<double>()));
  Catalogue table =
      catalogue({group("P", children), group("Q", {leaf("q", q.at(0).get<double>())})});
  for (const auto& [name, policy] : kNamedPolicies) {
    INFO(name);
    table.not_applicable = policy;
    const SiteResult site = score(table, {}, ratings);
    // A published total is rounded to 1e-6, the worked one is not: the unrounded sum is the nodes'.
    const double total = node(site, "P").points.value() + node(site, "Q").points.value();
    check_near(total, c.expected.at(name), c.tolerance);
    CHECK(site.total == quantise(c.expected.at(name).get<double>()));
    CHECK(site.tier == c.expected.at("tiers").at(name));
    check_near(site.applicable, c.expected.at("coverage"), c.tolerance);
    CHECK(site.coverage == 1);
    if (policy == NotApplicablePolicy::reweight_parent) {
      check_near(node(site, "P").index.value(), c.expected.at("P_index_reweight_parent"),
                 c.tolerance);
    }
  }
}

TEST_CASE("A parent of which nothing applies is not applicable itself") {
  const GoldenCase c = golden("not_applicable");
  Catalogue table = catalogue(
      {group("P", {leaf("a", 8), leaf("b", 6), leaf("c", 6)}), group("Q", {leaf("q", 80)})});
  const auto ratings = rate({{"a", {}}, {"b", {}}, {"c", {}}, {"q", 0.757}});
  for (const auto policy : {NotApplicablePolicy::reweight_parent,
                            NotApplicablePolicy::reweight_root, NotApplicablePolicy::spread_even}) {
    table.not_applicable = policy;
    const SiteResult site = score(table, {}, ratings);
    check_near(site.total.value(), c.expected.at("all_na_parent_total"), c.tolerance);
    CHECK(node(site, "P").state == NodeState::not_applicable);
    CHECK_FALSE(node(site, "P").points.has_value());
    CHECK(node(site, "P").points_max == 0);
  }
}

TEST_CASE("Services that a department does not have: the other 75 points times 4/3") {
  const GoldenCase c = golden("not_applicable");
  const Json& input = c.input.at("gov75");
  const double applicable = input.at("applicable_points").get<double>();
  Catalogue table = catalogue({leaf("services", 100 - applicable), leaf("rest", applicable)});
  table.not_applicable = NotApplicablePolicy::reweight_root;
  const double index = input.at("earned").get<double>() / applicable;
  const SiteResult site = score(table, {}, rate({{"services", {}}, {"rest", index}}));
  check_near(node(site, "rest").points.value(), c.expected.at("gov75"), c.tolerance);
}

TEST_CASE("The bonus is capped and gated") {
  const GoldenCase c = golden("bonus");
  const Json& cases = c.input.at("cases");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    INFO(cases[i].dump());
    const Json& expected = c.expected.at("cases")[i];
    std::vector<Indicator> bonus;
    std::vector<ManualRating> ratings{rating("base", cases[i].at("base").get<double>() / 100)};
    for (const Json& item : cases[i].at("bonus")) {
      bonus.push_back(leaf("bonus" + std::to_string(bonus.size()), 10));
      ratings.push_back(rating(bonus.back().id, item.get<double>() / 10));
    }
    Catalogue table = catalogue({leaf("base", 100)}, bonus);
    if (cases[i].contains("gate")) table.bonus.gate = cases[i].at("gate").get<double>();
    const SiteResult site = score(table, {}, ratings);
    check_near(site.bonus.value(), expected.at("bonus"), c.tolerance);
    check_near(site.total.value(), expected.at("total"), c.tolerance);
    CHECK(site.tier == expected.at("tier"));
    CHECK(site.base_tier == expected.at("base_tier"));
    check_near(site.base.value() / 100, expected.at("base_index"), c.tolerance);
  }
}

/// The five leaves of the pending case. D's lower bound comes from a quarter that is known already.
struct PendingSite {
  Catalogue table =
      catalogue({leaf("A", 40), leaf("B", 25), leaf("C", 15),
                 leaf("D", 12, checklist({graded("quarter"), manual("rest", 3)})), leaf("E", 8)});
  ObservationMap observations{{{"D", "quarter"}, outcome("good")}};
  std::vector<ManualRating> ratings = rate({{"A", 0.9}, {"B", 0.8}, {"E", 1}});

  [[nodiscard]] SiteResult site() const { return score(table, observations, ratings); }
};

void check_step(const SiteResult& site, const Json& expected, double tolerance) {
  check_near(site.total_min, expected.at("min"), tolerance);
  check_near(site.total_max, expected.at("max"), tolerance);
  CHECK(site.possible_tiers == expected.at("possible_tiers").get<std::vector<std::string>>());
  CHECK(site.tier.empty() != expected.at("certain").get<bool>());
  const IndicatorResult* next = next_leaf_to_score(site);
  CHECK((next == nullptr ? "" : next->id) == expected.value("next", ""));
}

TEST_CASE("Bounds, possible tiers and the next leaf while scoring is unfinished") {
  const GoldenCase c = golden("pending");
  PendingSite pending;
  REQUIRE(node(pending.site(), "D").index_min == c.input.at("leaves")[3].at("lo"));
  check_step(pending.site(), c.expected.at("initial"), c.tolerance);
  CHECK_FALSE(pending.site().total.has_value());
  pending.ratings.push_back(rating("C", c.input.at("steps")[0].at("C").get<double>()));
  check_step(pending.site(), c.expected.at("after_C"), c.tolerance);
  pending.ratings.push_back(rating("D", c.input.at("steps")[1].at("D").get<double>()));
  check_step(pending.site(), c.expected.at("after_D"), c.tolerance);
  CHECK(pending.site().total == c.expected.at("after_D").at("min").get<double>());
}

TEST_CASE("A pending leaf that turns out n/a leaves the total within the bounds") {
  const GoldenCase c = golden("pending");
  PendingSite pending;
  pending.table.not_applicable = NotApplicablePolicy::reweight_root;
  const SiteResult before = pending.site();
  pending.ratings.push_back(rating("C", std::nullopt));
  const SiteResult after = pending.site();
  // The published bounds are rounded to 1e-6.
  check_near(after.total_min, c.expected.at("if_C_na_reweight_root_D_lo"), 5e-7);
  check_near(after.total_max, c.expected.at("if_C_na_reweight_root_D_hi"), 5e-7);
  CHECK(after.total_min >= before.total_min);
  CHECK(after.total_max <= before.total_max);
}

std::vector<std::int64_t> keys_of(const Json& scores) {
  std::vector<std::int64_t> keys;
  for (const Json& item : scores) keys.push_back(points_key(item.get<double>()));
  return keys;
}

TEST_CASE("Ties rank by each convention as worked") {
  const GoldenCase c = golden("ranks");
  const auto keys = keys_of(c.input.at("scores"));
  using Ranks = std::vector<double>;
  CHECK(ranks_of(keys, TieRule::competition) == c.expected.at("standard_1224").get<Ranks>());
  CHECK(ranks_of(keys, TieRule::dense) == c.expected.at("dense_1223").get<Ranks>());
  CHECK(ranks_of(keys, TieRule::fractional) == c.expected.at("fractional").get<Ranks>());
}

TEST_CASE("Bounds of ranks are as worked") {
  const GoldenCase c = golden("ranks");
  std::vector<KeyInterval> intervals;
  for (const auto& [name, ends] : c.input.at("intervals").items()) {
    intervals.push_back(
        {points_key(ends.at(0).get<double>()), points_key(ends.at(1).get<double>())});
  }
  const auto bounds = rank_bounds(intervals, TieRule::competition);
  std::size_t i = 0;
  for (const auto& [name, expected] : c.expected.at("rank_bounds").items()) {
    INFO(name);
    CHECK(bounds[i].best == expected.at(0).get<int>());
    CHECK(bounds[i].worst == expected.at(1).get<int>());
    ++i;
  }
}

}  // namespace
}  // namespace gweval::test

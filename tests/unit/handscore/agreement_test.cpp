// Agreement coefficients against the golden case G14, against Krippendorff's own example, and
// against sums done by hand.

#include "gweval/agreement.hpp"

#include <fstream>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::json;

Json golden() {
  std::ifstream in(GWEVAL_SOURCE_DIR "/tests/unit/handscore/golden.json");
  return Json::parse(in)["cases"][0];
}

RatingTable table_of(const std::vector<Json>& raters) {
  RatingTable table(raters.front().size());
  for (const Json& rater : raters) {
    for (std::size_t unit = 0; unit < table.size(); ++unit) {
      const Json& answer = rater[unit];
      table[unit].push_back(answer.is_null() ? std::nullopt : std::optional(answer.get<double>()));
    }
  }
  return table;
}

auto near(const Json& expected) {
  return Approx(expected.get<double>()).epsilon(0).margin(1e-9);
}

TEST_CASE("G14: two raters, twelve sites, grades 0, 0.5 and 1") {
  const Json golden_case = golden();
  const Json& in = golden_case["input"];
  const Json& out = golden_case["expected"];
  const RatingTable two = table_of({in["rater1"], in["rater2"]});
  CHECK(*raw_agreement(two) == near(out["raw_agreement"]));
  CHECK(*kappa(two, KappaWeights::none) == near(out["kappa"]));
  CHECK(*kappa(two, KappaWeights::linear) == near(out["kappa_linear"]));
  CHECK(*kappa(two, KappaWeights::quadratic) == near(out["kappa_quadratic"]));
  CHECK(*alpha(two, AlphaMetric::nominal) == near(out["alpha_nominal"]));
  CHECK(*alpha(two, AlphaMetric::ordinal) == near(out["alpha_ordinal"]));
  CHECK(*alpha(two, AlphaMetric::interval) == near(out["alpha_interval"]));
  CHECK(*ac1(two) == near(out["ac1"]));
  CHECK(units_apart(two, in["tolerance"].get<double>()) ==
        out["adjudicate_positions_0based"].get<std::vector<std::size_t>>());
  // |0.5| at three of twelve units.
  CHECK(*mean_difference(two) == Approx(0.125));

  const RatingTable three = table_of({in["rater1"], in["rater2"], in["rater3"]});
  CHECK(*alpha(three, AlphaMetric::interval) == near(out["alpha_interval_3_raters"]));
  CHECK(*alpha(three, AlphaMetric::nominal) == near(out["alpha_nominal_3_raters"]));
}

TEST_CASE("G14: a rare answer lowers kappa, not AC1") {
  const Json golden_case = golden();
  const Json& in = golden_case["input"]["high_prevalence"];
  const Json& out = golden_case["expected"]["high_prevalence"];
  RatingTable table;
  const auto add = [&](const char* key, double a, double b) {
    for (int i = 0; i < in[key].get<int>(); ++i) table.push_back({a, b});
  };
  add("both_pass", 1, 1);
  add("only_1", 1, 0);
  add("only_2", 0, 1);
  add("both_fail", 0, 0);
  CHECK(*raw_agreement(table) == near(out["raw"]));
  CHECK(*kappa(table, KappaWeights::none) == near(out["kappa"]));
  CHECK(*ac1(table) == near(out["ac1"]));
}

TEST_CASE("Krippendorff's published example of four observers with missing answers") {
  const std::optional<double> no;
  const RatingTable table{{1, 1, no, 1}, {2, 2, 3, 2},  {3, 3, 3, 3},   {3, 3, 3, 3},
                          {2, 2, 2, 2},  {1, 2, 3, 4},  {4, 4, 4, 4},   {1, 1, 2, 1},
                          {2, 2, 2, 2},  {no, 5, 5, 5}, {no, no, 1, 1}, {no, 3, no, no}};
  CHECK(*alpha(table, AlphaMetric::nominal) == Approx(0.743).margin(0.0005));
  CHECK(*alpha(table, AlphaMetric::ordinal) == Approx(0.815).margin(0.0005));
  CHECK(*alpha(table, AlphaMetric::interval) == Approx(0.849).margin(0.0005));
}

TEST_CASE("What cannot be told is nothing, not zero and not one") {
  const std::optional<double> no;
  CHECK_FALSE(raw_agreement({}).has_value());
  CHECK_FALSE(alpha({{1, no}, {no, 0}}, AlphaMetric::nominal).has_value());
  // All alike: the chance of agreeing is one, and nothing is left to agree beyond it.
  CHECK_FALSE(alpha({{1, 1}, {1, 1}}, AlphaMetric::interval).has_value());
  CHECK_FALSE(kappa({{1, 1}, {1, 1}}, KappaWeights::none).has_value());
  CHECK(*raw_agreement({{1, 1}, {1, 1}}) == 1);
  CHECK_FALSE(bootstrap_alpha({{1, 1}, {1, 1}}, AlphaMetric::interval, 1, 100).has_value());
}

TEST_CASE("A scale's unused grades count in the weights of kappa") {
  // Places 0, 1, 3 of four grades: |0 - 1| / 3 and not |0 - 1| / 2.
  const RatingTable table{{0, 0.25}, {0.25, 0.25}, {1, 1}, {0, 0}};
  CHECK(*kappa(table, KappaWeights::linear, {0, 0.25, 0.75, 1}) !=
        Approx(*kappa(table, KappaWeights::linear)));
  // By hand, four grades: observed 1/4 · 1/3; rows 1/2 1/4 0 1/4, columns 1/4 1/2 0 1/4:
  // expected = (1/2·1/2 + 1/4·1/4)/3 + (1/2·1/4 + 1/4·1/4)·1 + (1/4·1/4 + 1/4·1/2)·2/3
  const double expected = (0.25 + 0.0625) / 3 + 0.125 + 0.0625 + (0.0625 + 0.125) * 2 / 3;
  CHECK(*kappa(table, KappaWeights::linear, {0, 0.25, 0.75, 1}) ==
        Approx(1 - (0.25 / 3) / expected));
}

TEST_CASE("The bootstrap is the same for a seed, and holds the value") {
  RatingTable table;
  for (int i = 0; i < 40; ++i) table.push_back({(i % 3) / 2.0, i % 7 == 0 ? 0.5 : (i % 3) / 2.0});
  const auto one = bootstrap_alpha(table, AlphaMetric::interval, 7, 500);
  const auto again = bootstrap_alpha(table, AlphaMetric::interval, 7, 500);
  const auto other = bootstrap_alpha(table, AlphaMetric::interval, 8, 500);
  REQUIRE(one.has_value());
  CHECK((one->low == again->low && one->high == again->high));
  CHECK((one->low != other->low || one->high != other->high));
  const double value = *alpha(table, AlphaMetric::interval);
  CHECK((one->low < value && value < one->high));
}

}  // namespace
}  // namespace gweval::test

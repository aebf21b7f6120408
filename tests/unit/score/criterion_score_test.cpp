#include "score/criterion_score.hpp"

#include <limits>

#include "builder.hpp"
#include "score/finding_text.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

CriterionScore observe(const Criterion& criterion, const Observation& observation,
                       RubricKind kind = RubricKind::checklist, double worth = 5) {
  CriterionInput input;
  input.observation = &observation;
  input.kind = kind;
  input.worth = worth;
  return score_criterion(criterion, input);
}

TEST_CASE("A sampled rate on goalposts keeps its point and gets bounds from both ends") {
  // Dead links: none is full marks, a tenth is zero. 3 of 120 with the 95 % Wilson interval.
  const Criterion links = measured("links", Goalposts{0.10, 0});
  const CriterionScore actual = observe(links, sampled(0.025, 0.0085, 0.0709));
  CHECK(actual.result.state == CriterionState::observed);
  CHECK(actual.result.index.value() == Approx(0.75));
  CHECK(actual.result.index_min == Approx(0.291));
  CHECK(actual.result.index_max == Approx(0.915));
}

TEST_CASE("A sampled count that may lie on two steps is undecided between them") {
  const Criterion criterion = measured("c", Steps{{{20, 1}, {10, 0.6}, {3, 0.3}}, 0});
  const CriterionScore open = observe(criterion, sampled(12, 8, 19));
  CHECK_FALSE(open.result.index.has_value());
  CHECK(open.result.index_min == 0.3);
  CHECK(open.result.index_max == 0.6);
  CHECK_FALSE(open.result.reason.empty());
  const CriterionScore closed = observe(criterion, sampled(12, 10, 19));
  CHECK(closed.result.index == 0.6);
}

TEST_CASE("A measurement without an outcome still narrows the bounds by its interval") {
  Observation unsettled = state(ObservationState::cannot_tell);
  unsettled.interval = Interval{10, 40};
  const Criterion criterion = measured("c", Goalposts{0, 50});
  const CriterionScore actual = observe(criterion, unsettled);
  CHECK(actual.result.state == CriterionState::cannot_tell);
  CHECK_FALSE(actual.result.index.has_value());
  CHECK(actual.result.index_min == Approx(0.2));
  CHECK(actual.result.index_max == Approx(0.8));
}

TEST_CASE("What the rule could not tell is open between nothing and everything") {
  const CriterionScore actual = observe(graded("c"), state(ObservationState::cannot_tell));
  CHECK(actual.result.index_min == 0);
  CHECK(actual.result.index_max == 1);
  CHECK(actual.result.reason.en == "test");
}

TEST_CASE("An unknown deduction takes at most its cap") {
  const Criterion capped = measured("c", Deduction{0.5, 2});
  const auto actual = observe(capped, state(ObservationState::cannot_tell), RubricKind::deduction);
  CHECK(actual.result.index_min == Approx(0.6));  // 5 points less at most 2
  CHECK(actual.result.index_max == 1);
}

TEST_CASE("An answer the rubric cannot score is our fault, not the site's") {
  CHECK(observe(graded("c"), outcome("splendid")).result.state == CriterionState::rule_error);
  const Criterion needs_value = measured("c", Goalposts{0, 1});
  CHECK(observe(needs_value, outcome("good")).result.state == CriterionState::rule_error);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const CriterionScore actual = observe(needs_value, value(nan));
  CHECK(actual.result.state == CriterionState::rule_error);
  CHECK_FALSE(actual.result.value.has_value());
  CHECK(actual.result.index_max == 1);
}

TEST_CASE("A rule that was not run is said to be so") {
  const CriterionScore actual = score_criterion(graded("c"), {});
  CHECK(actual.result.state == CriterionState::cannot_tell);
  CHECK_FALSE(actual.result.reason.empty());
}

TEST_CASE("A rating of an automatic criterion counts instead, the observation stays visible") {
  const Observation bad = outcome("bad");
  CriterionInput input;
  input.observation = &bad;
  input.ratings = {rating("leaf", 0.5, "c")};
  const CriterionScore actual = score_criterion(graded("c"), input);
  CHECK(actual.result.state == CriterionState::rated);
  CHECK(actual.result.index == 0.5);
  CHECK(actual.result.outcome == "bad");
}

TEST_CASE("A rating that is one of the grades is named after it") {
  Criterion criterion = manual("c");
  criterion.grades = {{"优", 1, {}}, {"良", 0.75, {"偶有差错", "rare errors"}}};
  CriterionInput input;
  input.ratings = {rating("leaf", 0.75, "c")};
  const CriterionScore actual = score_criterion(criterion, input);
  CHECK(actual.result.outcome == "良");
  CHECK(actual.result.outcome_title.en == "rare errors");
}

TEST_CASE("Sentences are filled once, in both languages") {
  RuleSchema schema;
  schema.messages = {{"stale", {"{column} 已 {days} 天未更新", "{column} is {days} days old"}}};
  Finding finding;
  finding.message = "stale";
  finding.args = {{"column", "{days}"}, {"days", "40"}};
  const RenderedFinding actual = render_finding(finding, &schema);
  CHECK(actual.text.en == "{days} is 40 days old");
  CHECK(actual.text.zh == "{days} 已 40 天未更新");
  CHECK(fill_placeholders("{x} and {unclosed", {}) == "{x} and {unclosed");
}

}  // namespace
}  // namespace gweval::test

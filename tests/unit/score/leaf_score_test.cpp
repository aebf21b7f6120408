#include "score/leaf_score.hpp"

#include "builder.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

const Criterion& criterion_of(const Indicator& indicator, std::size_t i) {
  return indicator.rubric->criteria.at(i);
}

LeafScore run(const Indicator& indicator, ObservationMap observations,
              std::vector<ManualRating> ratings = {}) {
  SiteInput input;
  input.observations = std::move(observations);
  input.ratings = std::move(ratings);
  return score_leaf(indicator, input, nullptr);
}

TEST_CASE("A leaf is pending while a person's part is missing, with bounds and coverage") {
  const Indicator mixed = leaf("l", 8, checklist({graded("auto", 3), manual("hand", 1)}));
  const LeafScore actual = run(mixed, {{{"l", "auto"}, outcome("fair")}});
  CHECK(actual.state == NodeState::pending);
  CHECK(actual.coverage == 0.75);
  CHECK(actual.index.low == 0.375);   // (3 x 0.5 + 0) / 4
  CHECK(actual.index.high == 0.625);  // (3 x 0.5 + 1) / 4
  CHECK(actual.criteria[0].result.share == 0.75);
  CHECK(criterion_of(mixed, 1).is_manual);
}

TEST_CASE("A leaf whose rules could not tell is an error, not pending") {
  const Indicator automatic = leaf("l", 8, checklist({graded("a"), graded("b")}));
  const LeafScore actual = run(automatic, {{{"l", "a"}, outcome("good")},
                                           {{"l", "b"}, state(ObservationState::cannot_tell)}});
  CHECK(actual.state == NodeState::error);
  CHECK(actual.index.low == 0.5);
  CHECK(actual.index.high == 1);
}

TEST_CASE("A pending part outranks a part the tool could not tell") {
  const Indicator mixed = leaf("l", 8, checklist({graded("a"), manual("b")}));
  CHECK(run(mixed, {{{"l", "a"}, state(ObservationState::rule_error)}}).state ==
        NodeState::pending);
}

TEST_CASE("What does not apply leaves both sums") {
  const Indicator indicator =
      leaf("l", 8, checklist({graded("a", 1), graded("b", 2), graded("c", 5)}));
  const LeafScore actual = run(indicator, {{{"l", "a"}, outcome("good")},
                                           {{"l", "b"}, outcome("fair")},
                                           {{"l", "c"}, state(ObservationState::not_applicable)}});
  CHECK(actual.state == NodeState::scored);
  CHECK(actual.index.index == Approx(2.0 / 3));  // (1 x 1 + 2 x 0.5) / 3
  CHECK(actual.coverage == 1);
}

TEST_CASE("A rating of the whole leaf overrides its criteria, which stay visible") {
  const Indicator mixed = leaf("l", 8, checklist({graded("a"), manual("b")}));
  const LeafScore actual = run(mixed, {{{"l", "a"}, outcome("bad")}}, {rating("l", 0.9)});
  CHECK(actual.state == NodeState::scored);
  CHECK(actual.index.index == 0.9);
  REQUIRE(actual.criteria.size() == 2);
  CHECK(actual.criteria[0].result.is_overridden);
  CHECK(actual.criteria[0].result.outcome == "bad");
  CHECK(actual.criteria[1].result.is_overridden);
}

TEST_CASE("Deductions add up, an open one is bounded by its cap, and nothing falls below zero") {
  const Indicator indicator = leaf(
      "l", 5,
      deductions({measured("a", Deduction{0.1, 2}), measured("b", Deduction{0.5, std::nullopt}),
                  measured("c", Deduction{0.1, 2})}));
  const LeafScore open = run(indicator, {{{"l", "a"}, value(7)}, {{"l", "b"}, value(2)}});
  CHECK(open.state == NodeState::error);
  CHECK(open.index.low == Approx(0.26));   // (5 - 0.7 - 1 - 2) / 5
  CHECK(open.index.high == Approx(0.66));  // (5 - 0.7 - 1) / 5
  const LeafScore floored =
      run(indicator, {{{"l", "a"}, value(7)}, {{"l", "b"}, value(90)}, {{"l", "c"}, value(0)}});
  CHECK(floored.index.index == 0);
}

TEST_CASE("A leaf of capped deductions of which nothing is known may still be n/a: no bound") {
  const Indicator indicator = leaf("l", 5, deductions({measured("a", Deduction{0.1, 2})}));
  const LeafScore actual = run(indicator, {});
  CHECK(actual.index.low == 0);
  CHECK(actual.index.high == 1);
}

TEST_CASE("A deduction scale inside a checklist takes from the criterion's own points") {
  // 8 points, a quarter of them the criterion's: 2. Three faults at 0.5 leave a quarter.
  const Indicator indicator = leaf(
      "l", 8, checklist({measured("faults", Deduction{0.5, std::nullopt}, 1), graded("b", 3)}));
  const LeafScore actual =
      run(indicator, {{{"l", "faults"}, value(3)}, {{"l", "b"}, outcome("good")}});
  CHECK(actual.criteria[0].result.index.value() == Approx(0.25));
  CHECK(actual.index.index == Approx(0.8125));
}

TEST_CASE("A criterion that measures for a veto alone has no share and delays nothing") {
  Criterion probe = graded("probe");
  probe.is_veto_only = true;
  probe.veto = Veto{{"bad"}, VetoEffect::disqualify, "", 0};
  const Indicator indicator = leaf("l", 8, checklist({graded("a"), probe}));
  const LeafScore actual = run(indicator, {{{"l", "a"}, outcome("fair")}});
  CHECK(actual.state == NodeState::scored);
  CHECK(actual.index.index == 0.5);
  CHECK(actual.criteria[1].result.share == 0);
}

}  // namespace
}  // namespace gweval::test

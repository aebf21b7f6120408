// Decisions between raters, and machine's outcomes that people set aside.

#include "builder.hpp"
#include "score/criterion_score.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

Override aside(std::optional<double> index, bool is_lapsed = false) {
  return {"s",
          "a",
          "c",
          index,
          "Zhao",
          "the rule misread a heading",
          "https://x.example/",
          "2025-11-01",
          "2026-06-30",
          is_lapsed};
}

CriterionScore judge(const Criterion& criterion, const Observation* observation,
                     std::vector<ManualRating> ratings, const Decision* decision,
                     const Override* set_aside) {
  CriterionInput input;
  input.observation = observation;
  input.ratings = std::move(ratings);
  input.decision = decision;
  input.set_aside = set_aside;
  return score_criterion(criterion, input);
}

TEST_CASE("A third person's decision counts instead of raters who differ, and they stay visible") {
  const Criterion criterion = manual("c");
  const std::vector<ManualRating> ratings{rating("a", 1, "c", "Li"), rating("a", 0, "c", "Wang")};
  const CriterionScore open = judge(criterion, nullptr, ratings, nullptr, nullptr);
  CHECK(open.result.state == CriterionState::pending);
  CHECK(open.result.agreement == Agreement::disputed);
  const Decision decision{"s", "a", "c", 0.5, "Zhao", "seen again", "", "2025-11-20"};
  const CriterionScore settled = judge(criterion, nullptr, ratings, &decision, nullptr);
  CHECK(settled.result.state == CriterionState::rated);
  CHECK(settled.result.agreement == Agreement::adjudicated);
  CHECK(settled.result.index == 0.5);
  CHECK(settled.result.index_min == 0.5);
  CHECK(settled.result.ratings.size() == 2);
  CHECK(settled.result.decision->decided_by == "Zhao");
  CHECK(settled.result.reason.empty());
  Decision na = decision;
  na.index.reset();
  CHECK(judge(criterion, nullptr, ratings, &na, nullptr).result.state ==
        CriterionState::not_applicable);
}

TEST_CASE("One rater is single, two within the tolerance agree") {
  const Criterion criterion = manual("c");
  CHECK(judge(criterion, nullptr, {}, nullptr, nullptr).result.agreement == Agreement::none);
  CHECK(judge(criterion, nullptr, {rating("a", 1, "c", "Li")}, nullptr, nullptr).result.agreement ==
        Agreement::single);
  const CriterionScore both =
      judge(criterion, nullptr, {rating("a", 1, "c", "Li"), rating("a", 0.75, "c", "Wang")},
            nullptr, nullptr);
  CHECK(both.result.agreement == Agreement::agreed);
  CHECK(both.result.index == 0.875);
}

TEST_CASE("An override counts instead of the rule, whose value stays beside it") {
  const Observation seen = outcome("bad");
  const Override by = aside(1);
  const CriterionScore actual = judge(graded("c"), &seen, {}, nullptr, &by);
  CHECK(actual.result.index == 1.0);
  CHECK(actual.result.state == CriterionState::rated);
  REQUIRE(actual.result.machine);
  CHECK(actual.result.machine->index == 0.0);
  CHECK(actual.result.machine->state == CriterionState::observed);
  CHECK(actual.result.outcome == "bad");
  REQUIRE(actual.result.findings.size() == 1);
  CHECK(actual.result.findings[0].message == "override");
  CHECK(
      actual.result.findings[0].text.en ==
      "overridden: the machine's 0 counts as 1 until 2026-06-30; Zhao: the rule misread a heading");
}

TEST_CASE("A lapsed override changes nothing and says so") {
  const Observation seen = outcome("fair");
  const Override by = aside(1, true);
  const CriterionScore actual = judge(graded("c"), &seen, {}, nullptr, &by);
  CHECK(actual.result.index == 0.5);
  CHECK(actual.result.state == CriterionState::observed);
  CHECK_FALSE(actual.result.machine);
  CHECK(actual.result.findings.at(0).message == "override-lapsed");
  CHECK(actual.result.set_aside->is_lapsed);
}

TEST_CASE("What a rule could not tell is settled by an override") {
  const Observation unknown = state(ObservationState::cannot_tell);
  const Override by = aside(0.5);
  const CriterionScore actual = judge(graded("c"), &unknown, {}, nullptr, &by);
  CHECK(actual.result.index == 0.5);
  CHECK_FALSE(actual.result.machine->index.has_value());
  CHECK(actual.result.reason.empty());
}

TEST_CASE("Ratings of an automatic criterion show what the machine made of it") {
  const Observation seen = outcome("bad");
  const CriterionScore actual =
      judge(graded("c"), &seen, {rating("a", 0.5, "c", "Li")}, nullptr, nullptr);
  CHECK(actual.result.index == 0.5);
  CHECK(actual.result.machine->index == 0.0);
}

TEST_CASE("An override does not reach what people score") {
  const Override by = aside(1);
  const CriterionScore actual = judge(manual("c"), nullptr, {}, nullptr, &by);
  CHECK(actual.result.state == CriterionState::pending);
  CHECK_FALSE(actual.result.set_aside);
}

TEST_CASE("An override decides whether a veto fires") {
  Criterion probe = graded("probe");
  probe.is_veto_only = true;
  probe.veto = Veto{{"bad"}, VetoEffect::disqualify, "", 0};
  const Catalogue table =
      catalogue({leaf("a", 40, checklist({graded("c"), probe})), leaf("b", 60)});
  Site site;
  site.id = "s";
  SiteInput input;
  input.site = &site;
  input.profile = table.profiles.data();
  input.observations = {{{"a", "c"}, outcome("good")}, {{"a", "probe"}, outcome("bad")}};
  CHECK(score_site(table, input, nullptr).is_disqualified);
  Override by = aside(1);
  by.criterion_id = "probe";
  input.overrides = {by};
  CHECK_FALSE(score_site(table, input, nullptr).is_disqualified);
  input.overrides[0].is_lapsed = true;
  CHECK(score_site(table, input, nullptr).is_disqualified);
}

}  // namespace
}  // namespace gweval::test

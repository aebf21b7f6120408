#include "builder.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

TEST_CASE("A site that was not observed gets no score, tier or rank, whatever else is there") {
  const Catalogue table = catalogue({leaf("a", 40), leaf("b", 60)}, {leaf("bonus", 10)});
  Site site;
  site.id = "s";
  SiteInput input;
  input.site = &site;
  input.profile = &table.profiles.front();
  input.ratings = rate({{"a", 1}, {"b", 1}, {"bonus", 1}});
  input.status = SiteStatus::not_observed;
  input.status_reason = {"域名未能解析", "name not resolved"};
  const SiteResult actual = score_site(table, input, nullptr);
  CHECK_FALSE(actual.total.has_value());
  CHECK_FALSE(actual.base.has_value());
  CHECK_FALSE(actual.projected.has_value());
  CHECK(actual.tier.empty());
  CHECK(actual.possible_tiers.empty());
  CHECK(actual.coverage == 0);
  CHECK(actual.total_min == 0);
  CHECK(actual.total_max == 110);
  CHECK(actual.status_reason.en == "name not resolved");
  CHECK(actual.indicators.size() == 3);
}

TEST_CASE("The projection is of the scored part of the base and the bonus that is certain") {
  const Indicator half = leaf("b", 60, checklist({graded("auto", 2), manual("hand", 1)}));
  const Catalogue table = catalogue({leaf("a", 40), half}, {leaf("bonus", 10)});
  const SiteResult site =
      score(table, {{{"b", "auto"}, outcome("fair")}}, rate({{"a", 0.9}, {"bonus", 1}}));
  // 36 of 40 points and 20 of 40 (two thirds of 60) are known: 56 of 80; and 10 of bonus.
  CHECK(site.projected == 80);
  CHECK(site.coverage == Approx(0.8));
  CHECK(site.bonus == 10);
  CHECK_FALSE(site.base.has_value());
  CHECK(site.total_min == 66);  // 36 + 20 + 10
  CHECK(site.total_max == 86);
}

TEST_CASE("The bonus is settled early once it cannot change any more") {
  Catalogue table = catalogue({leaf("a", 60), leaf("b", 40)}, {leaf("x", 10), leaf("y", 10)});
  const SiteResult full = score(table, {}, rate({{"a", 1}, {"b", 1}, {"x", 1}}));
  CHECK(full.bonus == 10);  // y is open, but the cap of 10 is reached
  CHECK(full.total == 110);
  table.bonus.gate = 80;
  const SiteResult shut = score(table, {}, rate({{"a", 0.5}, {"x", 1}, {"y", 1}}));
  CHECK(shut.bonus == 0);  // at most 70, never above the gate
  const SiteResult open = score(table, {}, rate({{"a", 1}, {"x", 1}, {"y", 1}}));
  CHECK_FALSE(open.bonus.has_value());  // 60 to 100
  CHECK(open.total_min == 60);
  CHECK(open.total_max == 110);
}

TEST_CASE("A sampled measurement gives a total and still shows how sure it is") {
  const Catalogue table = catalogue(
      {leaf("links", 10, checklist({measured("rate", Goalposts{0.1, 0})})), leaf("rest", 90)});
  const SiteResult site =
      score(table, {{{"links", "rate"}, sampled(0.02, 0, 0.05)}}, rate({{"rest", 0.75}}));
  CHECK(site.total == 75.5);  // 8 + 67.5
  CHECK(site.total_min == 72.5);
  CHECK(site.total_max == 77.5);
  CHECK(site.tier.empty());
  CHECK(site.possible_tiers == std::vector<std::string>{"良好", "发展"});
}

TEST_CASE("Criteria's points add up to their leaf") {
  const Catalogue table =
      catalogue({leaf("a", 40, checklist({graded("x", 1), graded("y", 2), graded("z", 1)})),
                 leaf("d", 60, deductions({measured("n", Deduction{2, 10})}))});
  const SiteResult site = score(table, {{{"a", "x"}, outcome("good")},
                                        {{"a", "y"}, outcome("fair")},
                                        {{"a", "z"}, state(ObservationState::not_applicable)},
                                        {{"d", "n"}, value(3)}});
  const auto& a = node(site, "a").criteria;
  CHECK(a[0].weight + a[1].weight + a[2].weight == Approx(40));
  CHECK(a[0].points.value() + a[1].points.value() == Approx(node(site, "a").points.value()));
  CHECK(a[2].weight == 0);
  const CriterionResult& n = node(site, "d").criteria[0];
  CHECK(n.weight == 0);
  CHECK(n.points == -6);
  CHECK(node(site, "d").points == 54);
}

TEST_CASE("Results start with what they carry of the catalogue") {
  Catalogue table = catalogue({leaf("a", 100)});
  table.digest = "sha256:00";
  table.profiles.front().title = {"市", "City"};
  const Results results = empty_results(table);
  CHECK(results.catalogue_id == "test");
  CHECK(results.catalogue_digest == "sha256:00");
  CHECK(results.tiers.size() == 5);
  CHECK(results.profiles.at(0).title.en == "City");
}

}  // namespace
}  // namespace gweval::test

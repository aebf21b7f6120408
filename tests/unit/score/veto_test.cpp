#include "builder.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

/// a 40 with a veto on "bad" beside its half, b 60 by hand, bonus 10 by hand.
Catalogue vetoed(VetoEffect effect, std::string target = "", double cap = 0) {
  Criterion probe = graded("probe");
  probe.is_veto_only = true;
  probe.veto = Veto{{"bad"}, effect, std::move(target), cap};
  Catalogue out = catalogue({leaf("a", 40, checklist({graded("c"), probe})), leaf("b", 60)},
                            {leaf("bonus", 10)});
  return out;
}

ObservationMap probed(const Observation& observation) {
  return {{{"a", "c"}, outcome("good")}, {{"a", "probe"}, observation}};
}

const std::vector<ManualRating> kRatings = rate({{"b", 0.8}, {"bonus", 0.5}});

TEST_CASE("A veto that does not fire changes nothing") {
  const SiteResult site = score(vetoed(VetoEffect::disqualify), probed(outcome("fair")), kRatings);
  CHECK(site.total == 93);  // 40 + 48 + 5
  CHECK(site.veto.empty());
}

TEST_CASE("disqualify takes total and tier away; the base stays visible") {
  const SiteResult site = score(vetoed(VetoEffect::disqualify), probed(outcome("bad")), kRatings);
  CHECK(site.is_disqualified);
  CHECK_FALSE(site.total.has_value());
  CHECK_FALSE(site.projected.has_value());
  CHECK(site.tier.empty());
  CHECK(site.possible_tiers.empty());
  CHECK(site.base == 88);
  CHECK(site.base_tier == "优秀");
  CHECK(site.bonus == 0);
  REQUIRE(site.veto.size() == 1);
  CHECK(site.veto[0].state == "fired");
  CHECK(site.veto[0].effect == "disqualify");
}

TEST_CASE("cap limits the total and switches the bonus off") {
  const SiteResult site = score(vetoed(VetoEffect::cap, "", 59), probed(outcome("bad")), kRatings);
  CHECK(site.total == 59);
  CHECK(site.bonus == 0);
  CHECK(site.base == 88);
  CHECK(site.tier == "准备");
  CHECK(site.base_tier == "优秀");
  CHECK(site.projected == 59);
  const SiteResult low = score(vetoed(VetoEffect::cap, "", 90), probed(outcome("bad")), kRatings);
  CHECK(low.total == 88);  // below the cap, but without bonus
}

TEST_CASE("A catalogue may turn disqualification into a cap") {
  Catalogue table = vetoed(VetoEffect::disqualify);
  table.total_veto_cap = 59;
  const SiteResult site = score(table, probed(outcome("bad")), kRatings);
  CHECK_FALSE(site.is_disqualified);
  CHECK(site.total == 59);
  CHECK(site.veto.at(0).effect == "cap");
  CHECK(site.veto.at(0).cap == 59);
}

TEST_CASE("zero_node sets the node to zero and leaves the bonus on") {
  const SiteResult own = score(vetoed(VetoEffect::zero_node), probed(outcome("bad")), kRatings);
  CHECK(node(own, "a").points == 0);
  CHECK(own.total == 53);  // 48 + 5
  CHECK(own.bonus == 5);
  CHECK(node(own, "a").criteria[0].index == 1);  // what was measured stays visible
  CHECK(node(own, "a").criteria[0].weight == 0);
  const SiteResult other =
      score(vetoed(VetoEffect::zero_node, "b"), probed(outcome("bad")), kRatings);
  CHECK(node(other, "b").points == 0);
  CHECK(other.total == 45);  // 40 + 5
  CHECK(other.veto[0].node == "b");
}

TEST_CASE("A node at zero is not open any more, whatever is pending inside") {
  const SiteResult site =
      score(vetoed(VetoEffect::zero_node, "b"), probed(outcome("bad")), rate({{"bonus", 0}}));
  CHECK(node(site, "b").state == NodeState::scored);
  CHECK(site.total == 40);
  CHECK(site.coverage == 1);
}

TEST_CASE("A node at zero keeps its weight even where nothing in it applies") {
  const SiteResult site = score(vetoed(VetoEffect::zero_node, "b"), probed(outcome("bad")),
                                rate({{"b", std::nullopt}, {"bonus", 0}}));
  CHECK(site.total == 40);
}

TEST_CASE("A veto that cannot be told counts in the lower bound only") {
  const Observation unknown = state(ObservationState::cannot_tell);
  const SiteResult zero = score(vetoed(VetoEffect::zero_node), probed(unknown), kRatings);
  CHECK(zero.total_min == 53);
  CHECK(zero.total_max == 93);
  CHECK_FALSE(zero.total.has_value());
  CHECK(node(zero, "a").state == NodeState::error);
  CHECK_FALSE(node(zero, "a").points.has_value());
  CHECK(zero.veto.at(0).state == "possible");

  const SiteResult cap = score(vetoed(VetoEffect::cap, "", 59), probed(unknown), kRatings);
  CHECK(cap.total_min == 59);
  CHECK(cap.total_max == 93);
  CHECK_FALSE(cap.bonus.has_value());
  CHECK(cap.bonus_min == 0);
  CHECK(cap.bonus_max == 5);

  const SiteResult out = score(vetoed(VetoEffect::disqualify), probed(unknown), kRatings);
  CHECK(out.total_min == 0);
  CHECK(out.total_max == 93);
  CHECK_FALSE(out.is_disqualified);
  CHECK(out.tier.empty());
}

TEST_CASE("A rated criterion fires its veto when it is rated as one of the outcomes") {
  Catalogue table = vetoed(VetoEffect::cap, "", 59);
  auto ratings = kRatings;
  ratings.push_back(rating("a", 0, "probe"));
  CHECK(score(table, probed(outcome("good")), ratings).total == 59);
  ratings.back().index = 0.5;
  CHECK(score(table, probed(outcome("bad")), ratings).total == 93);
}

TEST_CASE("A rating of the whole leaf silences the vetoes of its criteria") {
  auto ratings = kRatings;
  ratings.push_back(rating("a", 1));
  const SiteResult site = score(vetoed(VetoEffect::disqualify), probed(outcome("bad")), ratings);
  CHECK(site.total == 93);
  CHECK(node(site, "a").criteria[1].is_overridden);
}

}  // namespace
}  // namespace gweval::test

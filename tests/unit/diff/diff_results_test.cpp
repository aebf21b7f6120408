// Documents compared: which sites and indicators meet, on what basis, and what is said about it.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "comparing.hpp"
#include "gweval/diff_input.hpp"
#include "small_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

bool has_reason(const IndicatorDiff& row, DiffReason reason) {
  return std::find(row.reasons.begin(), row.reasons.end(), reason) != row.reasons.end();
}

void check_identities(const SiteDiff& site) {
  if (site.basis == DiffBasis::none) return;
  INFO("site " << site.id);
  CHECK(site.site_effect + site.catalogue_effect == near(*site.change));
  CHECK(*site.new_score - *site.old_score == near(*site.change));
  double site_rows = site.adjustment;
  double catalogue_rows = 0;
  double centred_rows = 0;
  for (const IndicatorDiff& row : site.indicators) {
    if (!row.effect) continue;
    site_rows += row.effect->site;
    catalogue_rows += row.effect->catalogue;
    centred_rows += row.catalogue_centred;
  }
  CHECK(site_rows == near(site.site_effect));
  CHECK(catalogue_rows == near(site.catalogue_effect));
  CHECK(centred_rows == near(site.catalogue_effect));
  if (!site.factors) return;
  CHECK(site.factors->evidence + site.factors->rules + site.factors->weights == near(*site.change));
}

}  // namespace

TEST_CASE("the same document twice shows no change") {
  const Results same = results({site("s", {scored("a", 60, 0.5), scored("b", 40, 0.25)})});
  const ResultsDiff diff = diff_results(same, same, {});
  CHECK(*site_of(diff, "s").change == 0);
  CHECK(row_of(site_of(diff, "s"), "a").verdict == Verdict::unchanged);
  CHECK(diff.notes.empty());
  CHECK(diff.rules.empty());
  CHECK(sites_meeting(diff, {DiffCondition::Kind::change, 0}).empty());
}

TEST_CASE("unfinished sites are compared by what is scored in both") {
  // a: 0.5 to 0.7 with weight 40 in both; b only in the old, c only in the new results.
  const Results before =
      results({site("s", {scored("a", 40, 0.5), scored("b", 40, 0.9), pending("c", 20)})});
  const Results after =
      results({site("s", {scored("a", 40, 0.7), pending("b", 40), scored("c", 20, 0.1)})});
  const ResultsDiff diff = diff_results(before, after, {});
  const SiteDiff& s = site_of(diff, "s");
  CHECK(s.basis == DiffBasis::scored_part);
  CHECK(*s.old_score == near(50));
  CHECK(*s.new_score == near(70));
  CHECK(s.site_effect == near(20));
  CHECK(s.catalogue_effect == near(0));
  CHECK(s.compared == near(0.4));
  CHECK_FALSE(s.new_total);
  // Totals: 56 to 76 before, 30 to 70 after.
  CHECK(*s.change_min == near(30 - 76));
  CHECK(*s.change_max == near(70 - 56));
  CHECK(row_of(s, "b").verdict == Verdict::not_comparable);
  CHECK(has_reason(row_of(s, "b"), DiffReason::coverage));
  CHECK_FALSE(row_of(s, "b").effect);
  CHECK(has_note(diff, "scored in both"));
  check_identities(s);
}

TEST_CASE("of a leaf scored in part, the criteria known in both are compared") {
  IndicatorResult before = pending("a", 10, 0.3, 0.9);
  before.criteria = {measured("x", "r", 1, 6, 0.5), measured("y", "r", 1, 4, std::nullopt)};
  IndicatorResult after = pending("a", 10, 0.5, 0.9);
  after.criteria = {measured("x", "r", 1, 6, 0.75), measured("y", "r", 1, 4, std::nullopt)};
  const ResultsDiff diff = diff_results(results({site("s", {before, scored("b", 90, 0.5)})}),
                                        results({site("s", {after, scored("b", 90, 0.5)})}), {});
  const IndicatorDiff& row = row_of(site_of(diff, "s"), "a");
  CHECK(row.verdict == Verdict::improved);
  CHECK(row.compared == near(0.6));
  CHECK(row.old_value->index == near(0.5));
  CHECK(row.new_value->index == near(0.75));
  CHECK(row.effect->site == near(100 * 6.0 / 96 * 0.25));
  check_identities(site_of(diff, "s"));
}

TEST_CASE("bounds that do not meet show the direction of an unfinished leaf") {
  const Results before = results({site("s", {pending("a", 50, 0, 0.4), scored("b", 50, 1)})});
  const Results after = results({site("s", {pending("a", 50, 0.5, 1), scored("b", 50, 1)})});
  const ResultsDiff diff = diff_results(before, after, {});
  const IndicatorDiff& row = row_of(site_of(diff, "s"), "a");
  CHECK(row.verdict == Verdict::improved);
  CHECK(has_reason(row, DiffReason::bounds));
  CHECK_FALSE(row.effect);
}

TEST_CASE("a changed rule makes a row incomparable, and names the versions") {
  IndicatorResult before = scored("a", 100, 0.5);
  before.criteria = {measured("x", "links.dead", 1, 100, 0.5)};
  IndicatorResult after = scored("a", 100, 0.3);
  after.criteria = {measured("x", "links.dead", 2, 100, 0.3)};
  Results old_results = results({site("s", {before})});
  old_results.rules = {{"links.dead", 1}, {"gone", 3}};
  Results new_results = results({site("s", {after})});
  new_results.rules = {{"links.dead", 2}, {"fresh", 1}};
  new_results.engine_version = "1.1.0";
  const ResultsDiff diff = diff_results(old_results, new_results, {});
  const SiteDiff& s = site_of(diff, "s");
  const IndicatorDiff& row = row_of(s, "a");
  CHECK(row.verdict == Verdict::not_comparable);
  CHECK(has_reason(row, DiffReason::rule_version));
  REQUIRE(row.rules.size() == 1);
  CHECK(row.rules[0].old_version == 1);
  CHECK(row.rules[0].new_version == 2);
  CHECK(s.site_and_rules == near(-20));
  CHECK(s.site_effect == near(-20));
  CHECK(has_note(diff, "site and rules together"));
  CHECK(has_note(diff, "from 1.0.0 to 1.1.0"));
  REQUIRE(diff.rules.size() == 3);
  CHECK(diff.rules[0].rule == "fresh");
  CHECK(diff.rules[0].old_version == 0);
  CHECK(diff.rules[1].rule == "gone");
  CHECK(diff.rules[1].new_version == 0);
}

TEST_CASE("a score by hand against one by rules does not compare") {
  IndicatorResult before = scored("a", 100, 0.5);
  before.rating = ManualRating{};
  const ResultsDiff diff = diff_results(results({site("s", {before})}),
                                        results({site("s", {scored("a", 100, 0.9)})}), {});
  CHECK(has_reason(row_of(site_of(diff, "s"), "a"), DiffReason::method));
  CHECK(row_of(site_of(diff, "s"), "a").verdict == Verdict::not_comparable);
}

TEST_CASE("a change within the sampling error says so") {
  IndicatorResult before = scored("a", 100, 0.50);
  before.index_min = 0.40;
  before.index_max = 0.60;
  IndicatorResult after = scored("a", 100, 0.55);
  after.index_min = 0.45;
  after.index_max = 0.65;
  const ResultsDiff diff =
      diff_results(results({site("s", {before})}), results({site("s", {after})}), {});
  CHECK(row_of(site_of(diff, "s"), "a").verdict == Verdict::improved);
  CHECK(has_reason(row_of(site_of(diff, "s"), "a"), DiffReason::sampling));
}

TEST_CASE("what does not apply in one year is no one's gain or loss of quality") {
  const ResultsDiff diff =
      diff_results(results({site("s", {scored("a", 50, 0.8), scored("b", 50, 0.4)})}),
                   results({site("s", {scored("a", 100, 0.8), not_applicable("b")})}), {});
  const SiteDiff& s = site_of(diff, "s");
  CHECK(row_of(s, "b").verdict == Verdict::not_comparable);
  CHECK(has_reason(row_of(s, "b"), DiffReason::not_applicable));
  CHECK(*s.change == near(20));
  CHECK(s.site_effect == near(0));
  CHECK(s.catalogue_effect == near(20));
  check_identities(s);
}

TEST_CASE("the bonus cap counts to the site, and effects still add up") {
  // Bonus leaves: 6 + 0 before, 6 + 8 = 14 after, of which 10 count.
  const ResultsDiff diff = diff_results(
      results({site("s", {scored("a", 100, 0.5), bonus("m", 6, 1), bonus("n", 8, 0)})}),
      results({site("s", {scored("a", 100, 0.5), bonus("m", 6, 1), bonus("n", 8, 1)})}), {});
  const SiteDiff& s = site_of(diff, "s");
  CHECK(*s.change == near(4));
  CHECK(s.adjustment == near(-4));
  CHECK(s.site_effect == near(4));
  check_identities(s);
}

TEST_CASE("sites without a score are listed with the reason") {
  SiteResult unseen = site("u", {pending("a", 100)});
  unseen.status = SiteStatus::not_observed;
  SiteResult vetoed = site("v", {scored("a", 100, 0.9)});
  vetoed.is_disqualified = true;
  vetoed.total.reset();
  const Results before =
      results({site("u", {scored("a", 100, 0.5)}), site("v", {scored("a", 100, 0.5)}),
               site("w", {scored("a", 100, 0.5)}), site("x", {scored("a", 100, 0.5)})});
  const Results after =
      results({unseen, vetoed, site("w", {pending("a", 100)}), site("y", {scored("a", 100, 0.5)})});
  const ResultsDiff diff = diff_results(before, after, {});
  CHECK(site_of(diff, "u").obstacle == Obstacle::new_not_observed);
  CHECK(site_of(diff, "v").obstacle == Obstacle::new_disqualified);
  CHECK(site_of(diff, "w").obstacle == Obstacle::nothing_scored_in_both);
  CHECK(site_of(diff, "y").obstacle == Obstacle::only_in_new);
  REQUIRE(diff.only_old.size() == 1);
  CHECK(diff.only_old[0].id == "x");
  for (const SiteDiff& s : diff.sites) {
    CHECK(s.basis == DiffBasis::none);
    CHECK_FALSE(s.change);
  }
}

TEST_CASE("a crosswalk pairs renamed, split, merged and dropped indicators") {
  const Results before =
      results({site("s", {scored("old-name", 20, 0.5), scored("whole", 30, 0.4),
                          scored("p", 15, 0.2), scored("q", 15, 0.8), scored("same-word", 20, 1)})},
              "year-a");
  const Results after = results(
      {site("s", {scored("new-name", 20, 0.6), scored("left", 10, 0.7), scored("right", 20, 0.4),
                  scored("pq", 30, 0.5), scored("same-word", 20, 0.5)})},
      "year-b");
  Crosswalk crosswalk;
  crosswalk.from = "year-a";
  crosswalk.to = "year-b";
  crosswalk.profiles["city"] = {
      {{"old-name"}, {"new-name"}, CrosswalkRelation::renamed},
      {{"whole"}, {"left", "right"}, CrosswalkRelation::split},
      {{"p", "q"}, {"pq"}, CrosswalkRelation::merged},
      {{"same-word"}, {}, CrosswalkRelation::dropped},
      {{}, {"same-word"}, CrosswalkRelation::added},
  };
  DiffOptions options;
  options.crosswalk = &crosswalk;
  const ResultsDiff diff = diff_results(before, after, options);
  const SiteDiff& s = site_of(diff, "s");
  CHECK(row_of(s, "new-name").relation == CrosswalkRelation::renamed);
  CHECK(row_of(s, "new-name").old_value->index == near(0.5));
  const IndicatorDiff& split = row_of(s, "left+right");
  CHECK(split.relation == CrosswalkRelation::split);
  CHECK(split.old_value->index == near(0.4));
  CHECK(split.new_value->index == near((10 * 0.7 + 20 * 0.4) / 30));
  CHECK(has_reason(split, DiffReason::catalogue));
  CHECK(split.verdict == Verdict::not_comparable);
  const IndicatorDiff& merged = row_of(s, "pq");
  CHECK(merged.relation == CrosswalkRelation::merged);
  CHECK(merged.old_ids == std::vector<std::string>{"p", "q"});
  CHECK(merged.old_value->index == near(0.5));
  // Same word, other thing: once added, once dropped.
  std::vector<Verdict> verdicts;
  for (const IndicatorDiff& row : s.indicators) {
    if (row.id == "same-word") verdicts.push_back(row.verdict);
  }
  CHECK(verdicts == std::vector<Verdict>{Verdict::added, Verdict::dropped});
  check_identities(s);
}

TEST_CASE("a leaf that became a parent is compared with all that is below it") {
  const std::vector<IndicatorResult> below{scored("x", 30, 0.5, "top"), scored("y", 20, 1, "top")};
  const Results before = results({site("s", {scored("top", 60, 0.5), scored("z", 40, 1)})}, "a");
  const Results after =
      results({site("s", {parent("top", below), below[0], below[1], scored("z", 50, 1)})}, "b");
  const ResultsDiff diff = diff_results(before, after, {});
  const IndicatorDiff& row = row_of(site_of(diff, "s"), "top");
  CHECK(row.relation == CrosswalkRelation::split);
  CHECK(row.new_value->weight == near(50));
  CHECK(row.new_value->index == near(35.0 / 50));
  CHECK(site_of(diff, "s").indicators.size() == 2);
  CHECK(has_note(diff, "no crosswalk"));
  check_identities(site_of(diff, "s"));
}

TEST_CASE("renamed sites meet by the mapping, merged ones against the mean") {
  const Results before = results({site("east", {scored("a", 60, 0.2), scored("b", 40, 0.5)}),
                                  site("west", {scored("a", 60, 0.6), scored("b", 40, 1)}),
                                  site("old", {scored("a", 60, 1), scored("b", 40, 1)})});
  const Results after = results({site("joint", {scored("a", 60, 0.5), scored("b", 40, 0.5)}),
                                 site("new", {scored("a", 60, 1), scored("b", 40, 0.5)})});
  DiffOptions options;
  options.sites = {{"east", "joint"}, {"west", "joint"}, {"old", "new"}};
  const ResultsDiff diff = diff_results(before, after, options);
  CHECK(diff.only_old.empty());
  const SiteDiff& joint = site_of(diff, "joint");
  CHECK(joint.old_ids == std::vector<std::string>{"east", "west"});
  CHECK(*joint.old_score == near((32 + 76) / 2.0));
  CHECK(*joint.change == near(50 - 54));
  CHECK(row_of(joint, "a").effect->site == near(60 * (0.5 - 0.4)));
  CHECK(row_of(joint, "a").old_value->index == near(0.4));
  // Better than east's, worse than west's.
  CHECK(row_of(joint, "a").verdict == Verdict::not_comparable);
  CHECK(has_reason(row_of(joint, "a"), DiffReason::predecessors));
  check_identities(joint);
  CHECK(*site_of(diff, "new").change == near(-20));
  CHECK(has_note(diff, "mean of their predecessors"));
}

TEST_CASE("a group's change splits into site, catalogue, entry and exit") {
  const auto at = [](const char* id, double index) { return site(id, {scored("a", 100, index)}); };
  const ResultsDiff diff =
      diff_results(results({at("A", 0.5), at("B", 0.6), at("C", 0.7)}),
                   results({at("A", 0.55), at("B", 0.66), at("D", 0.9), at("E", 0.45)}), {});
  REQUIRE(diff.groups.size() == 1);
  const GroupDiff& group = diff.groups[0];
  CHECK(group.measure == "total");
  CHECK(group.panel.change() == near(4));
  CHECK(group.panel.continuing == near(5.5));
  CHECK(group.panel.entry == near(3.5));
  CHECK(group.panel.exit == near(-5));
  CHECK(group.site_effect == near(5.5));
  CHECK(group.catalogue_effect == near(0));
  CHECK(group.coverage_effect == near(0));
  REQUIRE(group.indicators.size() == 1);
  CHECK(group.indicators[0].panel.old_mean == near(0.6));
  CHECK(group.indicators[0].panel.new_mean == near(0.64));
}

TEST_CASE("of unfinished groups, what else was scored is kept apart") {
  // Projected 50 to 35; on the common part 50 to 60. The rest is coverage.
  const Results before = results({site("s", {scored("a", 50, 0.5), pending("b", 50)})});
  const Results after = results({site("s", {scored("a", 50, 0.6), scored("b", 50, 0.1)})});
  const ResultsDiff diff = diff_results(before, after, {});
  REQUIRE(diff.groups.size() == 1);
  CHECK(diff.groups[0].measure == "projected");
  CHECK(diff.groups[0].panel.continuing == near(-15));
  CHECK(diff.groups[0].site_effect == near(10));
  CHECK(diff.groups[0].coverage_effect == near(-25));
}

TEST_CASE("effects add up for random pairs of trees") {
  std::uint64_t state = 7;
  const auto number = [&] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state >> 11) * 0x1.0p-53;
  };
  const auto random_site = [&](double unfinished) {
    std::vector<IndicatorResult> leaves;
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
      const double chance = number();
      if (chance < 0.15) continue;
      const double weight = std::floor(1 + 20 * number());
      leaves.push_back(number() < unfinished ? pending(id, weight) : scored(id, weight, number()));
    }
    double sum = 0;
    for (const IndicatorResult& leaf : leaves) sum += leaf.weight;
    for (IndicatorResult& leaf : leaves) {
      const double factor = 100 / sum;
      leaf.weight *= factor;
      leaf.effective_weight *= factor;
      if (leaf.points) *leaf.points *= factor;
      leaf.points_max *= factor;
      leaf.points_min *= factor;
    }
    if (number() < 0.5) leaves.push_back(bonus("m", 10, number()));
    if (number() < 0.5) leaves.push_back(bonus("n", 10, number()));
    return site("s", std::move(leaves));
  };
  std::size_t compared = 0;
  for (int i = 0; i < 500; ++i) {
    const double unfinished = i % 2 == 0 ? 0 : 0.3;
    const Results x00 = results({random_site(unfinished)}, "year-a");
    const Results x11 = results({random_site(unfinished)}, "year-b");
    // Any scorings of the same trees will do for the identities.
    Results x10 = x00;
    Results x01 = x11;
    for (Results* cross : {&x10, &x01}) {
      for (IndicatorResult& leaf : cross->sites[0].indicators) {
        if (leaf.points) *leaf.points = leaf.effective_weight * number();
      }
    }
    DiffOptions options;
    if (i % 3 != 0) options.new_evidence_old_rules = &x10;
    if (i % 3 == 2) options.old_evidence_new_rules = &x01;
    const ResultsDiff diff = diff_results(x00, x11, options);
    check_identities(diff.sites[0]);
    compared += diff.sites[0].basis != DiffBasis::none ? 1 : 0;
  }
  CHECK(compared > 300);
}

TEST_CASE("a forged document whose parents go round in circles is compared all the same") {
  IndicatorResult a = scored("a", 50, 0.5, "b");
  IndicatorResult b = scored("b", 50, 0.5, "a");
  b.is_leaf = false;
  const Results forged = results({site("s", {a, b, scored("a", 50, 0.5)})});
  const ResultsDiff diff = diff_results(forged, forged, {});
  CHECK(diff.sites.size() == 1);
}

}  // namespace gweval::test

// Evidence, rules and weights where not all crossed scores can be used, and verdicts counted over
// sites.

#include <algorithm>

#include "comparing.hpp"
#include "small_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

IndicatorResult leaf(const char* rule, int version, double weight, double index) {
  IndicatorResult out = scored("a", weight, index);
  out.criteria = {measured("x", rule, version, weight, index)};
  return out;
}

}  // namespace

TEST_CASE("a crossed score by another version of the rule is not the document's ruler") {
  const Results before = results({site("s", {leaf("links.dead", 1, 100, 0.5)})}, "year-a");
  const Results after = results({site("s", {leaf("links.dead", 2, 100, 0.8)})}, "year-b");
  // The engine at hand has version 2 only: the old evidence can be scored anew, the new evidence
  // cannot be scored as it was then.
  const Results x10 = results({site("s", {leaf("links.dead", 2, 100, 0.8)})}, "year-a");
  const Results x01 = results({site("s", {leaf("links.dead", 2, 100, 0.6)})}, "year-b");
  DiffOptions options;
  options.new_evidence_old_rules = &x10;
  const ResultsDiff without = diff_results(before, after, options);
  CHECK_FALSE(site_of(without, "s").factors);
  CHECK(has_note(without, "cannot be told apart"));
  options.old_evidence_new_rules = &x01;
  const ResultsDiff with = diff_results(before, after, options);
  REQUIRE(site_of(with, "s").factors);
  CHECK(site_of(with, "s").factors->rules == Approx(10));  // 0.5 to 0.6 on the old pages
  CHECK(site_of(with, "s").factors->evidence == Approx(20));
  CHECK(site_of(with, "s").factors->weights == Approx(0).margin(1e-12));
  REQUIRE(with.groups.front().factors);
  CHECK(with.groups.front().factors->evidence == Approx(20));
  CHECK_FALSE(without.groups.front().factors);
}

TEST_CASE("a crossed score that lacks a compared criterion is not used") {
  IndicatorResult old_leaf = pending("a", 100);
  old_leaf.criteria = {measured("x", "links.dead", 1, 50, 0.5),
                       measured("y", "links.dead", 1, 50, 0.5),
                       measured("z", "links.dead", 1, 50, std::nullopt)};
  IndicatorResult new_leaf = old_leaf;
  new_leaf.rubric_version = 2;
  IndicatorResult crossed = old_leaf;
  crossed.criteria[1] = measured("y", "links.dead", 1, 50, std::nullopt);
  const Results before = results({site("s", {old_leaf})}, "year-a");
  const Results after = results({site("s", {new_leaf})}, "year-b");
  Results x10 = results({site("s", {crossed})}, "year-a");
  DiffOptions options;
  options.new_evidence_old_rules = &x10;
  CHECK_FALSE(site_of(diff_results(before, after, options), "s").factors);
  x10.sites[0].indicators[0] = old_leaf;
  CHECK(site_of(diff_results(before, after, options), "s").factors);
}

TEST_CASE("verdicts are counted indicator by indicator over the compared sites") {
  IndicatorResult other_rubric = scored("b", 40, 0.9);
  other_rubric.rubric_version = 2;
  SiteResult unseen = site("u", {pending("a", 60), pending("b", 40)});
  unseen.status = SiteStatus::not_observed;
  const Results before = results({site("s", {scored("a", 60, 0.5), scored("b", 40, 0.5)}),
                                  site("t", {scored("a", 60, 0.5), scored("b", 40, 0.5)}), unseen});
  const Results after = results({site("s", {scored("a", 60, 0.7), scored("b", 40, 0.5)}),
                                 site("t", {scored("a", 60, 0.4), other_rubric}), unseen});
  const ResultsDiff diff = diff_results(before, after, {});
  REQUIRE(diff.indicators.size() == 2);
  const IndicatorTally& a = diff.indicators[0];
  CHECK(a.id == "a");
  CHECK(a.improved == 1);
  CHECK(a.regressed == 1);
  CHECK(a.compared == 2);
  CHECK(a.site_effect == Approx(3));  // +12 and -6
  const IndicatorTally& b = diff.indicators[1];
  CHECK(b.unchanged == 1);
  CHECK(b.not_comparable == 1);
  REQUIRE(b.reasons.size() == 1);
  CHECK(b.reasons[0].first == DiffReason::rubric);
  CHECK(b.reasons[0].second == 1);
  CHECK(b.improved + b.regressed + b.added + b.dropped == 0);
}

}  // namespace gweval::test

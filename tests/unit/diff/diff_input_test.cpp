// What the command line hands to a comparison: mappings of sites, and conditions to fail on.

#include "gweval/diff_input.hpp"
#include "comparing.hpp"
#include "small_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
TEST_CASE("a site mapping reports every fault with its place") {
  const Results before = results({site("shandong", {}), site("b", {})});
  const Results after = results({site("c", {}), site("d", {})});
  const auto good =
      parse_site_map("\xEF\xBB\xBFnote,old_id,new_id\nx,shandong,c\n", "map.csv", before, after);
  CHECK(good.faults.empty());
  CHECK(good.sites == SiteMap{{"shandong", "c"}});
  const auto bad =
      parse_site_map("old_id,new_id\nshandnog,c\nb,zz\nb\nb,c\nb,c\n", "map.csv", before, after);
  REQUIRE(bad.faults.size() == 4);
  CHECK(bad.faults[0].text() ==
        "map.csv:2:1: the old results have no site 'shandnog'; did you mean 'shandong'?");
  CHECK(bad.faults[1].line == 3);
  CHECK(bad.faults[1].column == 3);
  CHECK(bad.faults[2].line == 4);
  CHECK(bad.faults[3].line == 6);
  CHECK_FALSE(parse_site_map("", "map.csv", before, after).faults.empty());
  CHECK_FALSE(parse_site_map("a,b\n", "map.csv", before, after).faults.empty());
}

TEST_CASE("conditions to fail on find their sites") {
  SiteResult was_high = site("worse", {scored("a", 100, 0.9)});
  was_high.tier = "high";
  SiteResult is_low = site("worse", {scored("a", 100, 0.5)});
  is_low.tier = "low";
  const ResultsDiff diff =
      diff_results(results({was_high, site("better", {scored("a", 100, 0.5)})}),
                   results({is_low, site("better", {scored("a", 100, 0.6)})}), {});
  const auto meeting = [&](const char* text) {
    const auto condition = parse_diff_condition(text);
    REQUIRE(condition);
    return sites_meeting(diff, *condition);
  };
  CHECK(meeting("regression") == std::vector<std::string>{"worse"});
  CHECK(meeting("regression:39") == std::vector<std::string>{"worse"});
  CHECK(meeting("regression:41").empty());
  CHECK(meeting("tier") == std::vector<std::string>{"worse"});
  CHECK(meeting("change").size() == 2);
  CHECK(meeting("change:10.5").size() == 1);
  for (const char* text : {"", "worse", "regression:", "regression:-1", "regression:x", "tier:1"}) {
    INFO(text);
    CHECK_FALSE(parse_diff_condition(text));
  }
}

TEST_CASE("a fall that is the ruler's is no regression") {
  // Weights moved to the weaker indicator; the site stayed as it was.
  const ResultsDiff diff =
      diff_results(results({site("s", {scored("a", 80, 1), scored("b", 20, 0)})}, "year-a"),
                   results({site("s", {scored("a", 60, 1), scored("b", 40, 0)})}, "year-b"), {});
  CHECK(*site_of(diff, "s").change == near(-20));
  CHECK(sites_meeting(diff, {DiffCondition::Kind::regression, 0}).empty());
}

}  // namespace gweval::test

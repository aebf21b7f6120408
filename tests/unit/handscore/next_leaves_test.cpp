#include "handscore/next_leaves.hpp"

#include "base/display_width.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

SiteResult site_of(const std::string& id, double low, double high,
                   std::vector<std::pair<std::string, double>> open) {
  SiteResult site;
  site.id = id;
  site.name = id;
  site.profile = "town";
  site.total_min = low;
  site.total_max = high;
  site.rank_min = 1;
  site.rank_max = 2;
  for (const auto& [name, width] : open) {
    IndicatorResult leaf;
    leaf.id = name;
    leaf.name = name;
    leaf.is_leaf = true;
    leaf.state = NodeState::pending;
    leaf.points_max = width;
    site.indicators.push_back(leaf);
  }
  return site;
}

TEST_CASE("What can rule out a tier comes before what is merely wide") {
  Results results;
  results.tiers = {{"优秀", 85}, {"良好", 75}, {"发展", 60}, {"准备", 0}};
  // a: 76 to 84 is 良好 whatever comes; b: 70 to 80 is open, and 6 points can settle it (70 to 74).
  results.sites = {site_of("a", 76, 84, {{"wide", 8}}), site_of("b", 70, 80, {{"x", 6}, {"y", 4}})};
  for (SiteResult& site : results.sites) {
    for (const Tier& tier : results.tiers) {
      const bool is_possible = tier.from <= site.total_max &&
                               (tier.name == "良好" ? site.total_min < 85 : site.total_min < 75);
      if (is_possible && tier.name != "准备") site.possible_tiers.push_back(tier.name);
    }
  }
  results.sites[0].possible_tiers = {"良好"};
  results.sites[1].possible_tiers = {"良好", "发展"};
  const auto next = leaves_to_score(results);
  const auto& leaves = next.leaves;
  REQUIRE(leaves.size() == 2);
  CHECK(leaves[0].leaf->id == "x");
  CHECK(leaves[0].tiers == 1);
  // y alone leaves 70 to 76 or 74 to 80: both tiers stay; but at its low end b is below 76.
  CHECK(leaves[1].width == 8);
  CHECK(next.idle == 1);  // y: not listed while others tell more
}

TEST_CASE("A leaf that separates two sites comes before a wider one that does not") {
  Results results;
  results.tiers = {{"好", 0}};
  results.sites = {site_of("a", 50, 60, {{"small", 3}, {"big", 7}}),
                   site_of("b", 58, 70, {{"z", 1}})};
  for (SiteResult& site : results.sites) site.possible_tiers = {"好"};
  const auto next = leaves_to_score(results);
  const auto& leaves = next.leaves;
  REQUIRE(leaves.size() == 2);
  // small at its low end: a within 50 to 57, below b's 58.
  CHECK(leaves[0].leaf->id == "big");
  CHECK(leaves[0].ranks == 1);
  CHECK(leaves[1].leaf->id == "small");
  CHECK(leaves[1].ranks == 1);
  CHECK(next.idle == 1);
}

TEST_CASE("A site whose tier and rank are certain asks for nothing") {
  Results results;
  results.tiers = {{"好", 0}};
  results.sites = {site_of("a", 50, 60, {{"x", 10}})};
  results.sites[0].possible_tiers = {"好"};
  results.sites[0].rank_max = 1;
  CHECK(leaves_to_score(results).leaves.empty());
  CHECK(to_next_text({}, 5, Language::en).find("No open leaf") == 0);
}

TEST_CASE("While no leaf tells anything alone, those of a person are listed, the widest first") {
  Results results;
  results.tiers = {{"好", 75}, {"差", 0}};
  results.sites = {site_of("a", 10, 90, {{"narrow", 2}, {"machine", 9}, {"wide", 5}})};
  results.sites[0].possible_tiers = {"好", "差"};
  results.sites[0].indicators[1].state = NodeState::error;
  const auto next = leaves_to_score(results);
  REQUIRE(next.leaves.size() == 2);
  CHECK(next.leaves[0].leaf->id == "wide");
  CHECK(next.leaves[1].leaf->id == "narrow");
  CHECK(next.idle == 1);
  const std::string text = to_next_text(next, 5, Language::en);
  CHECK(text.find("No leaf rules out a tier") == 0);
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    CHECK(display_width(text.substr(at, text.find('\n', at) - at)) <= 80);
  }
}

}  // namespace
}  // namespace gweval::test

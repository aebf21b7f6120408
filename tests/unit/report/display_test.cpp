#include "report/display.hpp"

#include <fstream>
#include <limits>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

TEST_CASE("Points are shown to two decimals, never over a cut-off that was not reached") {
  std::ifstream in(GWEVAL_SOURCE_DIR "/tests/unit/score/golden.json");
  const auto golden = nlohmann::json::parse(in).at("cases").at("tier_boundaries");
  std::vector<double> cut_offs;
  for (const auto& [tier, from] : golden.at("input").at("cutoffs").items()) {
    cut_offs.push_back(from.get<double>());
  }
  const auto& totals = golden.at("input").at("totals");
  REQUIRE(totals.size() == 13);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const double total = std::stod(totals[i].get<std::string>());
    CHECK(display_points(total, cut_offs) == golden.at("expected").at("display")[i]);
  }
}

TEST_CASE("Halves go up, signs stay, nothing is minus zero") {
  CHECK(display_points(1.005, {}) == "1.01");  // the decimal, not the double just below it
  CHECK(display_points(84.996, {}) == "85.00");
  CHECK(display_points(-1.3, {}) == "-1.30");
  CHECK(display_points(-0.0000001, {}) == "0.00");
  CHECK(display_points(std::numeric_limits<double>::quiet_NaN(), {}) == "-");
}

TEST_CASE("A share is all or nothing only if it is") {
  CHECK(display_share(1) == "100%");
  CHECK(display_share(0.999) == "99%");
  CHECK(display_share(0.001) == "1%");
  CHECK(display_share(0) == "0%");
  CHECK(display_share(0.655) == "66%");
}

TEST_CASE("Indices, ranks and values are short") {
  CHECK(display_index(0.16666666666666666) == "0.167");
  CHECK(display_index(1) == "1.000");
  CHECK(display_index(0.0005) == "0.001");
  CHECK(display_rank(4) == "4");
  CHECK(display_rank(2.5) == "2.5");
  CHECK(display_value(0.0250001) == "0.025");
  CHECK(display_value(1234567) == "1234567");
}

TEST_CASE("Several possible tiers are shown by the best and the worst") {
  SiteResult site;
  CHECK(display_tiers(site) == "-");
  site.possible_tiers = {"优秀", "良好", "发展"};
  CHECK(display_tiers(site) == "优秀~发展");
  site.possible_tiers = {"优秀"};
  CHECK(display_tiers(site) == "优秀?");  // a possible disqualification keeps it open
  site.tier = "优秀";
  CHECK(display_tiers(site) == "优秀");
}

}  // namespace
}  // namespace gweval::test

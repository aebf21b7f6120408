// What `gweval certainty` prints, of figures worked out by hand.

#include "gweval/certainty_report.hpp"
#include "base/display_width.hpp"
#include "nlohmann/json.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

Results two_sites() {
  Results out;
  out.round = "2025";
  out.tiers = {{"卓越", 90}, {"优秀", 80}, {"准备", 0}};
  out.profiles = {{"municipal", {"地市级", "Cities"}}};
  SiteResult a;
  a.id = "a";
  a.name = "=cmd|'甲市'!A0";
  a.profile = "municipal";
  SiteResult b = a;
  b.id = "b";
  b.name = "乙\x1b[31m市";
  out.sites = {a, b};
  return out;
}

ProfileCertainty certainty_of_two() {
  ProfileCertainty out;
  out.profile = "municipal";
  out.scored_by = "projected";
  out.options.seed = 18'446'744'073'709'551'615U;
  RankCertainty first{"a", 91.5, 1, 1, 1, 2, 1, {0.75, 0.25, 0}, {0.75, 0.25, 0}, 0.1};
  RankCertainty second{"b", 80, 2, 1, 2, 2, 0.5, {0, 0.25, 0.5}, {0, 0.5, 0.75}, 0.2};
  out.sites = {second, first};
  out.leaves = {{"x", "法定主动公开", 0.5, 1, "b", 1}, {"y", "安全防护", 0, 0, "", 0}};
  out.left_out = {"c"};
  return out;
}

}  // namespace

TEST_CASE("certainty on a terminal: by rank, within 80 columns, both languages") {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text =
        to_certainty_text(two_sites(), {certainty_of_two()}, {80, false, language});
    CHECK(text.find("91.50") < text.find("80.00"));
    CHECK_THAT(text, Contains("1-2"));
    CHECK_THAT(text, Contains("卓越 75%"));
    CHECK_THAT(text, Contains("准备 50-75%"));
    CHECK_THAT(text, Contains("法定主动公开"));
    CHECK_THAT(text, !Contains("安全防护"));  // without it nothing moves
    CHECK_THAT(text, !Contains("\x1b"));
    CHECK_THAT(text, Contains("18446744073709551615"));
    std::size_t from = 0;
    for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
      CHECK(display_width(text.substr(from, end - from)) <= 80);
    }
  }
}

TEST_CASE("certainty as CSV has a row a site and a row a leaf, defused") {
  const std::string csv = to_certainty_csv(two_sites(), {certainty_of_two()});
  CHECK_THAT(
      csv, Contains("P_min(卓越),P_max(卓越),P_min(优秀),P_max(优秀),P_min(准备),P_max(准备)\r\n"));
  CHECK_THAT(
      csv,
      Contains(
          "municipal,site,a,'=cmd|'甲市'!A0,91.5,1,1,1,2,1,0.1,,,,0.75,0.75,0.25,0.25,0,0\r\n"));
  CHECK_THAT(csv, Contains("municipal,without,x,法定主动公开,,,,,,,0.5,1,b,1,,,,,,\r\n"));
}

TEST_CASE("certainty as JSON keeps every figure") {
  const auto json = nlohmann::json::parse(to_certainty_json(two_sites(), {certainty_of_two()}));
  CHECK(json["schema"] == "gweval-certainty/1");
  const auto& profile = json["profiles"][0];
  CHECK(profile["seed"] == "18446744073709551615");
  CHECK(profile["sites"][1]["id"] == "a");
  CHECK(profile["sites"][1]["p_tiers_min"] == nlohmann::json::array({0.75, 0.25, 0}));
  CHECK(profile["sites"][0]["p_tiers_min"] == nlohmann::json::array({0, 0.25, 0.5}));
  CHECK(profile["sites"][0]["p_tiers_max"] == nlohmann::json::array({0, 0.5, 0.75}));
  CHECK(profile["leaves"][0]["largest_shift"] == 1);
  CHECK(profile["left_out"][0] == "c");
}

}  // namespace gweval::test

// The worked cases of golden.json: as arithmetic, and as comparisons of whole documents.

#include <fstream>
#include <map>

#include <nlohmann/json.hpp>

#include "small_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::ordered_json;

const Json& golden(const char* name) {
  static const Json all = [] {
    std::ifstream in(GWEVAL_SOURCE_DIR "/tests/unit/diff/golden.json");
    return Json::parse(in);
  }();
  return all.at(name);
}

void check_near(double actual, const Json& expected) {
  CHECK(actual == Approx(expected.get<double>()).margin(1e-9).epsilon(0));
}

std::vector<IndicatorResult> leaves_of(const Json& year) {
  std::vector<IndicatorResult> out;
  for (const auto& [id, value] : year.items()) {
    out.push_back(scored(id, value[0].get<double>(), value[1].get<double>()));
  }
  return out;
}

}  // namespace

TEST_CASE("golden: a group's mean splits into continuing, entry and exit") {
  const Json& c = golden("panel");
  const auto change = panel_change(c.at("old").get<std::map<std::string, double>>(),
                                   c.at("new").get<std::map<std::string, double>>());
  REQUIRE(change);
  const Json& expected = c.at("expected");
  check_near(change->old_mean, expected.at("old_mean"));
  check_near(change->new_mean, expected.at("new_mean"));
  check_near(change->change(), expected.at("change"));
  check_near(change->continuing, expected.at("continuing"));
  check_near(change->entry, expected.at("entry"));
  check_near(change->exit, expected.at("exit"));
}

TEST_CASE("golden: two factors of a whole site") {
  const Json& c = golden("two_factors");
  const Json& expected = c.at("expected");
  const ResultsDiff diff = diff_results(results({site("s", leaves_of(c.at("old")))}, "year-a"),
                                        results({site("s", leaves_of(c.at("new")))}, "year-b"), {});
  const SiteDiff& s = site_of(diff, "s");
  CHECK(s.basis == DiffBasis::total);
  check_near(*s.old_score, expected.at("old_score"));
  check_near(*s.new_score, expected.at("new_score"));
  check_near(*s.change, expected.at("change"));
  check_near(s.site_effect, expected.at("site"));
  check_near(s.catalogue_effect, expected.at("catalogue"));
  check_near(s.site_effect_high, expected.at("site_at_old_weights"));
  check_near(s.site_effect_low, expected.at("site_at_new_weights"));
  for (const auto& [id, row] : expected.at("rows").items()) {
    INFO(id);
    check_near(row_of(s, id).effect->site, row.at("site"));
    check_near(row_of(s, id).effect->catalogue, row.at("catalogue"));
    check_near(row_of(s, id).catalogue_centred, row.at("centred"));
  }
  CHECK(row_of(s, "A").verdict == Verdict::improved);
  CHECK(row_of(s, "B").verdict == Verdict::unchanged);
  CHECK(row_of(s, "D").verdict == Verdict::dropped);
  CHECK(row_of(s, "E").verdict == Verdict::added);
}

TEST_CASE("golden: three factors, as arithmetic and from four results") {
  const Json& c = golden("three_factors");
  const Json& expected = c.at("expected");
  const auto leaves = [&](const char* weight, const char* index) {
    std::vector<IndicatorResult> out;
    for (const char* id : {"P", "Q"}) {
      out.push_back(
          scored(id, c.at(id).at(weight).get<double>(), c.at(id).at(index).get<double>()));
    }
    return out;
  };
  const Results x10 = results({site("s", leaves("w0", "x10"))}, "year-a");
  const Results x01 = results({site("s", leaves("w1", "x01"))}, "year-b");
  DiffOptions options;
  options.new_evidence_old_rules = &x10;
  options.old_evidence_new_rules = &x01;
  const ResultsDiff diff =
      diff_results(results({site("s", leaves("w0", "x00"))}, "year-a"),
                   results({site("s", leaves("w1", "x11"))}, "year-b"), options);
  const SiteDiff& s = site_of(diff, "s");
  check_near(*s.change, expected.at("change"));
  REQUIRE(s.factors);
  check_near(s.factors->evidence, expected.at("evidence"));
  check_near(s.factors->rules, expected.at("rules"));
  check_near(s.factors->weights, expected.at("weights"));
  for (const auto& [id, row] : expected.at("rows").items()) {
    INFO(id);
    const Json& in = c.at(id);
    const auto split = split_three(in.at("w0").get<double>(), in.at("w1").get<double>(),
                                   {in.at("x00").get<double>(), in.at("x11").get<double>(),
                                    in.at("x10").get<double>(), in.at("x01").get<double>()});
    for (const auto& factors : {split, row_of(s, id).factors}) {
      REQUIRE(factors);
      check_near(factors->evidence, row.at("evidence"));
      check_near(factors->rules, row.at("rules"));
      check_near(factors->weights, row.at("weights"));
    }
  }
}

}  // namespace gweval::test

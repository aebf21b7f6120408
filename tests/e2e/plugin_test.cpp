// Rules of plugins: measured like built-in ones, and harmless when they fail.

#include <fstream>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

const std::string kSample = GWEVAL_SAMPLE_PLUGIN;
const std::string kFaulty = GWEVAL_FAULTY_PLUGIN;

const nlohmann::json& criterion_of(const nlohmann::json& results, const std::string& site,
                                   const std::string& indicator) {
  return find_by(find_by(results["sites"], "id", site)["indicators"], "id",
                 indicator)["criteria"][0];
}

TEST_CASE("a plugin's rule is documented, scored, verified and explained as a built-in one") {
  const SamplePortals portals;
  const auto folder = portals.folder().path();
  const std::string catalogue = source_path("samples/plugin/catalogue").string();
  const auto page =
      run_gweval(folder, {"rules", "show", "sample.distinct-titles", "--plugin", kSample});
  CHECK(page.exit_code == 0);
  CHECK_THAT(page.out, Contains("页面标题不重复") && Contains("least (number [0, 1], 0.9)"));
  REQUIRE(portals.score({"--catalogue", catalogue, "--plugin", kSample}).exit_code == 0);
  const auto results = portals.results();
  CHECK(results["engine"]["rules"]["sample.distinct-titles"] == 1);
  const auto& criterion = criterion_of(results, "qinghe", "titles");
  CHECK(criterion["state"] == "observed");
  CHECK(criterion["unit"] == "share");
  CHECK(criterion["value"] > 0);
  CHECK(criterion["value"] <= 1);
  const std::vector<std::string> verify{"verify",      "out/results.json", "--evidence", "evidence",
                                        "--catalogue", catalogue,          "--plugin",   kSample};
  CHECK(run_gweval(folder, verify).exit_code == 0);
  const auto without = portals.score({"--catalogue", catalogue, "--offline"}, "without");
  CHECK(without.exit_code == 3);
  CHECK_THAT(without.err, Contains("sample.distinct-titles"));
}

/// One indicator a rule of the faulty plugin, beside a built-in one.
std::string write_catalogue(const TempDir& folder, const std::vector<std::string>& faults) {
  folder.write("catalogue/catalogue.yaml",
               "format: gweval-catalogue/1\nid: faulty\nyear: 2025\ntitle: {zh: 甲, en: a}\n"
               "source: a test\ntiers: [{name: 好, from: 60}, {name: 差, from: 0}]\n"
               "not_applicable: reweight_parent\ntotal_veto: disqualify\nbonus: {cap: 10}\n"
               "profiles: [municipal]\n");
  std::string profile = "profile: municipal\ntitle: {zh: 甲, en: a}\nindicators:\n";
  std::string points = "points: {good: 1, bad: 0}";
  const auto add = [&](const std::string& id, const std::string& rule, const std::string& scale,
                       std::size_t weight) {
    profile += "  - {id: " + id + ", name: " + id + ", weight: " + std::to_string(weight) +
               ", rubric: " + id + "}\n";
    folder.write("catalogue/rubrics/" + id + ".yaml",
                 "rubric: " + id +
                     "\nversion: 1\nbasis: a test\nabout: {zh: 甲, en: a}\nkind: checklist\n"
                     "criteria:\n  - id: c\n    title: {zh: 甲, en: a}\n    share: 1\n    rule: " +
                     rule + "\n    " + scale + "\n");
  };
  for (const std::string& fault : faults) add(fault, "faulty." + fault, points, 1);
  add("https", "security.https", "points: {enforced: 1, available: 0.7, broken: 0.1, absent: 0}",
      100 - faults.size());
  folder.write("catalogue/profiles/municipal.yaml", profile);
  return (folder / "catalogue").string();
}

TEST_CASE("a plugin that crashes or lies is reported, and changes no other rule's result") {
  const SamplePortals portals;
  const std::vector<std::string> faults{"crash", "lie",     "garbage", "leave",
                                        "flood", "nothing", "message"};
  std::vector<std::string> all = faults;
  all.emplace_back("sound");
  const std::string catalogue = write_catalogue(portals.folder(), all);
  const auto run = portals.score({"--catalogue", catalogue, "--plugin", kFaulty});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto results = portals.results();
  REQUIRE(portals.score({"--offline"}, "built-in").exit_code == 0);
  for (const char* site : {"qinghe", "linshui", "beiyuan"}) {
    for (const std::string& fault : faults) {
      INFO(site << " " << fault);
      const auto& criterion = criterion_of(results, site, fault);
      CHECK(criterion["state"] == "rule_error");
      CHECK(criterion["outcome"].is_null());
      CHECK_THAT(run.err, Contains("faulty." + fault));
    }
    CHECK(criterion_of(results, site, "sound")["outcome"] == "bad");
  }
  const auto& https = criterion_of(results, "beiyuan", "https");
  CHECK(https["outcome"] == "absent");
  CHECK(https["state"] == "observed");
}

TEST_CASE("what is no plugin is refused before anything is asked for") {
  const TempDir folder;
  const auto refused = [&](const std::string& file) {
    const auto run = run_gweval(folder.path(), {"rules", "list", "--plugin", file});
    INFO(run.err);
    CHECK(run.exit_code == 3);
    CHECK(run.out.empty());
    return run.err;
  };
  CHECK_THAT(refused("none.so"), Contains("no such plugin"));
  folder.write("text.so", "no shared object");
  CHECK_THAT(refused("text.so"), Contains("cannot be used as a plugin"));
  // Twice the same rules: the second would hide the first.
  const auto twice =
      run_gweval(folder.path(), {"rules", "list", "--plugin", kSample, "--plugin", kSample});
  CHECK(twice.exit_code == 3);
  CHECK_THAT(twice.err, Contains("there is a rule 'sample.distinct-titles' already"));
}

}  // namespace
}  // namespace gweval::test

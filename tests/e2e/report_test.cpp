// Reports, conditions, round files and verification, as a user runs them.

#include <fstream>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("one round is reported, verified, judged and made again from a round file") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const auto folder = portals.folder().path();
  const std::string results = (folder / "out" / "results.json").string();

  SECTION("every format is written, with the numbers of the results") {
    const auto run = run_gweval(folder, {"report", results, "--format", "html,xlsx,csv,md",
                                         "--format", "junit,sarif,json", "--out", "reports"});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK(run.out.empty());
    const auto document = portals.results();
    const auto report = nlohmann::json::parse(slurp(folder / "reports" / "report.json"));
    CHECK(report["sites"][0]["total_max"] == document["sites"][0]["total_max"]);
    CHECK(report["survey"][0]["group"] == "城市(网站)");
    CHECK(report["survey"][0]["year"] == 2025);
    CHECK(slurp(folder / "reports" / "ranking.csv") == slurp(folder / "out" / "ranking.csv"));
    for (const char* file :
         {"report.html", "report.xlsx", "report.md", "junit.xml", "report.sarif"}) {
      INFO(file);
      CHECK(slurp(folder / "reports" / file).size() > 1000);
    }
    CHECK(run_gweval(folder, {"report", results, "--format", "pdf"}).exit_code == 2);
    CHECK(run_gweval(folder, {"report", "none.json", "--format", "md"}).exit_code == 3);
  }

  SECTION("results that follow from the evidence are told from those that do not") {
    const std::string evidence = (folder / "evidence").string();
    const auto good = run_gweval(folder, {"verify", results, "--evidence", evidence});
    INFO(good.out + good.err);
    CHECK(good.exit_code == 0);
    CHECK_THAT(good.out, Contains("follow from the evidence: sites 3"));
    const auto nowhere = run_gweval(folder, {"verify", results, "--evidence", "nope"});
    CHECK(nowhere.exit_code == 3);
    CHECK_THAT(nowhere.err,
               Contains("nope: there is no such folder") && Contains("--evidence DIR"));
    CHECK_THAT(nowhere.out, !Contains("do not follow"));
    auto document = portals.results();
    for (auto& leaf : document["sites"][1]["indicators"]) {
      for (auto& criterion : leaf["criteria"]) {
        if (criterion["state"] == "observed") criterion["outcome"] = "made-up";
      }
    }
    std::ofstream(folder / "forged.json") << document.dump();
    const auto forged = run_gweval(folder, {"verify", "forged.json", "--evidence", evidence});
    CHECK(forged.exit_code == 1);
    CHECK_THAT(forged.out, Contains("first difference: site linshui") && Contains("'made-up'"));
    document = portals.results();
    document["sites"][1]["url"] = "https://www.another.example/";
    std::ofstream(folder / "forged.json") << document.dump();
    const auto moved = run_gweval(folder, {"verify", "forged.json", "--evidence", evidence});
    CHECK(moved.exit_code == 1);
    CHECK_THAT(moved.out, Contains("first difference: site linshui"));
    CHECK_THAT(moved.err, Contains("not of https://www.another.example/"));
    document["sites"][1]["id"] = "../linshui";
    std::ofstream(folder / "forged.json") << document.dump();
    CHECK(run_gweval(folder, {"verify", "forged.json", "--evidence", evidence}).exit_code == 3);
  }

  SECTION("conditions decide the exit code") {
    const std::vector<std::string> report{"report", results, "--format", "md",
                                          "--out",  "r",     "--lang",   "en"};
    const auto with = [&](const std::vector<std::string>& more) {
      auto arguments = report;
      arguments.insert(arguments.end(), more.begin(), more.end());
      return run_gweval(folder, arguments);
    };
    CHECK(with({"--fail-under", "1", "--max-error-rate", "100%"}).exit_code == 0);
    CHECK(with({"--fail-under", "110"}).exit_code == 1);
    const auto found = with({"--fail-on", "privacy.leaks"});  // beiyuan has a planted number
    CHECK(found.exit_code == 1);
    CHECK_THAT(found.err, Contains("beiyuan: privacy.leaks/"));
    CHECK(with({"--fail-under", "splendid"}).exit_code == 2);
    CHECK(with({"--max-error-rate", "2"}).exit_code == 2);
    for (const char* condition : {"--fail-under", "--fail-on"}) {
      INFO(condition);
      const auto wrong = run_gweval(folder, {"report", results, "--format", "md", "--out",
                                             "unwritten", condition, "splendid"});
      CHECK(wrong.exit_code == 2);
      CHECK_FALSE(std::filesystem::exists(folder / "unwritten"));
    }
  }

  SECTION("a round file makes the same results again") {
    std::ofstream(folder / "survey.yaml")
        << "format: gweval-round/1\nyear: 2025\nas_of: 2025-11-20\ncatalogue: cstc-2025\n"
        << "lists: ['" << source_path("samples/site-list.csv").string()
        << "']\nprofiles: [municipal]\n"
        << "evidence: evidence\nout: again\noffline: true\noutputs: [md]\n";
    const auto run = run_gweval(folder, {"score", "--round", "survey.yaml"});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    CHECK(slurp(folder / "again" / "results.json") == slurp(results));
    CHECK(slurp(folder / "again" / "report.md").size() > 1000);
    std::ofstream(folder / "survey.yaml", std::ios::app) << "colour: red\n";
    const auto bad = run_gweval(folder, {"score", "--round", "survey.yaml"});
    CHECK(bad.exit_code == 3);
    CHECK_THAT(bad.err, Contains("survey.yaml:11:1: unknown key 'colour'"));
  }
}

TEST_CASE("completions and the manual name every command") {
  const TempDir folder;
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"completions", "bash"}, {"completions", "zsh"}, {"completions", "fish"}, {"manual"}}) {
    const auto run = run_gweval(folder.path(), arguments);
    CHECK(run.exit_code == 0);
    for (const char* command : {"score", "report", "verify", "diff", "lint", "inspect"}) {
      INFO(arguments.back() << " " << command);
      CHECK_THAT(run.out, Contains(command));
    }
  }
}

}  // namespace
}  // namespace gweval::test

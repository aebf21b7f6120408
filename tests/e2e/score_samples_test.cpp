// The main job over the sample portals.

#include <sstream>
#include <utility>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

double projected(const nlohmann::json& results, const std::string& site) {
  return find_by(results["sites"], "id", site)["projected"].get<double>();
}

TEST_CASE("the faulty portal comes last, for reasons explain shows") {
  SamplePortals portals;
  const auto run = portals.score();
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto results = portals.results();
  CHECK(results["schema"] == "gweval-results/1");
  CHECK(results["as_of"] == "2025-11-20");
  CHECK(projected(results, "qinghe") > projected(results, "linshui"));
  CHECK(projected(results, "linshui") > projected(results, "beiyuan"));
  CHECK_THAT(run.out, Contains("北原市"));

  const std::string document = (portals.folder() / "out" / "results.json").string();
  const auto explained = run_gweval(portals.folder().path(),
                                    {"explain", document, "beiyuan", "privacy", "--lang", "en"});
  REQUIRE(explained.exit_code == 0);
  // The planted number is shown masked, with its page, and never in full.
  CHECK_THAT(explained.out, Contains("www.beiyuan.example/"));
  CHECK_THAT(explained.out, !Contains("11010519491231002X"));
  for (const char* file : {"results.json", "findings.csv"}) {
    CHECK_THAT(slurp(portals.folder() / "out" / file), !Contains("11010519491231002X"));
  }
}

TEST_CASE("scoring again offline and with another number of jobs gives the same bytes") {
  SamplePortals portals;
  REQUIRE(portals.score({"--jobs", "1"}).exit_code == 0);
  const std::size_t requests = portals.server().requests().size();
  const auto again = portals.score({"--jobs", "4"}, "again");
  REQUIRE(again.exit_code == 0);
  CHECK(portals.server().requests().size() == requests);  // a second run fetches nothing
  const auto offline = portals.score({"--offline", "--jobs", "2"}, "offline");
  REQUIRE(offline.exit_code == 0);
  CHECK(portals.server().requests().size() == requests);
  for (const char* file : {"results.json", "ranking.csv", "indicators.csv", "findings.csv"}) {
    const std::string first = slurp(portals.folder() / "out" / file);
    CHECK(first == slurp(portals.folder() / "again" / file));
    CHECK(first == slurp(portals.folder() / "offline" / file));
  }
}

TEST_CASE("the excerpts of both READMEs are what the samples give") {
  const SamplePortals portals;
  for (const auto& [file, language] : {std::pair("README.md", "en"), {"README.zh-CN.md", "zh"}}) {
    const auto run = portals.score({"--lang", language}, language);
    REQUIRE(run.exit_code == 0);
    const std::string results = std::string(language) + "/results.json";
    const auto explained = run_gweval(portals.folder().path(), {"explain", results, "beiyuan"});
    std::istringstream lines(slurp(source_path(file)));
    int quoted = 0;
    for (std::string line; std::getline(lines, line);) {
      const bool is_ranking = line.find(" 1-3 ") != std::string::npos;
      const bool is_reason = line.starts_with("        ");
      if (!is_ranking && !is_reason) continue;
      ++quoted;
      CHECK_THAT(is_ranking ? run.out : explained.out, Contains(line.substr(4)));
    }
    CHECK(quoted == 11);  // three sites, eight lines of two criteria
  }
}

TEST_CASE("what a part of a site shows never excludes what the whole of it shows") {
  const SamplePortals whole;
  REQUIRE(whole.score().exit_code == 0);
  const auto full = whole.results();
  for (const char* pages : {"1", "3", "6", "10", "15"}) {
    const SamplePortals part;
    REQUIRE(part.score({"--max-pages", pages}).exit_code != 70);
    const auto results = part.results();
    for (const auto& site : results["sites"]) {
      const auto& own = find_by(full["sites"], "id", site["id"]);
      INFO(pages << " pages of " << site["id"]);
      CHECK(site["total_min"].get<double>() <= own["total_min"].get<double>());
      CHECK(site["total_max"].get<double>() >= own["total_max"].get<double>());
      for (const auto& node : site["indicators"]) {
        INFO(node["id"]);
        const auto& same = find_by(own["indicators"], "id", node["id"]);
        if (node["index_min"].is_null() || same["index_min"].is_null()) continue;  // n/a
        CHECK(node["index_min"].get<double>() <= same["index_min"].get<double>() + 1e-9);
        CHECK(node["index_max"].get<double>() >= same["index_max"].get<double>() - 1e-9);
      }
    }
  }
}

TEST_CASE("shards scored apart and merged are the bytes of one run") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  std::vector<std::string> merge{"merge", "--out", (portals.folder() / "merged").string()};
  for (const char* shard : {"3", "1", "4", "2"}) {  // the fourth has no site
    const auto run = portals.score({"--offline", "--shard", std::string(shard) + "/4"}, shard);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    merge.push_back((portals.folder() / shard / "results.json").string());
  }
  const auto merged = run_gweval(portals.folder().path(), merge);
  INFO(merged.err);
  REQUIRE(merged.exit_code == 0);
  for (const char* file : {"results.json", "ranking.csv", "indicators.csv", "findings.csv"}) {
    CHECK(slurp(portals.folder() / "out" / file) == slurp(portals.folder() / "merged" / file));
  }
  merge.pop_back();
  const auto missing = run_gweval(portals.folder().path(), merge);
  CHECK(missing.exit_code == 3);
  CHECK_THAT(missing.err, Contains("shard 2/4 is missing"));
}

TEST_CASE(
    "certainty of a round is the same for any number of threads, and another seed's differs") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const std::string document = (portals.folder() / "out" / "results.json").string();
  const auto certainty = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"certainty", document, "--format", "json", "--draws", "500"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto run = run_gweval(portals.folder().path(), arguments);
    CHECK(run.exit_code == 0);
    return run.out;
  };
  CHECK(certainty({"--jobs", "1"}) == certainty({"--jobs", "3"}));
  CHECK(certainty({}) != certainty({"--seed", "2"}));
  const auto bad = run_gweval(portals.folder().path(), {"certainty", document, "--spread", "1"});
  CHECK(bad.exit_code == 2);
}

TEST_CASE("evidence of another address is refused, and nothing is added to it") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  portals.folder().write(
      "list.csv", "id,name,url,profile\nbeiyuan,北原,http://www.linshui.example/,municipal\n");
  const std::size_t requests = portals.server().requests().size();
  const auto run = run_gweval(portals.folder().path(),
                              {"score", "--evidence", (portals.folder() / "evidence").string(),
                               "--out", "other", "list.csv"});
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.err, Contains("the evidence is of http://www.beiyuan.example/"));
  CHECK(portals.server().requests().size() == requests);
}

TEST_CASE("facts that are lost or damaged are rebuilt from the archive, offline too") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  std::filesystem::remove(portals.folder() / "evidence" / "qinghe" / "facts.sqlite");
  portals.folder().write("evidence/linshui/facts.sqlite", "no database at all");
  const auto again = portals.score({"--offline"}, "again");
  INFO(again.err);
  CHECK(again.exit_code == 0);
  CHECK(slurp(portals.folder() / "out" / "results.json") ==
        slurp(portals.folder() / "again" / "results.json"));
}

TEST_CASE("a search that robots.txt closes to crawlers is not asked, and the report says so") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  for (const auto& request : portals.server().requests()) {
    CHECK_THAT(request.path, !Contains("/search.html?"));
    CHECK_THAT(request.path, !Contains("/s.html?"));
  }
  const auto explained = run_gweval(
      portals.folder().path(), {"explain", (portals.folder() / "out" / "results.json").string(),
                                "qinghe", "search.output", "--lang", "en"});
  CHECK_THAT(explained.out, Contains("robots.txt"));
}

TEST_CASE("a manual sheet fills what a person must judge and narrows the bounds") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const auto before = portals.results();
  const auto with_sheet = portals.score(
      {"--offline", "--manual", source_path("samples/manual.csv").string()}, "manual");
  INFO(with_sheet.err);
  REQUIRE(with_sheet.exit_code == 0);
  const auto after = portals.results("manual");
  for (const char* id : {"qinghe", "linshui", "beiyuan"}) {
    const auto& old_site = find_by(before["sites"], "id", id);
    const auto& new_site = find_by(after["sites"], "id", id);
    CHECK(new_site["coverage"] > old_site["coverage"]);
    CHECK(new_site["total_min"] >= old_site["total_min"]);
    CHECK(new_site["total_max"] <= old_site["total_max"]);
  }
}

TEST_CASE("every node of the ledger adds up and stays inside its bounds") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const auto results = portals.results();
  for (const auto& site : results["sites"]) {
    double base_min = 0;
    double base_max = 0;
    for (const auto& node : site["indicators"]) {
      CHECK(node["points_min"].get<double>() <= node["points_max"].get<double>());
      CHECK(node["coverage"].get<double>() >= 0.0);
      CHECK(node["coverage"].get<double>() <= 1.0);
      if (node["level"] != 1 || node["id"] == "innovation-cases") continue;
      base_min += node["points_min"].get<double>();
      base_max += node["points_max"].get<double>();
    }
    CHECK(site["total_min"].get<double>() == Approx(base_min).margin(1e-6));
    CHECK(site["total_max"].get<double>() == Approx(base_max + 10).margin(1e-6));
    CHECK(site["total"].is_null());  // a third of the weight waits for people
  }
}

TEST_CASE("a profile option selects rows and an unknown one is wrong usage") {
  SamplePortals portals;
  auto arguments = std::vector<std::string>{"score", "--profile", "munincipal",
                                            source_path("samples/site-list.csv").string()};
  const auto run = run_gweval(portals.folder().path(), arguments);
  CHECK(run.exit_code == 2);
  CHECK_THAT(run.err, Contains("did you mean 'municipal'?"));
}

}  // namespace
}  // namespace gweval::test

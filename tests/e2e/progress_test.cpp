// Progress on stderr, for people on a terminal and for machines; results on stdout alone.

#include <algorithm>
#include <sstream>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

std::vector<std::string> score_arguments(const SamplePortals& portals,
                                         const std::vector<std::string>& more) {
  std::vector<std::string> arguments{"score",      "--profile",
                                     "municipal",  source_path("samples/site-list.csv").string(),
                                     "--evidence", (portals.folder() / "evidence").string(),
                                     "--out",      (portals.folder() / "out").string(),
                                     "--json"};
  const auto crawl = portals.crawl_options();
  arguments.insert(arguments.end(), crawl.begin(), crawl.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::vector<nlohmann::json> lines_of(const std::string& text) {
  std::vector<nlohmann::json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(nlohmann::json::parse(line));
  return out;
}

TEST_CASE("progress for machines: nothing on stderr but a JSON object a line, results on stdout") {
  const SamplePortals portals;
  const auto run = run_gweval(portals.folder().path(),
                              score_arguments(portals, {"--progress", "json", "--verbose"}));
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(nlohmann::json::parse(run.out)["schema"] == "gweval-results/1");
  std::size_t ended_sites = 0;
  std::size_t logs = 0;
  nlohmann::json last_of_crawl;
  nlohmann::json last_of_scoring;
  for (const auto& line : lines_of(run.err)) {
    REQUIRE(line["schema"] == "gweval-progress/1");
    if (line["event"] == "log") ++logs;
    if (line["event"] == "site" && line["state"] == "ended") {
      ++ended_sites;
      CHECK(line["pages"].get<int>() > 5);
      CHECK(line["requests_left"] == 0);
    }
    if (line["event"] != "round") continue;
    (line["stage"] == "crawl" ? last_of_crawl : last_of_scoring) = line;
  }
  CHECK(ended_sites == 3);
  CHECK(logs >= 4);  // one a site, and where the results are
  CHECK(last_of_crawl["state"] == "ended");
  CHECK(last_of_crawl["sites_done"] == 3);
  CHECK(last_of_crawl["left_s"] == 0);
  CHECK(last_of_scoring["state"] == "ended");
  CHECK(last_of_scoring["sites_done"] == 3);
}

TEST_CASE("errors are lines for machines too, and stay where progress is quiet") {
  const SamplePortals portals;
  portals.folder().write("empty.csv", "name,url\n");
  const auto run =
      run_gweval(portals.folder().path(), {"crawl", "empty.csv", "--progress", "json", "--quiet"});
  CHECK(run.exit_code == 3);
  CHECK(run.out.empty());
  const auto lines = lines_of(run.err);
  REQUIRE_FALSE(lines.empty());
  for (const auto& line : lines) CHECK(line["level"] == "error");
}

TEST_CASE("without a terminal there is no progress but where it is asked for") {
  const SamplePortals portals;
  const auto run = run_gweval(portals.folder().path(), score_arguments(portals, {}));
  CHECK(run.err.find("\x1b[") == std::string::npos);
  CHECK(run.err.find("pages") == std::string::npos);
  CHECK(run_gweval(portals.folder().path(), {"crawl", "x.csv", "--progress", "loud"}).exit_code ==
        2);
}

TEST_CASE("a terminal shows the round and its sites, and is left clean") {
  const SamplePortals portals;
  auto arguments = score_arguments(portals, {"--delay", "20ms"});
  const auto zero = std::find(arguments.begin(), arguments.end(), "0s");
  REQUIRE(zero != arguments.end());
  arguments.erase(zero - 1, zero + 1);
  const auto run = run_gweval_on_terminal(portals.folder().path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(nlohmann::json::parse(run.out)["schema"] == "gweval-results/1");
  CHECK_THAT(run.err, Contains("sites 0/3") && Contains("pages") && Contains("left"));
  for (const char* id : {"qinghe", "linshui", "beiyuan"}) {
    CHECK_THAT(run.err, Contains(std::string("  ") + id));
  }
  // What follows the last clearing is the log alone.
  const std::string rest = run.err.substr(run.err.rfind("\x1b[J"));
  CHECK_THAT(rest, Contains("results are in"));
  CHECK(rest.find("pages") == std::string::npos);
}

}  // namespace
}  // namespace gweval::test

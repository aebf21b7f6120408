// Round files: what they say becomes options, and their faults name the place.

#include "app/round_file.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Arguments = std::vector<RoundArgument>;

TEST_CASE("A round file becomes the options it stands for, with paths from its folder") {
  const RoundFileLoad load = parse_round_file(
      "format: gweval-round/1\n"
      "name: survey\n"
      "year: 2025\n"
      "as_of: 2025-11-20\n"
      "catalogue: cstc-2025\n"
      "lists: [cities.csv, /data/counties.csv]\n"
      "profiles: municipal\n"
      "manual: [one.csv, -two.csv]\n"
      "evidence: evidence\n"
      "offline: true\n"
      "limits: {max_pages: 300, delay: 2s}\n"
      "outputs: [html, xlsx]\n"
      "max_error_rate: 5%\n",
      "rounds/survey.yaml");
  CHECK(load.faults.empty());
  CHECK(load.arguments == Arguments{{"--as-of", "2025-11-20"},
                                    {"--catalogue", "cstc-2025"},
                                    {"", "rounds/cities.csv"},
                                    {"", "/data/counties.csv"},
                                    {"--profile", "municipal"},
                                    {"--manual", "rounds/one.csv"},
                                    {"--manual", "rounds/-two.csv"},
                                    {"--evidence", "rounds/evidence"},
                                    {"--offline", ""},
                                    {"--max-pages", "300"},
                                    {"--delay", "2s"},
                                    {"--report", "html"},
                                    {"--report", "xlsx"},
                                    {"--max-error-rate", "5%"}});
}

TEST_CASE("A file that starts with a hyphen stays a file") {
  const auto load = parse_round_file("format: gweval-round/1\nlists: -x.csv\n", "survey.yaml");
  REQUIRE(load.arguments.size() == 1);
  CHECK(load.arguments[0].second == "./-x.csv");
}

TEST_CASE("All faults are reported at once, by line and column") {
  const RoundFileLoad load = parse_round_file(
      "format: gweval-round/1\n"
      "year: 2025\n"
      "as_of: 2024-11-20\n"
      "outptus: html\n"
      "offline: maybe\n"
      "limits: {pages: 3}\n",
      "survey.yaml");
  std::string all;
  for (const Diagnostic& fault : load.faults) all += fault.text() + "\n";
  INFO(all);
  CHECK(load.faults.size() == 5);
  CHECK(all.find("survey.yaml:3:8: this day is not in the year 2025") != std::string::npos);
  CHECK(all.find("survey.yaml:4:1: unknown key 'outptus'") != std::string::npos);
  CHECK(all.find("outputs") != std::string::npos);
  CHECK(all.find("survey.yaml:5:10: write true or false") != std::string::npos);
  CHECK(all.find("`lists` is missing") != std::string::npos);
}

TEST_CASE("Values that are wrong and files that are missing are named by line and column") {
  const RoundFileLoad load = parse_round_file(
      "format: gweval-round/1\n"
      "lists: [no-such-list.csv]\n"
      "profiles: [munincipal]\n"
      "manual:\n"
      "  - no-such-sheet.csv\n"
      "fail_on: [links.daed]\n"
      "fail_under: gold\n"
      "ties: shared\n"
      "catalogue: " GWEVAL_SOURCE_DIR "/indicators/cstc-2025\n",
      "survey.yaml");
  REQUIRE(load.faults.empty());
  const auto only_ties = [](const RoundArgument& argument) {
    return argument.first == "--ties" ? "no such rule of ties: " + argument.second : std::string();
  };
  std::string all;
  for (const Diagnostic& fault : check_round_values(load, "survey.yaml", only_ties)) {
    all += fault.text() + "\n";
  }
  INFO(all);
  CHECK(all.find("survey.yaml:2:9: 'no-such-list.csv' is not there") != std::string::npos);
  CHECK(all.find("survey.yaml:3:12: ") != std::string::npos);
  CHECK(all.find("municipal") != std::string::npos);
  CHECK(all.find("survey.yaml:5:5: 'no-such-sheet.csv' is not there") != std::string::npos);
  CHECK(all.find("survey.yaml:6:11: ") != std::string::npos);
  CHECK(all.find("survey.yaml:7:13: ") != std::string::npos);
  CHECK(all.find("survey.yaml:8:7: no such rule of ties: shared") != std::string::npos);
}

TEST_CASE("What is no round file is refused") {
  for (const char* text : {"", "- a\n", "lists: a.csv\n", "format: gweval-round/2\nlists: a.csv\n",
                           "format: gweval-round/1\nlists: *x\n"}) {
    INFO(text);
    CHECK_FALSE(parse_round_file(text, "r.yaml").faults.empty());
  }
}

}  // namespace
}  // namespace gweval::test

// What each format promises its readers, and hostile texts harmless in each. That every number is
// the ledger's is in one_ledger_test.cpp.

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "report/plain_text.hpp"
#include "report_readers.hpp"
#include "sample_results.hpp"
#include "schema_check.hpp"
#include "support/catch.hpp"
#include "zip_entry.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

ReportModel model_of(const Results& results) {
  return make_report_model(results, nullptr, {});
}

TEST_CASE("Criteria of a leaf and points of SARIF and fix list add up to what was lost") {
  const Results results = sample_results();
  const Json sarif = Json::parse(to_report_sarif(model_of(results), Language::en));
  const Json& first = sarif["runs"][0]["results"];
  REQUIRE(first.size() == 2);
  // qinghe: 40 points of statutory disclosure, 20 on columns of which 15 came; 10 taken off by dead
  // links.
  CHECK(first[0]["properties"]["points"] == 5);
  CHECK(first[1]["properties"]["points"] == 10);
  CHECK(first[0]["ruleId"] == "column.freshness");
}

TEST_CASE("SARIF stays within what code scanning takes, what costs nothing going first") {
  Results results = sample_results();
  const SiteResult site = results.sites[2];  // one finding costs 5 points, one 10
  for (int i = 0; i < 12600; ++i) {
    results.sites.push_back(site);
    results.sites.back().id += std::to_string(i);
  }
  const Json run = Json::parse(to_report_sarif(model_of(results), Language::en))["runs"][0];
  CHECK(run["results"].size() == 25000);
  CHECK(run["properties"]["omittedResults"] == 202);  // 2 of each of 12,601 sites
  CHECK_FALSE(
      Json::parse(to_report_sarif(model_of(sample_results()), Language::en))["runs"][0].contains(
          "properties"));
}

TEST_CASE("SARIF has the structure that OASIS publishes") {
  const Json log = Json::parse(to_report_sarif(model_of(sample_results()), Language::zh));
  std::ifstream in(GWEVAL_SOURCE_DIR "/tests/data/sarif-2.1.0-used.schema.json");
  const auto faults = check_schema(Json::parse(in), log);
  for (const std::string& fault : faults) UNSCOPED_INFO(fault);
  CHECK(faults.empty());
  const Json& run = log["runs"][0];
  for (const Json& result : run["results"]) {
    const auto place = result["ruleIndex"].get<std::size_t>();
    CHECK(run["tool"]["driver"]["rules"][place]["id"] == result["ruleId"]);
  }
}

TEST_CASE("JUnit counts what it lists") {
  const std::string junit = to_report_junit(model_of(sample_results()), Language::zh);
  const auto count = [&](const std::string& what) {
    std::size_t out = 0;
    for (std::size_t at = junit.find(what); at != std::string::npos; at = junit.find(what, at + 1))
      ++out;
    return std::to_string(out);
  };
  const std::string head = junit.substr(0, junit.find("<testsuite "));
  CHECK_THAT(head, Contains(" tests=\"" + count("<testcase ") + "\""));
  CHECK_THAT(head, Contains(" failures=\"" + count("<failure ") + "\""));
  CHECK_THAT(head, Contains(" skipped=\"" + count("<skipped ") + "\""));
  CHECK_THAT(head, Contains(" errors=\"" + count("<error ") + "\""));
}

TEST_CASE("Hostile names and texts are harmless and legible in each format") {
  Results results = sample_results();
  const std::vector<std::string> names{"=1+cmd|'/C calc'!A0",
                                       "<b onload=x>&\"'",
                                       "\xE2\x80\xAEgpj.exe",
                                       std::string(50'000, 'x'),
                                       "",
                                       "| a | @all #12 [x](javascript:y) `z`"};
  for (std::size_t i = 0; i < names.size(); ++i) results.sites[i].name = names[i];
  results.sites[2].indicators[1].criteria[0].findings[0].quote = "]]>\x01\x1b[31m</failure>";
  results.sites[2].indicators[1].criteria[0].findings[0].url = "javascript:alert(1) \xE4\xBA\xAC";
  const ReportModel model = model_of(results);

  const auto cells = sheet(workbook(model), 1);
  std::string all;
  for (const auto& [reference, text] : cells) all += text + "\n";
  CHECK_THAT(all, Contains("=1+cmd|"));  // there to be read, as a text
  CHECK_THAT(all, Contains("&lt;b onload=x&gt;"));
  CHECK_THAT(all, Contains("（无名称）"));
  CHECK_THAT(all, !Contains("\xE2\x80\xAE"));
  CHECK(all.size() < 60'000);

  const std::string markdown = to_report_markdown(model, Language::zh);
  for (const char* bad : {"<b", "](java", "@all", "`z`", "\xE2\x80\xAE", " #12"}) {
    CHECK_THAT(markdown, !Contains(bad));
  }
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    CHECK(line.size() < 2'000);
    if (line.starts_with("| &#124;")) CHECK(std::count(line.begin(), line.end(), '|') == 8);
  }

  const std::string junit = to_report_junit(model, Language::zh);
  CHECK(junit.find('\x01') == std::string::npos);
  CHECK(junit.find('\x1b') == std::string::npos);
  CHECK_THAT(junit, Contains("&lt;b onload=x&gt;&amp;&quot;"));

  const Json sarif = Json::parse(to_report_sarif(model, Language::zh));
  CHECK(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
             ["uri"] ==
        "javascript:alert(1)%20%E4%BA%AC");  // a text of a report, which no reader runs
}

TEST_CASE("Leading sites of Markdown have bounds and coverage beside a projection") {
  const Results results = sample_results();
  const std::string markdown = to_report_markdown(model_of(results), Language::en);
  CHECK_THAT(markdown, Contains("(60.00–81.00; Coverage 79%)"));
}

TEST_CASE("Markdown text is shown letter by letter") {
  CHECK(markdown_text("a|b") == "a&#124;b");
  CHECK(markdown_text(" 青河 \n市") == "青河 市");
  CHECK(markdown_text("&lt;") == "&#38;lt;");
}

TEST_CASE("The same results give the same workbook") {
  const Results results = full_results();
  CHECK(workbook(model_of(results)) == workbook(model_of(results)));
  CHECK_THAT(zip_entry(workbook(model_of(results)), "xl/worksheets/sheet1.xml"),
             Contains("state=\"frozen\"") && Contains("<autoFilter"));
}

}  // namespace
}  // namespace gweval::test

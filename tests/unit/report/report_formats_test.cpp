// Every number in every format is the ledger's, and hostile texts are harmless in each.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "report/plain_text.hpp"
#include "sample_results.hpp"
#include "schema_check.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "zip_entry.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

ReportModel model_of(const Results& results) {
  return make_report_model(results, nullptr, {});
}

std::string workbook(const ReportModel& model, Language language = Language::zh) {
  const TempDir folder;
  const auto path = folder / "r.xlsx";
  const auto written = write_report_xlsx(model, path, language);
  if (!written) FAIL(written.error().text());
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Cells of a sheet by reference ("B2"), as their text stands in the XML.
std::map<std::string, std::string> sheet(const std::string& book, int number) {
  const std::string xml = zip_entry(book, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
  std::map<std::string, std::string> out;
  for (std::size_t at = xml.find("<c r=\""); at != std::string::npos;
       at = xml.find("<c r=\"", at + 1)) {
    const std::string reference = xml.substr(at + 6, xml.find('"', at + 6) - at - 6);
    const std::string cell = xml.substr(at, xml.find("</c>", at) - at);
    CHECK(cell.find("<f>") == std::string::npos);  // never a formula
    const bool is_text = cell.find("t=\"inlineStr\"") != std::string::npos;
    const std::string open = is_text ? "<t" : "<v>";
    const std::size_t start = cell.find('>', cell.find(open)) + 1;
    out[reference] = cell.substr(start, cell.find('<', start) - start);
  }
  return out;
}

/// Rows of a CSV file by its first column, as column -> cell.
std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  const CsvTable table = parse_csv(std::string_view(csv).substr(kUtf8Bom.size()), "t");
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    auto& row = out.emplace_back();
    for (std::size_t k = 0; k < table.rows[i].size(); ++k) {
      row[table.rows[0].at(k).text] = table.rows[i][k].text;
    }
  }
  return out;
}

double number(const std::string& text) {
  return text.empty() ? 0 : std::stod(text);
}

TEST_CASE("Every number in every format comes from one ledger, which adds up") {
  const Results results = sample_results();
  const ReportModel model = model_of(results);
  const Json ledger = Json::parse(to_results_json(results));
  const Json report = Json::parse(to_report_json(model));
  const auto ranking = rows_of(to_ranking_csv(results));
  const auto leaves = rows_of(to_indicators_csv(results));
  const auto book = workbook(model);
  const auto xlsx = sheet(book, 1);
  const std::string markdown = to_report_markdown(model, Language::zh);
  const std::string junit = to_report_junit(model, Language::zh);
  std::size_t complete = 0;
  for (std::size_t i = 0; i < results.sites.size(); ++i) {
    const Json& site = ledger["sites"][i];
    INFO(site["id"]);
    for (const char* field : {"total", "total_min", "total_max", "projected", "coverage", "base",
                              "bonus", "rank", "rank_min", "rank_max"}) {
      CHECK(report["sites"][i][field] == site[field]);
    }
    const auto row = std::find_if(ranking.begin(), ranking.end(),
                                  [&](const auto& one) { return one.at("id") == site["id"]; });
    REQUIRE(row != ranking.end());
    CHECK(number(row->at("total_max")) == site["total_max"].get<double>());
    const auto cell = std::find_if(xlsx.begin(), xlsx.end(),
                                   [&](const auto& one) { return one.second == site["id"]; });
    REQUIRE(cell != xlsx.end());
    CHECK(number(xlsx.at("K" + cell->first.substr(1))) == site["total_max"].get<double>());
    CHECK_THAT(junit, Contains("<testsuite name=\"" + site["id"].get<std::string>() + "\""));
    if (site["total"].is_null()) continue;
    ++complete;
    double level1 = 0;
    double bonus = 0;
    double leaf_points = 0;
    for (const Json& node : site["indicators"]) {
      if (node["level"] == 1)
        (node["is_bonus"] == true ? bonus : level1) += node["points"].get<double>();
    }
    for (const auto& leaf : leaves) {
      if (leaf.at("site_id") == site["id"]) leaf_points += number(leaf.at("points"));
    }
    CHECK(level1 == Approx(site["base"].get<double>()).margin(1e-6));
    CHECK(bonus == Approx(site["bonus"].get<double>()).margin(1e-6));
    CHECK(leaf_points == Approx(site["total"].get<double>()).margin(1e-6));
    CHECK(level1 + bonus == Approx(number(row->at("total"))).margin(1e-6));
    CHECK(number(xlsx.at("I" + cell->first.substr(1))) == site["total"].get<double>());
    CHECK_THAT(markdown, Contains("85.25–87.25"));
    CHECK_THAT(junit, Contains("name=\"total\" value=\"86.25\""));
  }
  CHECK(complete == 1);
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

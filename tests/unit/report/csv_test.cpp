#include "base/csv.hpp"

#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(const std::string& csv) {
  REQUIRE(csv.starts_with(kUtf8Bom));
  const CsvTable table = parse_csv(std::string_view(csv).substr(kUtf8Bom.size()), "x.csv");
  REQUIRE(table.faults.empty());
  Rows out;
  for (const auto& row : table.rows) {
    out.emplace_back();
    for (const CsvCell& cell : row) out.back().push_back(cell.text);
  }
  return out;
}

std::string cell_of(const Rows& rows, std::size_t row, const std::string& column) {
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    if (rows[0][i] == column) return rows.at(row).at(i);
  }
  FAIL("no column " + column);
  return {};
}

TEST_CASE("ranking.csv: one row a site, ranked ones first, the list's own columns last") {
  const Rows rows = rows_of(to_ranking_csv(sample_results()));
  REQUIRE(rows.size() == 7);
  CHECK(rows[0] == std::vector<std::string>{
                       "rank",      "id",        "name",           "profile",  "region_code",
                       "group",     "url",       "status",         "total",    "total_min",
                       "total_max", "projected", "coverage",       "base",     "bonus",
                       "tier",      "base_tier", "possible_tiers", "rank_min", "rank_max",
                       "veto",      "联系人",    "list_rank"});
  const std::vector<std::string> order{"qinghe", "linshui", "yunxi", "beiyuan", "heishan", "xian"};
  for (std::size_t i = 0; i < order.size(); ++i) CHECK(rows[i + 1][1] == order[i]);
  CHECK(cell_of(rows, 1, "total") == "86.25");
  CHECK(cell_of(rows, 1, "list_rank") == "7");
  CHECK(cell_of(rows, 2, "total") == "");
  CHECK(cell_of(rows, 2, "projected") == "75.949367");
  CHECK(cell_of(rows, 2, "possible_tiers") == "良好|发展");
  CHECK(cell_of(rows, 2, "veto") == "cap 59 possible search/quality");
  CHECK(cell_of(rows, 4, "rank") == "");
  CHECK(cell_of(rows, 4, "status") == "not_observed");
  CHECK(cell_of(rows, 5, "veto") == "disqualify fired assurance/availability");
}

TEST_CASE("indicators.csv: one row a site and leaf, with the names of the levels above") {
  const Rows rows = rows_of(to_indicators_csv(sample_results()));
  REQUIRE(rows.size() == 1 + 2 + 4);  // leaves of linshui and qinghe
  CHECK(cell_of(rows, 3, "indicator_id") == "disclosure.statutory");
  CHECK(cell_of(rows, 3, "level1") == "政府信息公开");
  CHECK(cell_of(rows, 3, "level2") == "法定主动公开");
  CHECK(cell_of(rows, 3, "level3") == "");
  CHECK(cell_of(rows, 3, "points") == "33.75");
  CHECK(cell_of(rows, 2, "state") == "pending");
  CHECK(cell_of(rows, 2, "points") == "");
  CHECK(cell_of(rows, 6, "bonus") == "yes");
}

TEST_CASE("findings.csv: one row a finding, in the language asked for") {
  const Rows rows = rows_of(to_findings_csv(sample_results(), Language::en));
  REQUIRE(rows.size() == 3);
  CHECK(cell_of(rows, 1, "text") == "\"News\" was last updated on 2025-06-01");
  CHECK(cell_of(rows, 1, "criterion") == "Columns kept up to date");
  CHECK(cell_of(rows, 1, "rule_version") == "2");
  CHECK(cell_of(rows, 1, "quote") == "2025-06-01 全市会议");
}

TEST_CASE("No cell runs as a formula, whatever a page or a list says") {
  Results results = sample_results();
  const std::vector<std::string> formulas{hostile_text(), "@SUM(A1)", "+1+1",
                                          "\t=1",         "＝1+1",    "\n=1"};
  for (std::size_t i = 0; i < formulas.size(); ++i) results.sites[i].name = formulas[i];
  results.sites[2].indicators[1].criteria[0].findings[0].quote = "-2+3";
  results.sites[2].extra[0].first = "=HYPERLINK(\"x\")";
  for (const std::string& csv : {to_ranking_csv(results), to_indicators_csv(results),
                                 to_findings_csv(results, Language::zh)}) {
    for (const auto& row : rows_of(csv)) {
      for (const std::string& text : row) {
        INFO(text);
        const bool is_number =
            text == "-" || text.find_first_not_of("0123456789.-") == std::string::npos;
        CHECK((is_number ||
               std::string_view("=+-@\t\r\n").find(text.substr(0, 1)) == std::string::npos ||
               text.empty()));
        CHECK_FALSE(text.starts_with("＝"));
      }
    }
  }
}

TEST_CASE("Commas, quotes, line breaks and broken bytes stay inside their cell") {
  Results results = sample_results();
  results.sites[2].name = "a,\"b\"\r\nc\xff";
  const Rows rows = rows_of(to_ranking_csv(results));
  REQUIRE(rows.size() == 7);
  CHECK(cell_of(rows, 1, "name") == "a,\"b\"\r\nc\uFFFD");
}

TEST_CASE("Controls show as such, and no cell is longer than a spreadsheet takes") {
  Results results = sample_results();
  results.sites[2].name = "甲\u202E乙\x1b[31m丙";
  results.sites[2].extra[0].second = std::string(40000, 'x');
  const Rows rows = rows_of(to_ranking_csv(results));
  CHECK(cell_of(rows, 1, "name") == "甲\uFFFD乙\uFFFD[31m丙");
  for (const std::string& text : rows[1]) CHECK(text.size() <= 32767);
}

}  // namespace
}  // namespace gweval::test

// Renderings of comparisons: the same numbers everywhere, and hostile names harmless in each.

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "../diff/small_results.hpp"
#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "gweval/diff_report.hpp"
#include "sample_results.hpp"
#include "schema_check.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::json;

/// The worked example of method §2.8, a site scored in part, one unseen, one gone, one new; with
/// crossed scores for the first.
ResultsDiff sample_diff() {
  SiteResult unseen = site("unseen", {pending("A", 100)});
  unseen.status = SiteStatus::not_observed;
  IndicatorResult old_rule = scored("A", 40, 0.60);
  old_rule.criteria = {measured("x", "links.dead", 1, 40, 0.60)};
  IndicatorResult new_rule = scored("A", 44, 0.65);
  new_rule.criteria = {measured("x", "links.dead", 2, 44, 0.65)};
  SiteResult hostile = site("part", {scored("A", 50, 0.5), pending("B", 50)});
  hostile.name = hostile_text();
  Results before = results(
      {site("whole", {old_rule, scored("B", 30, 0.5), scored("C", 20, 0.8), scored("D", 10, 0.9)}),
       hostile, unseen, site("gone", {scored("A", 100, 0.5)})},
      "year-a");
  before.as_of = "2024-06-30";
  before.rules = {{"links.dead", 1}};
  hostile.indicators = {scored("A", 50, 0.7), pending("B", 50)};
  Results after = results({site("whole", {new_rule, scored("B", 25, 0.5), scored("C", 16, 0.9),
                                          scored("E", 15, 0.2), bonus("m", 10, 0.5)}),
                           hostile, unseen, site("fresh", {scored("A", 100, 0.5)})},
                          "year-b");
  after.as_of = "2025-06-30";
  after.rules = {{"links.dead", 2}};
  IndicatorResult crossed = scored("A", 40, 0.7);
  crossed.criteria = {measured("x", "links.dead", 1, 40, 0.7)};
  const Results x10 = results(
      {site("whole", {crossed, scored("B", 30, 0.5), scored("C", 20, 0.9), scored("D", 10, 0.9)})},
      "year-a");
  DiffOptions options;
  options.new_evidence_old_rules = &x10;
  return diff_results(before, after, options);
}

std::string joined(const std::vector<std::string>& faults) {
  std::string out;
  for (const std::string& fault : faults) out += fault + "\n";
  return out;
}

double number(const std::string& cell) {
  return cell.empty() ? 0 : parse_number(cell).value();
}

}  // namespace

TEST_CASE("a comparison follows its published schema, and every key of the schema turns up") {
  std::ifstream in(GWEVAL_SOURCE_DIR "/docs/schemas/diff-1.schema.json");
  const Json schema = Json::parse(in);
  for (const ResultsDiff& diff : {sample_diff(), ResultsDiff{}}) {
    CHECK(joined(check_schema(schema, Json::parse(to_diff_json(diff)))) == "");
  }
  Json bad = Json::parse(to_diff_json(sample_diff()));
  bad["sites"][0]["basis"] = "luck";
  CHECK_FALSE(check_schema(schema, bad).empty());
}

TEST_CASE("Markdown of any size fits a comment, the largest changes first") {
  std::vector<SiteResult> before;
  std::vector<SiteResult> after;
  for (int i = 0; i < 1249; ++i) {
    SiteResult old_site =
        site("s" + std::to_string(i), {scored("A", 60, 0.5), scored("B", 40, 0.5)});
    for (int k = 0; k < 30; ++k) old_site.name += i % 2 == 0 ? "<市*|" : hostile_text();
    SiteResult new_site =
        site("s" + std::to_string(i), {scored("A", 60, 0.5 + i / 4000.0), scored("B", 40, 0.5)});
    new_site.name = old_site.name;
    before.push_back(std::move(old_site));
    after.push_back(std::move(new_site));
  }
  before.back().name = "moved most";
  after.back().name = "moved most";
  const ResultsDiff diff = diff_results(results(before), results(after), {});
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text = to_diff_markdown(diff, language);
    CHECK(text.size() < 65'536);
    CHECK(text.size() > 20'000);
    INFO(text.substr(0, 1500));
    CHECK(text.find("moved most") < 1500);  // in the table's first row
    CHECK(text.find(language == Language::en ? "more are not shown" : "项没有列出") !=
          std::string::npos);
  }
}

TEST_CASE("the effects of the JSON document add up to the change") {
  const Json diff = Json::parse(to_diff_json(sample_diff()));
  const Json& whole = diff["sites"][0];
  CHECK(whole["id"] == "whole");
  CHECK(whole["old_total"].get<double>() == Approx(64));
  CHECK(whole["new_total"].get<double>() == Approx(63.5));  // base 58.5, bonus 5
  CHECK(whole["site_effect"].get<double>() + whole["catalogue_effect"].get<double>() ==
        Approx(whole["change"].get<double>()));
  double rows = whole["adjustment"].get<double>();
  for (const Json& row : whole["indicators"]) {
    rows += row["site_effect"].get<double>() + row["catalogue_effect"].get<double>();
  }
  CHECK(rows == Approx(whole["change"].get<double>()));
  CHECK(whole["evidence_effect"].is_number());
  CHECK(whole["indicators"][0]["rules"][0]["new_version"] == 2);
  const Json& part = diff["sites"][1];
  CHECK(part["basis"] == "scored_part");
  CHECK(part["new_total"].is_null());
  CHECK(part["change"].get<double>() == Approx(20));
  CHECK(diff["sites"][2]["obstacle"] == "old_not_observed");
  CHECK(diff["sites"][2]["site_effect"].is_null());
  CHECK(diff["sites"].back()["obstacle"] == "only_in_old");
  CHECK(diff["rules"][0]["rule"] == "links.dead");
}

TEST_CASE("the rows of the CSV file add up to their site's") {
  const CsvTable table = parse_csv(to_diff_csv(sample_diff()).substr(kUtf8Bom.size()), "diff.csv");
  REQUIRE(table.faults.empty());
  std::map<std::string, std::size_t> column;
  for (std::size_t i = 0; i < table.rows[0].size(); ++i) column[table.rows[0][i].text] = i;
  for (const char* effect : {"change", "site_effect", "catalogue_effect"}) {
    std::map<std::string, double> sites;
    std::map<std::string, double> sums;
    for (std::size_t i = 1; i < table.rows.size(); ++i) {
      const auto& row = table.rows[i];
      REQUIRE(row.size() == column.size());
      const bool is_site = row[column["row"]].text == "site";
      (is_site ? sites : sums)[row[column["site_id"]].text] += number(row[column[effect]].text);
    }
    CHECK(sites.size() == 5);
    for (const auto& [id, value] : sites) {
      INFO(id << " " << effect);
      CHECK(sums[id] == Approx(value).margin(1e-9));
    }
  }
}

TEST_CASE("the terminal shows the same numbers within its width, in both languages") {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text = to_diff_text(sample_diff(), {80, false, language});
    std::string line;
    for (std::istringstream in(text); std::getline(in, line);) {
      INFO(line);
      CHECK(display_width(line) <= 80);
    }
    CHECK(text.find("64.00") != std::string::npos);
    CHECK(text.find("63.50") != std::string::npos);
    CHECK(text.find("-0.50") != std::string::npos);
    CHECK(text.find("links.dead 1→2") != std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("unseen") != std::string::npos);
  }
}

TEST_CASE("what was scored in part has the bounds of its change beside it in every format") {
  SiteResult before = site("part", {scored("A", 50, 0.5), pending("B", 50)});
  before.total_min = 25;
  before.total_max = 75;
  SiteResult after = site("part", {scored("A", 50, 0.7), pending("B", 50)});
  after.total_min = 35;
  after.total_max = 85;  // so that the change is from 35 - 75 to 85 - 25
  const ResultsDiff diff = diff_results(results({before}), results({after}), {});
  for (const Language language : {Language::zh, Language::en}) {
    CHECK(to_diff_markdown(diff, language).find("(-40.00 … +60.00)") != std::string::npos);
    CHECK(to_diff_text(diff, {80, false, language}).find("+60.00") != std::string::npos);
  }
  CHECK(to_diff_csv(diff).find(",-40,60\r\n") != std::string::npos);
}

TEST_CASE("a site without a name is told by its id") {
  SiteResult before = site("nameless-7", {scored("a", 100, 0.5)});
  before.name.clear();
  const ResultsDiff diff = diff_results(results({before}), results({before}), {});
  CHECK(to_diff_markdown(diff, Language::zh).find("（无名称） nameless") != std::string::npos);
  CHECK(to_diff_text(diff, {80, false, Language::zh}).find("nameless-7") != std::string::npos);
}

TEST_CASE("Markdown shows names as text and nothing else") {
  SiteResult before = site("s", {scored("a", 100, 0.5)});
  before.name = "a|b <img src=x> [l](http://e.example) *b* `c`\n# h\n| x | y |";
  SiteResult after = before;
  after.indicators = {scored("a", 100, 0.7)};
  after.indicators[0].name = "p|q";
  after.total = 70;
  const std::string text =
      to_diff_markdown(diff_results(results({before}), results({after}), {}), Language::en);
  CHECK(text.find("<img") == std::string::npos);
  CHECK(text.find("a\\|b &lt;img") != std::string::npos);
  CHECK(text.find("\\[l\\]\\(http\\:") != std::string::npos);
  CHECK(text.find("\n# h") == std::string::npos);
  CHECK(text.find("p\\|q") != std::string::npos);
  CHECK(text.find("+20.00") != std::string::npos);
}

TEST_CASE("published checks are written as text and CSV") {
  PublishedCheckResult result;
  PublishedCheck check;
  check.group = "组";
  check.indicator = "甲";
  check.year = 2025;
  check.published = "0.62";
  check.rebuilt_low = 0.5686;
  check.rebuilt_high = 0.5786;
  check.reproducible = Reproducible::no;
  result.checks = {check};
  check.indicator = "总";
  check.is_total = true;
  check.shortfall = 3.04;
  result.checks.push_back(check);
  const std::string csv = to_published_check_csv(result);
  CHECK(csv.find("组,甲,2025,0.62,0.5686,0.5786,no,,\r\n") != std::string::npos);
  const std::string text = to_published_check_text(result, {80, false, Language::en});
  CHECK(text.find("0.5686 to 0.5786") != std::string::npos);
  CHECK(text.find("needs 3.04 points") != std::string::npos);
  CHECK(text.find("Checks: 2. Reproducible: 0.") != std::string::npos);
}

}  // namespace gweval::test

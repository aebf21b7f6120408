// Every number in every format comes from the one ledger, which adds up.

#include <algorithm>
#include <cmath>
#include <map>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "report_readers.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;
using Rows = std::vector<std::map<std::string, std::string>>;

ReportModel model_of(const Results& results) {
  ReportModel model = make_report_model(results, nullptr, {});
  PerturbationOptions how;
  how.draws = 50;
  auto certainty = rank_certainty(results, how);
  REQUIRE(certainty);
  model.certainty = *std::move(certainty);
  return model;
}

/// A cell or field against the ledger; nothing there means null there.
void check_same(const std::string& cell, const Json& value) {
  if (value.is_null()) {
    CHECK(cell.empty());
  } else {
    REQUIRE_FALSE(cell.empty());
    CHECK(std::stod(cell) == value.get<double>());
  }
}

const std::map<std::string, std::string>& row_with(const Rows& rows, const std::string& column,
                                                   const std::string& value) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
    const auto cell = row.find(column);
    return cell != row.end() && cell->second == value;
  });
  if (found == rows.end()) FAIL("no row with " << column << " = " << value);
  return *found;
}

std::string cell(const std::map<std::string, std::string>& row, const std::string& column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string() : found->second;
}

/// Sum of a column over a site's rows; leaves are those of which `is_leaf` holds.
template <class IsLeaf>
double sum_of(const Rows& rows, const std::string& id_column, const std::string& id,
              const std::string& column, IsLeaf is_leaf) {
  double out = 0;
  for (const auto& row : rows) {
    if (cell(row, id_column) == id && is_leaf(row)) out += number(cell(row, column));
  }
  return out;
}

}  // namespace

TEST_CASE("the ledger adds up from criterion to total") {
  const Json ledger = Json::parse(to_results_json(sample_results()));
  const Json& site = ledger["sites"][2];
  REQUIRE(site["id"] == "qinghe");
  std::map<bool, double> level1;
  double leaves = 0;
  for (const Json& node : site["indicators"]) {
    const double points = node["points"].get<double>();
    if (node["level"] == 1) level1[node["is_bonus"].get<bool>()] += points;
    if (node["is_leaf"] == true) leaves += points;
    if (node["level"] != 1 || node["is_leaf"] == true) continue;
    double below = 0;
    for (const Json& child : site["indicators"]) {
      if (child["parent"] == node["id"]) below += child["points"].get<double>();
    }
    CHECK(below == Approx(points).margin(1e-6));
  }
  CHECK(level1[false] == Approx(site["base"].get<double>()).margin(1e-6));
  CHECK(level1[true] == Approx(site["bonus"].get<double>()).margin(1e-6));
  CHECK(leaves == Approx(site["total"].get<double>()).margin(1e-6));
  // Statutory disclosure: 15 by rule and 18.75 by hand.
  CHECK(site["indicators"][1]["criteria"][0]["points"].get<double>() +
            site["indicators"][1]["criteria"][1]["points"].get<double>() ==
        site["indicators"][1]["points"].get<double>());
}

TEST_CASE(
    "every figure of a site is the ledger's in JSON, CSV, workbook, page, Markdown and JUnit") {
  const Results results = sample_results();
  const ReportModel model = model_of(results);
  const Json ledger = Json::parse(to_results_json(results));
  const Json report = Json::parse(to_report_json(model));
  const auto made = to_report_html(model, Language::zh);
  REQUIRE(made);
  CHECK(page_block(*made, "report") == report);
  const Rows ranking = rows_of(to_ranking_csv(results));
  const Rows sheet = sheet_rows(workbook(model, Language::en), 1);
  const std::string markdown = to_report_markdown(model, Language::en);
  const std::string junit = to_report_junit(model, Language::en);
  std::vector<double> cut_offs;
  for (const Tier& tier : results.tiers) cut_offs.push_back(tier.from);
  for (std::size_t i = 0; i < results.sites.size(); ++i) {
    const Json& site = ledger["sites"][i];
    const std::string id = site["id"];
    INFO(id);
    const auto& csv = row_with(ranking, "id", id);
    const auto& xlsx = row_with(sheet, "Id", id);
    const std::map<std::string, std::string> titles{{"total", "Total"},
                                                    {"total_min", "Total, least"},
                                                    {"total_max", "Total, greatest"},
                                                    {"projected", "Projection"},
                                                    {"coverage", "Coverage"},
                                                    {"base", "Base"},
                                                    {"bonus", "Bonus"},
                                                    {"rank", "Rank"},
                                                    {"rank_min", "Best possible rank"},
                                                    {"rank_max", "Worst possible rank"}};
    for (const auto& [field, title] : titles) {
      INFO(field);
      CHECK(report["sites"][i][field] == site[field]);
      check_same(csv.at(field), site[field]);
      check_same(cell(xlsx, title), site[field]);
    }
    const auto shown = [&](const char* field) {
      return display_points(site[field].get<double>(), cut_offs);
    };
    const std::string bounds = shown("total_min") + "–" + shown("total_max");
    CHECK_THAT(markdown, Contains(bounds));
    CHECK_THAT(junit, Contains("name=\"total_min\" value=\"" + shown("total_min") + "\""));
    CHECK_THAT(junit, Contains("name=\"total_max\" value=\"" + shown("total_max") + "\""));
    if (!site["total"].is_null()) {
      CHECK_THAT(junit, Contains("name=\"total\" value=\"" + shown("total") + "\""));
    }
  }
}

TEST_CASE("leaves add up to the total in CSV, workbook and page") {
  const Results results = sample_results();
  const ReportModel model = model_of(results);
  const Rows leaves = rows_of(to_indicators_csv(results));
  const std::string book = workbook(model, Language::en);
  const Rows nodes = sheet_rows(book, 2);
  const auto made = to_report_html(model, Language::zh);
  REQUIRE(made);
  for (std::size_t i = 0; i < results.sites.size(); ++i) {
    const SiteResult& site = results.sites[i];
    INFO(site.id);
    const Json page = page_block(*made, "site-" + std::to_string(i))["site"];
    REQUIRE(page["indicators"].size() == site.indicators.size());
    for (std::size_t k = 0; k < site.indicators.size(); ++k) {
      const IndicatorResult& node = site.indicators[k];
      CHECK(page["indicators"][k]["points_min"] == node.points_min);
      CHECK(page["indicators"][k]["points_max"] == node.points_max);
      const bool is_there = page["indicators"][k]["points"].is_number();
      CHECK(is_there == node.points.has_value());
      if (is_there) CHECK(page["indicators"][k]["points"] == *node.points);
    }
    if (!site.total) continue;
    CHECK(sum_of(leaves, "site_id", site.id, "points", [](const auto&) { return true; }) ==
          Approx(*site.total).margin(1e-6));
    const auto is_leaf = [&](const std::map<std::string, std::string>& row) {
      const auto found = std::find_if(
          site.indicators.begin(), site.indicators.end(),
          [&](const IndicatorResult& node) { return node.id == cell(row, "Indicator id"); });
      return found != site.indicators.end() && found->is_leaf;
    };
    CHECK(sum_of(nodes, "Id", site.id, "Points", is_leaf) == Approx(*site.total).margin(1e-6));
  }
}

TEST_CASE("averages, tiers and certainty are the same in JSON and workbook") {
  Results results = sample_results();
  // A second complete site with the same tree, so that a mean is one of two: 53.75 and 47.75 of 60.
  SiteResult other = results.sites[2];
  other.id = "second";
  other.indicators[0].points = 47.75;
  other.indicators[0].index = 47.75 / 60;
  other.indicators[0].index_min = other.indicators[0].index_max = 47.75 / 60;
  results.sites.push_back(other);
  const ReportModel model = model_of(results);
  const Json report = Json::parse(to_report_json(model));
  const std::string book = workbook(model, Language::en);
  const Json& profile = report["profiles"][0];
  const Rows averages = sheet_rows(book, 5);
  const auto& columns = profile["indicators"];
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const Json& mean = profile["averages"][0]["indicators"][k];
    const auto& row = row_with(averages, "Indicator id", columns[k]["id"]);
    INFO(columns[k]["id"]);
    check_same(cell(row, "Mean"), mean["mean"]);
    check_same(cell(row, "Complete at"), mean["complete"]);
    check_same(cell(row, "Mean, least"), mean["low"]);
    if (columns[k]["id"] == "assurance") {
      CHECK(mean["mean"].get<double>() == Approx(0.75));  // 30 of 40 at both
    }
  }
  const Rows tiers = sheet_rows(book, 6);
  for (const Json& tier : profile["tiers"]) {
    const auto& row = row_with(tiers, "Tier", tier["tier"]);
    check_same(cell(row, "Certain"), tier["sites"].size());
    check_same(cell(row, "Possible (tier open)"), tier["possible"]);
  }
  const Rows leading = sheet_rows(book, 7);
  CHECK(cell(leading.at(0), "Indicator") == "Overall");
  check_same(cell(leading.at(0), "Score (total or projection)"),
             profile["leading"][0]["sites"][0]["score"]);
  const Rows certainty = sheet_rows(book, 9);
  for (const Json& sure : profile["certainty"]["sites"]) {
    const auto& row = row_with(certainty, "Id", sure["id"]);
    check_same(cell(row, "Rank, 5 %"), sure["rank_q05"]);
    check_same(cell(row, "Rank, median"), sure["rank_q50"]);
    check_same(cell(row, "Rank, 95 %"), sure["rank_q95"]);
    check_same(cell(row, "P(first 10)"), sure["p_top"]);
    check_same(cell(row, "P(优秀), at least"), sure["p_tiers_min"][1]);
    check_same(cell(row, "P(优秀), at most"), sure["p_tiers_max"][1]);
  }
  CHECK_THAT(to_report_markdown(model, Language::en), Contains("### Certainty"));
}

}  // namespace gweval::test

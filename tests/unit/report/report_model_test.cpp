// Averages, tiers, lists and survey tables. Expectations are worked by hand from
// sample_results.cpp.

#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "gweval/report_files.hpp"
#include "sample_results.hpp"
#include "schema_check.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::json;

const char* const kTable =
    "group,profiles,level,indicator,year,index,relation,parent\n"
    "城市,municipal+direct-municipality,L0,总指数,2025,0.59,=,\n"
    "城市,municipal+direct-municipality,L1,政府信息公开,2025,0.70,=,(总)\n"  // as the shipped table
                                                                             // writes it
    "城市,municipal+direct-municipality,L2,法定主动公开,2025,0.70,>,政府信息公开\n"
    "区县,county,L0,总指数,2025,0.60,=,\n";

ReportModel model_of(const Results& results, const Results* previous = nullptr) {
  return make_report_model(results, previous, parse_published_table(kTable, "t.csv").rows);
}

std::vector<std::string> ids_of(const std::vector<const SiteResult*>& sites) {
  std::vector<std::string> out;
  for (const SiteResult* site : sites) out.push_back(site->id);
  return out;
}

TEST_CASE("Means are over complete sites, their bounds over all the indicator applies to") {
  const Results results = sample_results();
  const ReportModel model = model_of(results);
  const ProfileReport& cities = model.profiles.at(0);
  REQUIRE(cities.id == "municipal");
  // beiyuan was not observed and heishan is disqualified; linshui, qinghe and yunxi are left.
  CHECK(ids_of(cities.left_out) == std::vector<std::string>{"beiyuan", "heishan"});
  const GroupAverages& all = cities.averages.at(0);
  CHECK(all.sites == 3);
  CHECK(all.total.complete == 1);
  CHECK(*all.total.mean == 86.25);                        // qinghe alone is complete
  CHECK(*all.total.low == Approx((60 + 85.25 + 0) / 3));  // lower bounds of the three
  CHECK(*all.total.high == Approx((81 + 87.25 + 84.999) / 3));
  const GroupAverages& group = cities.averages.at(1);
  CHECK(group.group == "地市");
  CHECK(group.sites == 1);
}

TEST_CASE("A mean is of indices, whatever the sites' weights") {
  Results results = sample_results();
  const ReportModel model = model_of(results);
  const ProfileReport& cities = model.profiles.at(0);
  // The tree is that of the profile's first site with one: linshui, 60 of 79 points; qinghe 53.75
  // of 60.
  REQUIRE(cities.columns.at(0).id == "disclosure");
  const MeanValue& disclosure = cities.averages.at(0).indicators.at(0);
  CHECK(disclosure.complete == 2);
  CHECK(*disclosure.mean == Approx((60.0 / 79 + 53.75 / 60) / 2));
}

TEST_CASE("Tiers list certain sites by region code and count open ones apart") {
  Results results = sample_results();
  Results previous = sample_results();
  previous.as_of = "2024-11-20";
  previous.sites[2].tier = "良好";
  SiteResult second = results.sites[2];
  second.id = "anyang";
  second.region_code = "110000";
  results.sites.push_back(second);
  const ReportModel model = model_of(results, &previous);
  const auto& tiers = model.profiles.at(0).tiers;
  REQUIRE(tiers.at(1).tier == "优秀");
  CHECK(ids_of(tiers[1].sites) == std::vector<std::string>{"anyang", "qinghe"});  // 110000 first
  CHECK(tiers[1].previous == std::size_t{0});
  CHECK(tiers[2].possible == 2);  // linshui and yunxi may be 良好
  CHECK(tiers[2].previous == std::size_t{1});
  CHECK(model.previous_round == "2024-11-20");
}

// The tier table of the golden case G12: seven provinces, their codes and totals.
TEST_CASE("Inside one tier the order is by region code and not by score") {
  Results results = sample_results();
  const SiteResult whole = results.sites[2];
  results.sites.clear();
  struct Row {
    const char* name;
    const char* code;
    const char* tier;
    double total;
  };
  for (const Row& row :
       {Row{"广东省", "440000", "卓越", 96.1}, Row{"北京市", "110000", "卓越", 95},
        Row{"浙江省", "330000", "卓越", 99}, Row{"福建省", "350000", "卓越", 95.5},
        Row{"上海市", "310000", "卓越", 97}, Row{"天津市", "120000", "优秀", 94.99},
        Row{"江苏省", "320000", "优秀", 90}}) {
    SiteResult site = whole;
    site.id = row.name;
    site.region_code = row.code;
    site.tier = row.tier;
    site.possible_tiers = {row.tier};
    site.total = site.total_min = site.total_max = row.total;
    results.sites.push_back(site);
  }
  const ReportModel model = model_of(results);
  const auto& tiers = model.profiles.at(0).tiers;
  REQUIRE(tiers.at(0).tier == "卓越");
  CHECK(ids_of(tiers[0].sites) ==
        std::vector<std::string>{"北京市", "上海市", "浙江省", "福建省", "广东省"});
  REQUIRE(tiers.at(1).tier == "优秀");
  CHECK(ids_of(tiers[1].sites) == std::vector<std::string>{"天津市", "江苏省"});
}

TEST_CASE("Survey tables pair groups, levels and names, and compare exact figures only") {
  const Results results = sample_results();
  const ReportModel model = model_of(results);
  REQUIRE(model.survey.size() == 2);
  const SurveyGroup& cities = model.survey[0];
  CHECK(cities.name == "城市");
  CHECK(cities.sites == 3);
  CHECK(cities.rows.at(0).level == "L0");
  CHECK(*cities.rows[0].ours.mean == Approx(0.8375));  // base of qinghe over 100
  CHECK(*cities.rows[0].difference == Approx(0.8375 - 0.59));
  const auto first_level = std::find_if(
      cities.rows.begin(), cities.rows.end(),
      [](const SurveyRow& row) { return row.level == "L1" && row.indicator == "政府信息公开"; });
  REQUIRE(first_level != cities.rows.end());
  CHECK(first_level->published == "0.70");
  for (const SurveyRow& row : cities.rows) {
    if (row.indicator != "法定主动公开") continue;
    CHECK(row.parent == "政府信息公开");
    CHECK_FALSE(row.published.empty());
    CHECK_FALSE(row.difference);  // "more than 0.70" is no figure to subtract
  }
  CHECK(model.survey[1].name == "区县");
}

TEST_CASE("report.json follows its schema") {
  std::ifstream in(GWEVAL_SOURCE_DIR "/docs/schemas/report-1.schema.json");
  const Json schema = Json::parse(in);
  const Results previous = sample_results();
  for (const Results& results : {sample_results(), full_results()}) {
    const Json document = Json::parse(to_report_json(model_of(results, &previous)));
    std::string faults;
    for (const std::string& fault : check_schema(schema, document)) faults += fault + "\n";
    CHECK(faults.empty());
    INFO(faults);
    CHECK(document["sites"].size() == results.sites.size());
  }
}

TEST_CASE("Nothing a name holds ends the script that carries it") {
  Results results = sample_results();
  results.sites[0].name = "</script><script>alert(1)</script>";
  const auto page = to_report_html(model_of(results), Language::en);
  REQUIRE(page.has_value());
  CHECK(page->find("alert(1)") == std::string::npos);  // packed
  CHECK(page->find("Content-Security-Policy") != std::string::npos);
  CHECK(page->find("unsafe-inline") == std::string::npos);
  CHECK(page->find("id=\"site-5\"") != std::string::npos);
  CHECK(to_report_html(model_of(results), Language::en).has_value());
  CHECK(*to_report_html(model_of(results), Language::en) == *page);  // same bytes
}

}  // namespace
}  // namespace gweval::test

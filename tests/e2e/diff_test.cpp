// gweval diff over results that gweval score wrote, and gweval check-published over the figures the
// survey published.

#include <algorithm>
#include <map>
#include <sstream>

#include "base/csv.hpp"
#include "base/file.hpp"
#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

/// Two ministries rated by hand with the 2022 catalogue. Weights: aggregation 45, data-use 10,
/// fusion 10, delivery 15, response 10, assurance 10, bonus innovation-cases.
void score_round(const TempDir& folder, const std::string& out, const std::string& fusion,
                 const std::string& second_id = "m2") {
  std::string list = csv_row({"id", "name", "url"});
  std::string sheet = csv_row({"site_id", "indicator_id", "criterion_id", "index", "rater", "note",
                               "evidence_url", "scored_at"});
  for (const std::string& id : {std::string("m1"), second_id}) {
    list += csv_row({id, "部门" + id, "https://" + id + ".example/"});
    const std::map<std::string, std::string> indices{
        {"aggregation", "0.8"},   {"data-use", "0.5"}, {"fusion", id == "m1" ? fusion : "0.5"},
        {"delivery", "0.6"},      {"response", "0.7"}, {"assurance", "0.9"},
        {"innovation-cases", "0"}};
    for (const auto& [indicator, index] : indices) {
      sheet += csv_row({id, indicator, "", index, "r", "", "", "2022-12-01"});
    }
  }
  folder.write("list.csv", list);
  folder.write("sheet.csv", sheet);
  const auto run = run_gweval(
      folder.path(), {"score", "list.csv", "--profile", "ministry", "--catalogue", "cstc-2022",
                      "--manual", "sheet.csv", "--as-of", "2022-12-01", "--offline", "--out", out});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
}

TEST_CASE("diff tells what the sites did, and fails when it was asked to") {
  const TempDir folder;
  score_round(folder, "old", "0.5");
  score_round(folder, "new", "0.3");
  const std::vector<std::string> files{"old/results.json", "new/results.json"};
  const auto diff = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"diff", files[0], files[1]};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_gweval(folder.path(), arguments);
  };
  const auto json = diff({"--format", "json"});
  REQUIRE(json.exit_code == 0);
  const auto document = nlohmann::json::parse(json.out);
  CHECK(document["schema"] == "gweval-diff/1");
  const auto& site = find_by(document["sites"], "id", "m1");
  CHECK(site["change"].get<double>() == Approx(-2));  // 10 points x 0.2
  CHECK(site["site_effect"].get<double>() == Approx(-2));
  CHECK(find_by(site["indicators"], "id", "fusion")["verdict"] == "regressed");
  CHECK(find_by(document["sites"], "id", "m2")["change"].get<double>() == 0);

  const auto failed = diff({"--fail-on", "regression:1.5", "--lang", "en"});
  CHECK(failed.exit_code == 1);
  CHECK_THAT(failed.out, Contains("-2.00"));
  CHECK_THAT(failed.err, Contains("regression: 1 site(s): m1"));
  CHECK(diff({"--fail-on", "regression:2.5"}).exit_code == 0);
  CHECK(diff({"--fail-on", "tier", "--fail-on", "change"}).exit_code == 1);
  CHECK_THAT(diff({"--format", "md"}).out, Contains("| 部门m1 |"));
  CHECK_THAT(diff({"--format", "csv"}).out, Contains("\r\nm1,部门m1,ministry,,total,,site,"));

  const auto wrong = diff({"--fail-on", "regresion"});
  CHECK(wrong.exit_code == 2);
  CHECK_THAT(wrong.err, Contains("regression[:POINTS]"));
  CHECK(diff({"--format", "xml"}).exit_code == 2);
}

TEST_CASE("diff uses the newer catalogue's crosswalk and a mapping of sites") {
  const TempDir folder;
  score_round(folder, "old", "0.5", "m2");
  score_round(folder, "new", "0.5", "joint");
  // As if it had been scored with the next edition, whose crosswalk names these ids.
  std::string next = slurp(folder / "new" / "results.json");
  const std::string id = "\"cstc-2022\"";
  REQUIRE(next.find(id) != std::string::npos);
  next.replace(next.find(id), id.size(), "\"cstc-2025\"");
  folder.write("next.json", next);
  folder.write("map.csv", "old_id,new_id\nm2,joint\n");
  const auto run = run_gweval(folder.path(), {"diff", "old/results.json", "next.json", "--map",
                                              "map.csv", "--format", "json"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto document = nlohmann::json::parse(run.out);
  CHECK(find_by(document["sites"], "id", "joint")["old_ids"][0] == "m2");
  CHECK(find_by(document["sites"], "id", "joint")["change"].get<double>() == 0);
  CHECK_THAT(document["notes"].dump(), !Contains("no crosswalk"));

  folder.write("bad.csv", "old_id,new_id\nm2,jiont\n");
  const auto bad =
      run_gweval(folder.path(), {"diff", "old/results.json", "next.json", "--map", "bad.csv"});
  CHECK(bad.exit_code == 3);
  CHECK_THAT(bad.err, Contains("bad.csv:2:4"));
  CHECK_THAT(bad.err, Contains("did you mean 'joint'?"));
  const auto none = run_gweval(
      folder.path(), {"diff", "old/results.json", "next.json", "--crosswalk", "cstc-2022"});
  CHECK(none.exit_code == 3);
  CHECK_THAT(none.err, Contains("no crosswalk from cstc-2022 to cstc-2025"));
  folder.write("no.json", "{}");
  CHECK(run_gweval(folder.path(), {"diff", "no.json", "next.json"}).exit_code == 3);
  CHECK(run_gweval(folder.path(), {"diff", "absent.json", "next.json"}).exit_code == 3);
}

struct Expected {
  const char* group;
  const char* indicator;
  const char* published;
  const char* low;  // empty: not looked at
  const char* high;
  const char* reproducible;
};

// Worked by hand from the survey's printed averages and weights, each printed figure taken as the
// interval it was rounded from. Cities pool two weight tables that differ in 资源融合 alone.
const Expected kChecks[] = {
    {"部委", "资源汇聚能力", "0.62", "0.5686", "0.5786", "no"},
    {"部委", "数据应用能力", "0.20", "0.1983", "0.2083", "yes"},
    {"部委", "资源融合能力", "0.52", "0.4150", "0.4250", "no"},
    {"部委", "资源传递能力", "0.56", "0.4273", "0.4373", "no"},
    {"部委", "诉求响应能力", "0.50", "0.3367", "0.3467", "no"},
    {"部委", "安全和运维保障能力", "0.95", "0.9440", "0.9525", "yes"},
    {"国家级开发区", "政策解读回应", "0.63", "0.6250", "0.6350", "yes"},
    {"国家级开发区", "网上政务服务", "0.47", "0.5002", "0.5188", "no"},
    {"国家级开发区", "互动交流参与", "0.53", "0.5390", "0.5490", "no"},
    {"国家级开发区", "政务信息公开", "0.62", "0.6334", "0.6563", "no"},
    {"地方合计(省和自治区+城市+区县)", "资源汇聚能力", "0.73", "0.5795", "0.6748", "no"},
    {"地方合计(省和自治区+城市+区县)", "数据应用能力", "0.32", "0.3128", "0.3917", "yes"},
    {"地方合计(省和自治区+城市+区县)", "资源融合能力", "0.25", "", "0.3491", "yes"},
    {"地方合计(省和自治区+城市+区县)", "资源传递能力", "0.60", "0.3859", "0.5414", "no"},
    {"地方合计(省和自治区+城市+区县)", "诉求响应能力", "0.44", "0.4292", "0.5375", "yes"},
    {"省和自治区", "总指数", "0.66", "", "0.6246", "no"},
    {"城市(网站)", "总指数", "0.59", "", "0.5176", "no"},
    {"区县", "总指数", "0.60", "", "0.5582", "no"},
};

TEST_CASE("every published figure meets an indicator of each profile of its group") {
  const TempDir folder;
  const auto read = [](const std::string& text) {
    return parse_csv(text.substr(text.starts_with(kUtf8Bom) ? kUtf8Bom.size() : 0), "table");
  };
  const auto path = source_path("indicators/cstc-2025/published-indices.csv");
  const CsvTable table = read(*read_file(path, std::size_t{1} << 20));
  REQUIRE(table.rows.size() > 150);
  std::map<std::string, CsvTable> profiles;
  for (std::size_t row = 1; row < table.rows.size(); ++row) {  // below the header
    const auto& cells = table.rows[row];
    const std::string& level = cells[2].text;
    if (level == "L0") continue;
    std::istringstream names(cells[1].text);
    for (std::string name; std::getline(names, name, '+');) {
      if (profiles.count(name) == 0) {
        profiles[name] = read(
            run_gweval(folder.path(), {"catalogue", "show", "--profile", name, "--format", "csv"})
                .out);
      }
      const auto& leaves = profiles[name].rows;
      INFO(name << " " << level << " " << cells[3].text << " of " << cells[7].text);
      CHECK(std::any_of(leaves.begin(), leaves.end(), [&](const auto& leaf) {
        return level == "L1" ? leaf[2].text == cells[3].text
                             : leaf[3].text == cells[3].text && leaf[2].text == cells[7].text;
      }));
    }
  }
}

TEST_CASE("of the survey's published averages six can be rebuilt and twelve cannot") {
  const TempDir folder;
  const std::string table = source_path("indicators/cstc-2025/published-indices.csv").string();
  const auto run = run_gweval(folder.path(), {"check-published", table, "--format", "csv"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(run.err.empty());
  const CsvTable csv = parse_csv(run.out.substr(kUtf8Bom.size()), "out");
  std::map<std::string, int> answers;
  for (const Expected& expected : kChecks) {
    INFO(expected.group << " " << expected.indicator);
    const auto row = std::find_if(csv.rows.begin(), csv.rows.end(), [&](const auto& cells) {
      return cells[0].text == expected.group && cells[1].text == expected.indicator &&
             cells[2].text == "2025";
    });
    REQUIRE(row != csv.rows.end());
    CHECK((*row)[3].text == expected.published);
    if (*expected.low != '\0') CHECK((*row)[4].text == expected.low);
    CHECK((*row)[5].text == expected.high);
    CHECK((*row)[6].text == expected.reproducible);
    ++answers[expected.reproducible];
  }
  CHECK(answers["yes"] == 6);
  CHECK(answers["no"] == 12);
  // The zones' total is the only further one; of it too little is published to fail.
  const auto all = std::count_if(csv.rows.begin(), csv.rows.end(), [](const auto& cells) {
    return cells[6].text == "yes" || cells[6].text == "no";
  });
  CHECK(all == 19);
  const auto text = run_gweval(folder.path(), {"check-published", table, "--lang", "en"});
  // 0.655 - 0.624625, 0.585 - 0.517625 and 0.595 - 0.558175, in points.
  CHECK_THAT(text.out, Contains("needs 3.03 points"));
  CHECK_THAT(text.out, Contains("needs 6.73 points"));
  CHECK_THAT(text.out, Contains("needs 3.68 points"));
}

TEST_CASE("check-published asks for the profiles it does not know, and names faults") {
  const TempDir folder;
  const std::string header = "group,level,indicator,year,index,relation,parent\n";
  folder.write("table.csv", header +
                                "g,L1,数据应用能力,2025,0.20,=,\n"
                                "g,L2,对外提供实用服务,2025,0.23,=,数据应用能力\n"
                                "g,L2,对内提供辅助决策,2025,0.15,=,数据应用能力\n");
  const auto unknown = run_gweval(folder.path(), {"check-published", "table.csv", "--lang", "en"});
  CHECK(unknown.exit_code == 3);
  CHECK_THAT(unknown.err, Contains("--group"));
  CHECK_THAT(unknown.err, Contains("nothing in this table can be checked"));
  const auto known = run_gweval(
      folder.path(), {"check-published", "table.csv", "--group", "g=ministry", "--format", "csv"});
  CHECK_THAT(known.out, Contains("g,数据应用能力,2025,0.20,0.1983,0.2083,yes"));
  folder.write("bad.csv", header + "g,L1,x,2025,2,=,\n");
  const auto bad = run_gweval(folder.path(), {"check-published", "bad.csv"});
  CHECK(bad.exit_code == 3);
  CHECK_THAT(bad.err, Contains("bad.csv:2:13: not an index from 0 to 1"));
  CHECK(run_gweval(folder.path(), {"check-published", "table.csv", "--group", "g"}).exit_code == 2);
}

}  // namespace
}  // namespace gweval::test

// Manual sheets: DESIGN "Scoring", docs/input-formats.md.

#include <string>
#include <vector>

#include "gweval/inputs.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

using Lines = std::vector<std::string>;

Criterion criterion(const std::string& id, const std::string& rule = {}) {
  Criterion out;
  out.id = id;
  out.is_manual = rule.empty();
  out.rule = rule;
  return out;
}

Indicator leaf(const std::string& id, std::vector<Criterion> criteria, bool is_bonus = false) {
  Indicator out;
  out.id = id;
  out.is_bonus = is_bonus;
  out.rubric = Rubric{};
  out.rubric->criteria = std::move(criteria);
  return out;
}

/// city: search (search.input, search.output), privacy; bonus extra. village: privacy alone.
Catalogue catalogue() {
  Indicator search;
  search.id = "search";
  search.children = {leaf("search.input", {criterion("hints"), criterion("voice")}),
                     leaf("search.output", {criterion("order")})};
  Profile city;
  city.id = "city";
  city.indicators = {search,
                     leaf("privacy", {criterion("leaks", "privacy.leaks"), criterion("notice")})};
  city.bonus = {leaf("extra", {criterion("case")}, true)};
  Profile village;
  village.id = "village";
  village.indicators = {leaf("privacy", {criterion("notice")})};
  Catalogue out;
  out.profiles = {city, village};
  return out;
}

std::vector<Site> sites() {
  Site a;
  a.id = "qinghe";
  a.profile = "city";
  Site b;
  b.id = "linshui";
  b.profile = "village";
  return {a, b};
}

ManualSheetLoad load(const std::vector<std::string>& sheets) {
  const test::TempDir folder;
  std::vector<std::filesystem::path> files;
  for (std::size_t i = 0; i < sheets.size(); ++i)
    files.push_back(folder.write("sheet" + std::to_string(i + 1) + ".csv", sheets[i]));
  ManualSheetLoad out = load_manual_sheets(files, sites(), catalogue());
  const std::string prefix = folder.path().string() + "/";
  for (Diagnostics* all : {&out.faults, &out.notices}) {
    for (Diagnostic& each : *all) {
      each.file.erase(0, prefix.size());
      if (const std::size_t at = each.message.find(prefix); at != std::string::npos)
        each.message.erase(at, prefix.size());
    }
  }
  return out;
}

Lines texts(const Diagnostics& all) {
  Lines out;
  for (const Diagnostic& each : all) out.push_back(each.text());
  return out;
}

const std::string kHeader =
    "site_id,indicator_id,criterion_id,index,rater,note,evidence_url,scored_at\n";

TEST_CASE("a sheet gives ratings of criteria, whole leaves, bonus leaves and what does not apply") {
  const auto sheet = load({kHeader + "qinghe,search.input,hints,0.75,甲,有提示,https://a.example/s,"
                                     "2025-11-20\n"
                                     "qinghe,search.output,,1,甲,,,\n"
                                     "qinghe,extra,case,NA,乙,,,\n"
                                     "qinghe,search.input,hints,0.5,乙,,,\n"
                                     "linshui,privacy,notice,0,甲,,,\n"});
  CHECK(texts(sheet.faults).empty());
  CHECK(texts(sheet.notices).empty());
  REQUIRE(sheet.ratings.size() == 5);
  const ManualRating& first = sheet.ratings[0];
  CHECK(first.site_id == "qinghe");
  CHECK(first.indicator_id == "search.input");
  CHECK(first.criterion_id == "hints");
  CHECK(first.index == 0.75);
  CHECK(first.rater == "甲");
  CHECK(first.note == "有提示");
  CHECK(first.evidence_url == "https://a.example/s");
  CHECK(first.scored_at == "2025-11-20");
  CHECK(sheet.ratings[1].criterion_id.empty());
  CHECK(sheet.ratings[2].index == std::nullopt);
  CHECK(sheet.ratings[3].rater == "乙");
}

TEST_CASE("columns may be left out or stand in another order") {
  const auto sheet = load({"Index,indicator_id,site_id\n0.5,privacy,linshui\n"});
  CHECK(texts(sheet.faults).empty());
  REQUIRE(sheet.ratings.size() == 1);
  CHECK(sheet.ratings[0].index == 0.5);
}

TEST_CASE("all faults of a sheet are reported together") {
  const auto sheet = load({kHeader + "qinghe,serch.input,,1,甲,,,\n"
                                     "qinghe,search,,1,甲,,,\n"
                                     "qinghe,search.input,hint,1,甲,,,\n"
                                     "qinghe,search.input,xyz,1,甲,,,\n"
                                     "linshui,search.input,,1,甲,,,\n"
                                     "qinghe,privacy,notice,1.01,甲,,,\n"
                                     "qinghe,search.output,order,-0.5,甲,,,\n"
                                     "qinghe,extra,case,85%,甲,,ftp://x.example/,20251120\n"
                                     "qinghe,extra,,,乙,,not a url,2025-02-30\n"
                                     ",privacy,,1,甲,,,\n"
                                     "qinghe,,,1,甲,,,\n"});
  CHECK(sheet.ratings.empty());
  CHECK(texts(sheet.faults) ==
        Lines{
            "sheet1.csv:2:8: profile 'city' has no indicator 'serch.input'; did you mean "
            "'search.input'?",
            "sheet1.csv:3:8: indicator 'search' is no leaf; score what is below it: search.input, "
            "search.output",
            "sheet1.csv:4:21: indicator 'search.input' has no criterion 'hint'; did you mean "
            "'hints'?",
            "sheet1.csv:5:21: indicator 'search.input' has no criterion 'xyz'; it has hints, voice",
            "sheet1.csv:6:9: profile 'village' has no indicator 'search.input'",
            "sheet1.csv:7:23: 'index' must be a number from 0 to 1, such as 0.75, or na, not "
            "'1.01'",
            "sheet1.csv:8:28: 'index' must be a number from 0 to 1, such as 0.75, or na, not "
            "'-0.5'",
            "sheet1.csv:9:19: 'index' must be a number from 0 to 1, such as 0.75, or na, not '85%'",
            "sheet1.csv:9:26: 'evidence_url' 'ftp://x.example/' is no http or https address; "
            "correct it or leave it empty",
            "sheet1.csv:9:43: 'scored_at' must be a date such as 2025-11-20, not '20251120'",
            "sheet1.csv:10:15: 'index' must be a number from 0 to 1, such as 0.75, or na, not ''",
            "sheet1.csv:10:19: 'evidence_url' 'not a url' is no http or https address; correct it "
            "or leave it empty",
            "sheet1.csv:10:29: 'scored_at' must be a date such as 2025-11-20, not '2025-02-30'",
            "sheet1.csv:11:1: 'site_id' is empty; fill it",
            "sheet1.csv:12:8: 'indicator_id' is empty; fill it",
        });
}

TEST_CASE("one rater gives one opinion, across all sheets") {
  const std::string row = "qinghe,search.input,hints,1,甲,,,\n";
  const auto twice = load({kHeader + row, kHeader + "qinghe,privacy,notice,1,甲,,,\n" + row});
  CHECK(texts(twice.faults) ==
        Lines{"sheet2.csv:3:1: the same rater has already scored this in sheet1.csv:2; keep one "
              "row"});

  const auto both = load(
      {kHeader + row + "qinghe,search.input,,0.5,甲,,,\n" + "qinghe,search.input,,0.5,乙,,,\n"});
  CHECK(texts(both.faults) ==
        Lines{"sheet1.csv:3:21: the same rater scores the whole leaf in one row and a criterion of "
              "it in another (sheet1.csv:2); keep one kind"});
}

TEST_CASE("sites of other lists are left out with one notice each") {
  const auto sheet = load({kHeader + "beiyuan,privacy,,1,甲,,,\n"
                                     "beiyuan,whatever,,1,甲,,,\n"
                                     "qingge,privacy,notice,1,甲,,,\n"
                                     "linshui,privacy,notice,1,甲,,,\n"});
  CHECK(texts(sheet.faults).empty());
  CHECK(sheet.ratings.size() == 1);
  CHECK(texts(sheet.notices) ==
        Lines{"sheet1.csv:2:1: site 'beiyuan' is not in this list; its rows are left out",
              "sheet1.csv:4:1: site 'qingge' is not in this list; its rows are left out; did you "
              "mean 'qinghe'?"});
}

TEST_CASE("a rating in place of a measurement is a notice") {
  const auto sheet = load({kHeader + "qinghe,privacy,leaks,1,甲,,,\n"});
  CHECK(texts(sheet.faults).empty());
  CHECK(texts(sheet.notices) ==
        Lines{"sheet1.csv:2:16: criterion 'leaks' is measured by rule privacy.leaks; this rating "
              "replaces the measurement"});
}

TEST_CASE("a misspelt column would change what a row means, and is a fault") {
  const auto sheet = load({"site_id,indicator_id,critrion_id,index\nqinghe,privacy,notice,1\n"});
  CHECK(texts(sheet.faults) ==
        Lines{"sheet1.csv:1:22: unknown column 'critrion_id'; did you mean 'criterion_id'?"});
  CHECK(texts(load({"site_id,index\nqinghe,1\n"}).faults) ==
        Lines{"sheet1.csv:1:1: there is no column 'indicator_id'; add it to the header",
              "sheet1.csv:2:1: 'indicator_id' is empty; fill it"});
}

}  // namespace
}  // namespace gweval

// The third sheet: what is in dispute, and who may decide it. Agreement of a store's raters.

#include "handscore/disputes.hpp"

#include <filesystem>
#include <map>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "handscore/agreement_report.hpp"
#include "small_round.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {
namespace {

/// Units: s1 speed, s1 free, s2 speed, s2 free.
RatingStore rated() {
  RatingStore store = planned_store(2);
  const Plan& plan = *store.batches[0].plan;
  Batch batch;
  batch.at = "2030-05-03T00:00:00Z";
  batch.ratings = {stored(plan, 0, "甲", 1),   stored(plan, 0, "乙", 0.5),
                   stored(plan, 1, "甲", 0.5), stored(plan, 1, "乙", 0.75),
                   stored(plan, 2, "甲", 0),   stored(plan, 2, "乙", std::nullopt),
                   stored(plan, 3, "甲", 0.1)};
  store.batches.push_back(batch);
  return store;
}

TEST_CASE("Apart by more than the tolerance, or a number against n/a, is a dispute") {
  const RatingStore store = rated();
  const auto disputes = find_disputes(store, 0.25);
  REQUIRE(disputes.size() == 2);
  CHECK(disputes[0].unit->site == "s2");  // n/a: all of the criterion's two points
  CHECK(disputes[0].points_apart == Approx(2));
  CHECK(disputes[1].unit->site == "s1");
  CHECK(disputes[1].points_apart == Approx(1));
  CHECK(find_disputes(store, 0.2).size() == 3);
}

using Cells = std::map<std::string, std::string>;

/// The sheet as it was written, with cells of one unit's row changed.
std::string decision_csv(const TempDir& dir, const RatingStore& store, const std::string& unit,
                         const Cells& cells) {
  const auto path = dir / "sent.csv";
  std::filesystem::remove(path);
  REQUIRE(write_dispute_sheet(find_disputes(store, 0.25), path, Language::zh));
  const std::string text = slurp(path);
  const CsvTable table = parse_csv(text.substr(kUtf8Bom.size()), "sent.csv");
  std::string out;
  for (const auto& record : table.rows) {
    std::vector<std::string> row;
    for (std::size_t i = 0; i < record.size(); ++i) {
      const std::string& head = table.rows[0][i].text;
      const auto changed = cells.find(head.substr(head.rfind(' ') + 1));
      const bool is_changed = record[0].text == unit && changed != cells.end();
      row.push_back(is_changed ? changed->second : record[i].text);
    }
    out += csv_row(row);
  }
  return out;
}

/// A sound decision of the second dispute: speed of s1.
Cells decided() {
  return {{"grade", "中"}, {"reason", "录像为证"}, {"decided_by", "丙"}};
}

TEST_CASE("A third person decides, and says why") {
  const TempDir dir;
  RatingStore store = rated();
  const std::string unit = find_disputes(store, 0.25)[1].unit->id;
  const auto load = [&](Cells cells, const Cells& more = {}) {
    for (const auto& [column, text] : more) cells[column] = text;
    return load_decisions(dir.write("d.csv", decision_csv(dir, store, unit, cells)), store, 0.25);
  };
  const auto says = [&](const Cells& more, const std::string& what) {
    const auto found = load(decided(), more);
    CHECK(found.decisions.empty());
    REQUIRE(found.faults.size() == 1);
    INFO(found.faults[0].text());
    CHECK(found.faults[0].message.find(what) != std::string::npos);
  };
  const auto good = load(decided());
  for (const Diagnostic& fault : good.faults) FAIL_CHECK(fault.text());
  REQUIRE(good.decisions.size() == 1);
  CHECK(good.decisions[0].index == 0.5);
  CHECK(good.decisions[0].decided_by == "丙");
  CHECK(good.open == 1);
  says({{"decided_by", "甲"}}, "third person");
  says({{"grade", "优"}}, "off the scale");
  says({{"reason", ""}}, "reason is missing");
  says({{"decided_by", ""}}, "who decided");
  says({{"evidence_url", "sha256:" + std::string(64, '0')}}, "keeps no file");
  for (const char* column : {"site_id", "indicator_id", "criterion_id", "answers", "points"}) {
    says({{column, "9"}}, std::string("the text of '") + column + "' was changed");
  }

  // Imported in part: the decided row may be left blank or stand as it was, but not otherwise.
  const std::string first = decision_csv(dir, store, unit, decided());
  const std::string blank = decision_csv(dir, store, unit, {});
  const std::string other = decision_csv(
      dir, store, unit, {{"grade", "好"}, {"reason", "录像为证"}, {"decided_by", "丙"}});
  Batch batch;
  batch.decisions = good.decisions;
  store.batches.push_back(batch);
  CHECK(find_disputes(store, 0.25).size() == 1);
  const auto again = load_decisions(dir.write("e.csv", first), store, 0.25);
  CHECK(again.faults.empty());
  CHECK(again.unchanged == 1);
  CHECK(again.open == 1);
  CHECK(load_decisions(dir.write("f.csv", blank), store, 0.25).faults.empty());
  CHECK(load_decisions(dir.write("g.csv", other), store, 0.25)
            .faults.at(0)
            .message.find("decided this otherwise") != std::string::npos);
}

TEST_CASE("A rater in another spelling is no third person") {
  const TempDir dir;
  RatingStore store = planned_store(1);
  const Plan& plan = *store.batches[0].plan;
  Batch batch;
  batch.ratings = {stored(plan, 0, "Li", 1), stored(plan, 0, "乙", 0)};
  store.batches.push_back(batch);
  const std::string unit = find_disputes(store, 0.25)[0].unit->id;
  for (const char* name : {"Li", "li", "Ｌi"}) {
    Cells cells = decided();
    cells["decided_by"] = name;
    const auto found =
        load_decisions(dir.write("d.csv", decision_csv(dir, store, unit, cells)), store, 0.25);
    REQUIRE(found.faults.size() == 1);
    CHECK(found.faults[0].message.find("third person") != std::string::npos);
  }
}

TEST_CASE("The sheet hides who said what") {
  const TempDir dir;
  const RatingStore store = rated();
  REQUIRE(write_dispute_sheet(find_disputes(store, 0.25), dir / "d.csv", Language::zh));
  const std::string sheet = slurp(dir / "d.csv");
  CHECK(sheet.find("A：1；见备注") != std::string::npos);
  CHECK(sheet.find("B：0.5") != std::string::npos);
  CHECK(sheet.find("甲") == std::string::npos);
}

TEST_CASE("Agreement by criterion, indicator and rater, in points") {
  const AgreementReport report = agreement_of(rated(), {});
  REQUIRE(report.criteria.size() == 2);
  const AgreementRow& speed = report.criteria[0];
  CHECK(speed.units == 1);  // the other one is mixed
  CHECK(speed.mixed == 1);
  CHECK(speed.apart == 2);
  CHECK(*speed.points == Approx(1));  // 0.5 of two points
  CHECK(speed.advice == Advice::few);
  CHECK(report.indicators.size() == 1);
  CHECK(report.indicators[0].units == 2);
  REQUIRE(report.raters.size() == 2);
  // 甲 against 乙: +0.5 and -0.25 of two points.
  CHECK(*report.raters[0].difference == Approx((1.0 - 0.5) / 2));
  CHECK(*report.raters[0].points == Approx((1.0 + 0.5) / 2));
  CHECK(*report.raters[1].difference == Approx(-0.25));
  CHECK(report.raters[0].ratings == 4);
  CHECK(report.disputes == 2);
  CHECK(to_agreement_text(report, rated(), Language::en).find("No criterion calls") !=
        std::string::npos);
}

TEST_CASE("The grades are those of the scale, for an indicator too, and agreement is not unknown") {
  // Ten units, both raters 好 throughout: the scale has three grades, of which one occurs.
  RatingStore store = planned_store(10);
  const Plan& plan = *store.batches[0].plan;
  Batch batch;
  for (std::size_t unit = 0; unit < plan.units.size(); unit += 2) {
    batch.ratings.push_back(stored(plan, unit, "甲", unit == 0 ? 0.0 : 1.0));
    batch.ratings.push_back(stored(plan, unit, "乙", 1));
  }
  store.batches.push_back(batch);
  const AgreementReport report = agreement_of(store, {});
  const AgreementRow& criterion = report.criteria[0];
  const AgreementRow& indicator = report.indicators[0];
  // AC1 by hand: p = 9/10; shares 0.95, 0, 0.05: e = (0.0475 + 0.0475) / 2 = 0.0475.
  CHECK(*criterion.ac1 == Approx((0.9 - 0.0475) / (1 - 0.0475)));
  CHECK(*indicator.ac1 == Approx(*criterion.ac1));
  CHECK(indicator.kappa_quadratic.has_value() == criterion.kappa_quadratic.has_value());
  const std::string json = to_agreement_json(report, {}, store);
  CHECK(json.find("\"batches\": 2") != std::string::npos);
  for (const Language language : {Language::zh, Language::en}) {
    const std::string text = to_agreement_text(report, store, language);
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
      CHECK(display_width(text.substr(at, text.find('\n', at) - at)) <= 80);
    }
  }
}

TEST_CASE("A criterion on which raters scatter is to be reworded; a rare answer is not") {
  RatingStore store = planned_store(60);
  const Plan& plan = *store.batches[0].plan;
  Batch batch;
  for (std::size_t unit = 0; unit < plan.units.size(); ++unit) {
    const bool is_speed = plan.units[unit].criterion == "speed";
    const double one = is_speed ? static_cast<double>(unit % 3) / 2 : (unit == 1 ? 0.0 : 1.0);
    const double other =
        is_speed ? static_cast<double>((unit / 2) % 3) / 2 : (unit == 3 ? 0.0 : 1.0);
    batch.ratings.push_back(stored(plan, unit, "甲", one));
    batch.ratings.push_back(stored(plan, unit, "乙", other));
  }
  store.batches.push_back(batch);
  const AgreementReport report = agreement_of(store, {});
  CHECK(report.criteria[0].advice == Advice::reword);
  CHECK(report.criteria[1].advice == Advice::rare);  // 58 of 60 alike, alpha near zero
  CHECK(to_agreement_text(report, store, Language::zh).find("answers/speed") != std::string::npos);
}

}  // namespace
}  // namespace gweval::test

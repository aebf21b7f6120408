// The third sheet: what is in dispute, and who may decide it. Agreement of a store's raters.

#include "handscore/disputes.hpp"

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

std::string decision_csv(const RatingStore& store, const std::string& by, const std::string& grade,
                         const std::string& reason) {
  const Dispute dispute = find_disputes(store, 0.25)[1];
  return "unit,site_id,indicator_id,criterion_id,indicator,criterion,scale,answers,points,grade,"
         "not_applicable,reason,"
         "evidence_url,decided_by\n" +
         dispute.unit->id + ",s1,,,,,,,," + grade + ",," + reason + ",," + by + "\n";
}

TEST_CASE("A third person decides, and says why") {
  const TempDir dir;
  RatingStore store = rated();
  const auto load = [&](const std::string& by, const std::string& grade,
                        const std::string& reason) {
    return load_decisions(dir.write("d.csv", decision_csv(store, by, grade, reason)), store, 0.25);
  };
  const auto good = load("丙", "中", "录像为证");
  CHECK(good.faults.empty());
  REQUIRE(good.decisions.size() == 1);
  CHECK(good.decisions[0].index == 0.5);
  CHECK(good.decisions[0].decided_by == "丙");
  CHECK(load("甲", "中", "录像为证").faults.at(0).message.find("third person") !=
        std::string::npos);
  CHECK(load("丙", "优", "录像为证").faults.at(0).message.find("off the scale") !=
        std::string::npos);
  CHECK(load("丙", "中", "").faults.at(0).message.find("reason is missing") != std::string::npos);
  CHECK(load("", "中", "x").faults.at(0).message.find("who decided") != std::string::npos);

  Batch batch;
  batch.decisions = good.decisions;
  const std::string again = decision_csv(store, "丙", "中", "录像为证");
  store.batches.push_back(batch);
  CHECK(find_disputes(store, 0.25).size() == 1);
  CHECK(load_decisions(dir.write("e.csv", again), store, 0.25)
            .faults.at(0)
            .message.find("decided already") != std::string::npos);
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
  CHECK(to_agreement_text(report, Language::en).find("No criterion calls") != std::string::npos);
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
  CHECK(to_agreement_text(report, Language::zh).find("answers/speed") != std::string::npos);
}

}  // namespace
}  // namespace gweval::test

// Worksheets out, and what is refused when they come back.

#include "handscore/worksheet_check.hpp"

#include <algorithm>

#include "handscore/machine_text.hpp"
#include "small_round.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Cells = std::map<std::pair<std::size_t, std::string>, std::string>;

constexpr const char* kPage = "https://s1.example/ask.html";

/// A sound answer to the first row: speed of s1.
Cells first_row() {
  return {{{0, "grade"}, "中"},
          {{0, "note"}, "五秒"},
          {{0, "evidence_url"}, kPage},
          {{0, "minutes"}, "3"}};
}

Cells with(Cells cells, const Cells& more) {
  for (const auto& [place, text] : more) cells[place] = text;
  return cells;
}

struct Checked {
  RatingStore store = planned_store(2);
  WorksheetSet set = small_worksheets(2);

  WorksheetRatings check(const Cells& cells, WorksheetCheckOptions options = {}) {
    WorksheetChecker checker(store, options);
    return checker.check(filled(set.sheets[0], cells), "sha256:1");
  }
  /// The only fault of a sheet.
  std::string fault(const Cells& cells) {
    const auto found = check(cells);
    CHECK(found.ratings.empty());
    REQUIRE(found.faults.size() == 1);
    return found.faults[0].text();
  }
};

TEST_CASE("A sheet shows what is pending, in our words, with what the machine saw") {
  const WorksheetSet set = small_worksheets(2);
  REQUIRE(set.sheets.size() == 2);  // both score everything
  REQUIRE(set.sheets[0].rows.size() == 4);
  const auto& row = set.sheets[0].rows[0];
  CHECK(row[1] == "s1");
  CHECK(row[5] == "速度");
  CHECK(row[6] == "=看响应");
  CHECK(row[7] == "好 = 1：三秒内\n中 = 0.5：六秒内\n差 = 0：更慢");
  CHECK(row[8] == "https://s1.example/ask.html\nhttps://s1.example/");
  CHECK(row[9] == "入口：找到 (1)；在首页");
  CHECK(set.sheets[0].choices[0] == std::vector<std::string>{"好", "中", "差"});
  CHECK(set.plan.scales.size() == 2);
  CHECK(set.plan.scales[0].points == Approx(2));  // a third of six
  // Who scores beside them is in nobody's sheet.
  for (const auto& cells : set.sheets[0].rows) {
    CHECK(std::find(cells.begin(), cells.end(), "乙") == cells.end());
  }
}

TEST_CASE("A veto that a person decides is asked for, though it is worth no points") {
  Catalogue catalogue = small_catalogue();
  Rubric& rubric = *catalogue.profiles[0].indicators[0].rubric;
  Criterion grave = rubric.criteria[1];
  grave.id = "grave";
  grave.title = {"严重问题", "Grave faults"};
  grave.share = 0;
  grave.is_veto_only = true;
  grave.grades = {{"无", 1, {"没有", "none"}}, {"有", 0, {"有", "some"}}};
  grave.veto = Veto{{"有"}, VetoEffect::disqualify, "", 0};
  rubric.criteria = {rubric.criteria[0], grave};
  Results results = small_results(1);
  std::vector<CriterionResult>& criteria = results.sites[0].indicators[0].criteria;
  criteria.resize(2);
  criteria[1].id = "grave";
  criteria[1].share = 0;
  criteria[1].is_veto_only = true;

  const auto pending = pending_units(results, catalogue, {}, {"small", false, {}});
  REQUIRE(pending);
  REQUIRE(pending->size() == 1);
  WorksheetOptions options;
  options.round = "small";
  options.assignment = {{"甲"}, 1, 0, 0};
  const auto set = make_worksheets(*pending, results, catalogue, {}, options);
  if (!set) FAIL(set.error().text());
  REQUIRE(set->sheets.size() == 1);
  CHECK(set->sheets[0].choices[0] == std::vector<std::string>{"无", "有"});
  REQUIRE(set->plan.scales.size() == 1);
  CHECK(set->plan.scales[0].points == 0);

  RatingStore store;
  Batch batch;
  batch.at = "2030-05-02T00:00:00Z";
  batch.plan = set->plan;
  store.batches.push_back(std::move(batch));
  WorksheetChecker checker(store, {});
  const auto checked = checker.check(
      filled(set->sheets[0], {{{0, "grade"}, "有"}, {{0, "note"}, "首页错写地名"}}), "sha256:1");
  for (const auto& fault : checked.faults) FAIL_CHECK(fault.text());
  REQUIRE(checked.ratings.size() == 1);
  CHECK(checked.ratings[0].rating.criterion_id == "grave");
  CHECK(checked.ratings[0].rating.index == 0);
}

TEST_CASE("A sound sheet becomes ratings; rows without an answer stay open") {
  Checked checked;
  const auto found = checked.check(with(first_row(), {{{1, "grade"}, "0.3"},
                                                      {{1, "note"}, "有限"},
                                                      {{1, "evidence_url"}, kPage},
                                                      {{2, "not_applicable"}, "NA"},
                                                      {{2, "note"}, "没有智能问答"}}));
  CHECK(found.faults.empty());
  CHECK(found.open == 1);
  REQUIRE(found.ratings.size() == 3);
  CHECK(found.ratings[0].grade == "中");
  CHECK(found.ratings[0].rating.index == 0.5);
  CHECK(found.ratings[0].minutes == 3);
  CHECK(found.ratings[0].source == "sha256:1");
  CHECK(found.ratings[1].rating.index == 0.3);
  CHECK_FALSE(found.ratings[2].rating.index.has_value());
}

TEST_CASE("Each fault is named by sheet, row and column") {
  Checked checked;
  const auto says = [&](const Cells& more, const std::string& place, const std::string& what) {
    const std::string text = checked.fault(with(first_row(), more));
    INFO(text);
    CHECK(text.find("w.xlsx[评分]:" + place) == 0);
    CHECK(text.find(what) != std::string::npos);
  };
  says({{{0, "grade"}, "良"}}, "2:11: K2: ", "off the scale; it has 好, 中, 差");
  says({{{0, "grade"}, "0.4"}}, "2:11: ", "off the scale");
  says({{{1, "grade"}, "1.2"}}, "3:11: ", "off the scale; give a number from 0 to 1");
  says({{{0, "note"}, ""}}, "2:13: M2: ", "the note is missing");
  says({{{0, "evidence_url"}, ""}}, "2:14: ", "the address is missing");
  says({{{0, "evidence_url"}, "javascript:alert(1)"}}, "2:14: ", "neither an http(s) address");
  says({{{0, "minutes"}, "a while"}}, "2:15: ", "minutes");
  says({{{0, "not_applicable"}, "na"}}, "2:11: ", "keep one of them");
  says({{{0, "unit"}, "u000000000000"}}, "2:1: ", "is in no worksheet");
  says({{{0, "round"}, "2029"}}, "2:17: ", "not of 'small'");
  says({{{0, "rater"}, "丙"}}, "2:18: ", "not who this row was given to");
  says({{{0, "scale"}, "好 = 1：随便"}}, "2:8: ", "the text of 'scale' was changed");
  says({{{1, "note"}, "忘了等级"}}, "3:11: ", "neither grade nor na");
}

TEST_CASE("All faults of a sheet are told at once, and nothing is imported") {
  Checked checked;
  const auto found = checked.check(with(
      first_row(),
      {{{0, "minutes"}, "-1"}, {{1, "grade"}, "7"}, {{2, "grade"}, "优"}, {{3, "rater"}, "x"}}));
  CHECK(found.faults.size() == 4);
  CHECK(found.ratings.empty());
}

TEST_CASE("What a spreadsheet does to a text is no change of it") {
  Checked checked;
  // Line breaks as CRLF, a defused formula, trailing blanks.
  const auto found = checked.check(
      with(first_row(), {{{0, "scale"}, "好 = 1：三秒内\r\n中 = 0.5：六秒内\r\n差 = 0：更慢 "},
                         {{0, "look_at"}, "'=看响应"}}));
  CHECK(found.faults.empty());
  CHECK(found.ratings.size() == 1);
}

TEST_CASE("A row twice, alike or not, is a fault") {
  Checked checked;
  const FormTable sheet = filled(checked.set.sheets[0], first_row());
  FormTable table = sheet;
  table.rows.push_back(table.rows[0]);
  table.row_numbers.push_back(9);
  table.sheet_rows.push_back(9);
  WorksheetChecker one(checked.store, {});
  auto found = one.check(table, "");
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].message.find("stands twice, first in w.xlsx[评分]:2") != std::string::npos);
  table.rows.back()[10].text = "差";
  WorksheetChecker other(checked.store, {});
  found = other.check(table, "");
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].message.find("different answers") != std::string::npos);
}

TEST_CASE("Another answer of the same rater needs --revise; the same answer is known") {
  Checked checked;
  auto first = checked.check(first_row());
  REQUIRE(first.ratings.size() == 1);
  Batch batch;
  batch.at = "2030-05-03T00:00:00Z";
  first.ratings[0].at = batch.at;
  batch.ratings = first.ratings;
  checked.store.batches.push_back(batch);
  CHECK(checked.check(first_row()).unchanged == 1);
  const Cells other = with(first_row(), {{{0, "grade"}, "差"}});
  CHECK(checked.fault(other).find("--revise") != std::string::npos);
  CHECK(checked.check(other, {"", true}).ratings.size() == 1);
}

TEST_CASE("A row's number says whose it is and of what; no other cell can say otherwise") {
  Checked checked;
  // 乙 scores the same unit: their name in 甲's row is no answer of theirs.
  CHECK(checked.fault(with(first_row(), {{{0, "rater"}, "乙"}}))
            .find("2:18: R2: '乙' is not who this row was given to; restore '甲'") !=
        std::string::npos);
  for (const char* other : {"free", "nonsense", "", "=1+1"}) {
    INFO(other);
    const std::string fault = checked.fault(with(first_row(), {{{0, "criterion_id"}, other}}));
    CHECK(fault.find("2:16: P2: the hidden cell 'criterion_id' was changed from 'speed'") !=
          std::string::npos);
  }
  CHECK(checked.fault(with(first_row(), {{{0, "site_id"}, "s2"}})).find("2:2: B2: ") !=
        std::string::npos);
}

TEST_CASE("A file is of one rater") {
  Checked checked;
  FormTable table = filled(checked.set.sheets[0], first_row());
  const FormTable other = filled(checked.set.sheets[1], first_row());
  table.rows.push_back(other.rows[0]);
  table.row_numbers.push_back(9);
  table.sheet_rows.push_back(9);
  WorksheetChecker checker(checked.store, {});
  const auto found = checker.check(table, "");
  REQUIRE(found.faults.size() == 1);
  CHECK(found.ratings.empty());
  CHECK(found.faults[0].message.find("a file is of one rater") != std::string::npos);
}

TEST_CASE("A sheet nobody changed is taken after a later export with other texts") {
  Checked checked;
  Batch later;
  later.plan = *checked.store.batches[0].plan;
  for (PlanUnit& unit : later.plan->units) {
    unit.cells = text_digests({unit.id, "", "", "", "", "", "", "", "", ""});
  }
  checked.store.batches.push_back(later);
  CHECK(checked.check(first_row()).faults.empty());
  CHECK(checked.fault(with(first_row(), {{{0, "pages"}, "https://other.example/"}}))
            .find("was changed") != std::string::npos);
}

TEST_CASE("A digest as evidence is of a file the store keeps") {
  Checked checked;
  const std::string digest = "sha256:" + std::string(64, '0');
  const Cells cells = with(first_row(), {{{0, "evidence_url"}, digest}});
  CHECK(checked.fault(cells).find("2:14: N2: the store keeps no file of this digest") !=
        std::string::npos);
  checked.store.kept.insert(digest);
  CHECK(checked.check(cells).faults.empty());
}

TEST_CASE("An assignment is owed until its own rater has answered") {
  RatingStore store = planned_store(2);
  const Plan& plan = *store.batches[0].plan;
  Batch batch;
  for (std::size_t unit = 0; unit < 4; ++unit) {
    batch.ratings.push_back(stored(plan, unit, "甲", 0.5));
  }
  store.batches.push_back(batch);
  // The results were scored with 甲's ratings: nothing awaits a first answer any more.
  Results results = small_results(2);
  for (SiteResult& site : results.sites) {
    for (CriterionResult& one : site.indicators[0].criteria) {
      if (!one.rule.empty()) continue;
      one.state = CriterionState::rated;
      one.index = 0.5;
      one.rating = ManualRating{site.id, "answers", one.id, 0.5, "甲", "", "", ""};
    }
  }
  const Catalogue catalogue = small_catalogue();
  const auto pending = pending_units(results, catalogue, store, {"small", false, {}});
  REQUIRE(pending);
  WorksheetOptions options;
  options.round = "small";
  options.assignment = {{"甲", "乙"}, 1, 1.0, 1};
  const auto set = make_worksheets(*pending, results, catalogue, store, options);
  REQUIRE(set);
  REQUIRE(set->sheets.size() == 1);
  CHECK(set->sheets[0].rater == "乙");
  CHECK(set->sheets[0].rows.size() == 4);
  options.assignment.raters = {"甲", "丙"};
  const auto others = make_worksheets(*pending, results, catalogue, store, options);
  REQUIRE(others);
  CHECK(others->sheets.empty());
  CHECK(others->owed_by_others == std::map<std::string, std::size_t>{{"乙", 4}});
}

TEST_CASE("A sheet shows the machine's own finding, not another rater's answer to it") {
  Results results = small_results(1);
  IndicatorResult& leaf = results.sites[0].indicators[0];
  CriterionResult& entry = leaf.criteria[0];
  entry.machine = MachineValue{CriterionState::cannot_tell, std::nullopt, 0, 1};
  entry.outcome_title = {};
  entry.findings.clear();
  entry.index = 0.75;  // another rater's
  CHECK(machine_text(leaf, Language::en) == "Entry: cannot tell");
}

TEST_CASE("Formulas are refused") {
  Checked checked;
  FormTable table = filled(checked.set.sheets[0], first_row());
  table.rows[0][10].is_formula = true;
  WorksheetChecker checker(checked.store, {});
  const auto found = checker.check(table, "");
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].message.find("formula") != std::string::npos);
}

TEST_CASE("What a rater has scored is not asked again") {
  RatingStore store = planned_store(2);
  Batch batch;
  batch.ratings.push_back(stored(*store.batches[0].plan, 0, "甲", 0.5));
  store.batches.push_back(batch);
  const WorksheetSet set = small_worksheets(2, store);
  CHECK(set.sheets[0].rows.size() == 3);
  CHECK(set.sheets[1].rows.size() == 4);
}

}  // namespace
}  // namespace gweval::test

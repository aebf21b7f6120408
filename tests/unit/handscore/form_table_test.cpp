// Sheets that come back as workbooks: what we wrote reads back, hostile ones end in a fault.

#include "handscore/form_table.hpp"

#include "handscore/worksheet_check.hpp"
#include "handscore/worksheet_files.hpp"
#include "small_round.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "workbook/form_book.hpp"

namespace gweval::test {
namespace {

TEST_CASE("A worksheet reads back from both formats, in both languages, unchanged") {
  for (const Language language : {Language::zh, Language::en}) {
    const TempDir dir;
    const RatingStore store = planned_store(2, language);
    const WorksheetSet set = small_worksheets(2, {}, language);
    const auto files = write_worksheets(set, dir.path(), {"xlsx", "csv"}, language);
    REQUIRE(files);
    REQUIRE(files->paths.size() == 4);
    for (const auto& path : files->paths) {
      INFO(path);
      const FormLoad load = load_form(path, "unit", worksheet_column_ids());
      for (const Diagnostic& fault : load.faults) FAIL_CHECK(fault.text());
      REQUIRE(load.table);
      WorksheetChecker checker(store, {});
      const auto found = checker.check(*load.table, "");
      for (const Diagnostic& fault : found.faults) FAIL_CHECK(fault.text());
      CHECK(found.open == 4);
    }
  }
}

TEST_CASE("Texts that a spreadsheet would run stay texts, in both formats") {
  const TempDir dir;
  WorksheetSet set = small_worksheets(1);
  set.sheets[0].rows[0][2] = "=HYPERLINK(\"http://x.example\")";
  set.sheets[0].rows[0][4] = "<script>alert(1)</script>";
  REQUIRE(write_worksheets(set, dir.path(), {"xlsx", "csv"}, Language::zh));
  const FormLoad book = load_form(dir / "worksheet-甲.xlsx", "unit", worksheet_column_ids());
  REQUIRE(book.table);
  CHECK_FALSE(book.table->cell(0, "site").is_formula);
  CHECK(book.table->cell(0, "site").text == "=HYPERLINK(\"http://x.example\")");
  CHECK(book.table->cell(0, "indicator").text == "<script>alert(1)</script>");
  CHECK(slurp(dir / "worksheet-甲.csv").find("\"'=HYPERLINK") != std::string::npos);
}

TEST_CASE("A sheet that was begun is not replaced") {
  const TempDir dir;
  const WorksheetSet set = small_worksheets(1);
  REQUIRE(write_worksheets(set, dir.path(), {"csv"}, Language::zh));
  const auto again = write_worksheets(set, dir.path(), {"csv"}, Language::zh);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == ErrorCode::invalid_argument);
}

TEST_CASE("The same round gives the same bytes") {
  const TempDir one;
  const TempDir other;
  REQUIRE(write_worksheets(small_worksheets(3), one.path(), {"xlsx"}, Language::zh));
  REQUIRE(write_worksheets(small_worksheets(3), other.path(), {"xlsx"}, Language::zh));
  CHECK(slurp(one / "worksheet-甲.xlsx") == slurp(other / "worksheet-甲.xlsx"));
}

TEST_CASE("Two sheets of answers in one workbook are a fault: which of them would count?") {
  const TempDir dir;
  auto book = FormBook::create(dir / "two.xlsx", "2030-05-01");
  REQUIRE(book);
  for (const char* name : {"评分", "hidden"}) {
    REQUIRE(
        book->sheet(name, {{"unit", 10, FormKind::shown, ""}, {"grade", 10, FormKind::text, ""}}));
    REQUIRE(book->row({"u1", name}));
  }
  REQUIRE(book->finish());
  const FormLoad load = load_form(dir / "two.xlsx", "unit", {"unit", "grade"});
  CHECK_FALSE(load.table);
  REQUIRE(load.faults.size() == 1);
  CHECK(load.faults[0].text().find("two.xlsx[hidden]:1:1: there is a second sheet") !=
        std::string::npos);
}

TEST_CASE("A fault in CSV names the line of the text and the row of a spreadsheet") {
  const TempDir dir;
  const FormLoad load = load_form(dir.write("f.csv", "unit,grade\nu1,\"a\nb\nc\"\n\nu2,d\n"),
                                  "unit", {"unit", "grade"});
  REQUIRE(load.table);
  CHECK(load.table->fault(load.table->cell(0, "grade"), "x").text().find("f.csv:2:2: B2: x") !=
        std::string::npos);
  CHECK(load.table->fault(load.table->cell(1, "grade"), "x").text().find("f.csv:6:2: B4: x") !=
        std::string::npos);
}

TEST_CASE("Columns that are missing, unknown or doubled are faults") {
  const TempDir dir;
  const auto faults = [&](const std::string& csv) {
    return load_form(dir.write("f.csv", csv), "unit", {"unit", "grade"}, {"note"}).faults;
  };
  CHECK(faults("编号 unit,等级 grade,note\nu1,好,\n").empty());
  CHECK(faults("unit,grad\nu1,好\n").size() == 2);  // unknown, and one missing
  CHECK(faults("unit,grade,grade\nu1,好,好\n").size() == 1);
  CHECK(faults("site,grade\nx,好\n").at(0).message.find("the sheet that was sent") !=
        std::string::npos);
  CHECK(faults("").size() == 1);
  CHECK(load_form(dir / "none.xlsx", "unit", {"unit"}).faults.size() == 1);
}

}  // namespace
}  // namespace gweval::test

// Sheets that come back as workbooks: what we wrote reads back, hostile ones end in a fault.

#include "handscore/form_table.hpp"

#include "handscore/worksheet_check.hpp"
#include "handscore/worksheet_files.hpp"
#include "small_round.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

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

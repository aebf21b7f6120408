// Cells as ECMA-376 part 1, 18.3.1.4 (c) and 18.18.11 (ST_CellType) say they are stored.

#include "workbook/xlsx_reader.hpp"

#include "support/catch.hpp"
#include "zipped.hpp"

namespace gweval::test {
namespace {

std::vector<XlsxSheet> read(const Parts& parts) {
  const auto sheets = read_xlsx(zipped(parts), "w.xlsx");
  if (!sheets) FAIL(sheets.error().text());
  return *sheets;
}

TEST_CASE("Every kind of cell is read as it is shown") {
  const auto sheets = read(workbook_parts(
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>0.10000000000000001</v></c>"
      "<c r=\"D2\" t=\"inlineStr\"><is><r><t>两</t></r><r><t xml:space=\"preserve\"> "
      "段</t></r></is></c>"
      "<c r=\"E2\" t=\"b\"><v>1</v></c><c r=\"F2\" t=\"str\"><f>A1</f><v>x</v></c><c "
      "r=\"G2\"/></row>"
      "<row r=\"7\"><c t=\"n\"><v>3</v></c><c><v>4</v></c></row>",
      "<si><t>零</t></si><si><t>一&amp;二</t><rPh><t>yi</t></rPh></si>"));
  REQUIRE(sheets.size() == 1);
  CHECK(sheets[0].name == "评分");
  REQUIRE(sheets[0].rows.size() == 2);
  const XlsxRow& row = sheets[0].rows[0];
  CHECK(row.number == 2);
  REQUIRE(row.cells.size() == 5);
  CHECK(row.cells[0].text == "一&二");
  CHECK(row.cells[1].text == "0.1");
  CHECK(row.cells[2].column == 4);
  CHECK(row.cells[2].text == "两 段");
  CHECK(row.cells[3].text == "TRUE");
  CHECK(row.cells[4].is_formula);
  CHECK(sheets[0].rows[1].number == 7);
  CHECK(sheets[0].rows[1].cells[1].column == 2);
}

TEST_CASE("Columns are named as spreadsheets name them") {
  CHECK(column_letters(1) == "A");
  CHECK(column_letters(26) == "Z");
  CHECK(column_letters(27) == "AA");
  CHECK(column_letters(702) == "ZZ");
}

}  // namespace
}  // namespace gweval::test

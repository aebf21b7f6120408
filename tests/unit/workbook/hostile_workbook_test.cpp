// Workbooks made to harm: each ends in an error that says what to do, in bounded time and memory.

#include <fmt/format.h>

#include "support/catch.hpp"
#include "workbook/xlsx_reader.hpp"
#include "zipped.hpp"

namespace gweval::test {
namespace {

std::string fault(const std::string& bytes) {
  const auto sheets = read_xlsx(bytes, "w.xlsx");
  REQUIRE_FALSE(sheets);
  CHECK(sheets.error().where == "w.xlsx");
  const auto code = sheets.error().code;
  CHECK((code == ErrorCode::invalid_input || code == ErrorCode::limit_exceeded));
  return sheets.error().message;
}

bool contains(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

TEST_CASE("A workbook that unpacks a thousandfold is refused while it unpacks") {
  auto parts = workbook_parts("");
  parts[2].second = "<worksheet><sheetData>" + std::string(300U << 20, ' ');
  CHECK(contains(fault(zipped(parts)), "more than 256 MiB"));
}

TEST_CASE("Entities are refused, so that none can expand") {
  auto parts = workbook_parts("");
  parts[2].second =
      "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
      "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>"
      "</sheetData></worksheet>";
  CHECK(contains(fault(zipped(parts)), "document type"));
}

TEST_CASE("One long text in many cells is counted in each of them") {
  std::string cells;
  for (int row = 1; row <= 3000; ++row) {
    cells += fmt::format("<row r=\"{}\"><c r=\"A{}\" t=\"s\"><v>0</v></c></row>", row, row);
  }
  const auto parts = workbook_parts(cells, "<si><t>" + std::string(30'000, 'x') + "</t></si>");
  CHECK(contains(fault(zipped(parts)), "too much text"));
}

TEST_CASE("Deep nesting, wild places and broken parts are refused") {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<x>";
  CHECK(contains(fault(zipped(workbook_parts(deep))), "nested too deep"));
  CHECK(contains(fault(zipped(workbook_parts("<row r=\"5\"/><row r=\"2\"/>"))), "out of order"));
  CHECK(contains(fault(zipped(workbook_parts("<row r=\"1\"><c r=\"ZZZZZZ1\"/></row>"))),
                 "out of order"));
  CHECK(contains(fault(zipped(workbook_parts("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"))),
                 "more than 200 columns"));
  CHECK(contains(fault(zipped(workbook_parts("<row r=\"1\"><c t=\"s\"><v>9</v></c></row>"))),
                 "does not have"));
  CHECK(contains(fault(zipped(workbook_parts("<row r=\"1\"><c></row>"))), "well-formed"));
}

TEST_CASE("Parts from elsewhere, macros, and what is no workbook are refused") {
  auto external = workbook_parts("");
  external[1].second =
      "<Relationships><Relationship Id=\"rId1\" Target=\"file:///etc/passwd\" "
      "TargetMode=\"External\"/></Relationships>";
  CHECK(contains(fault(zipped(external)), "other files"));
  auto upward = workbook_parts("");
  upward[1].second =
      "<Relationships><Relationship Id=\"rId1\" Target=\"../../../etc/passwd\"/></Relationships>";
  CHECK(contains(fault(zipped(upward)), "lacks its part"));
  auto macros = workbook_parts("");
  macros.emplace_back("xl/vbaProject.bin", "x");
  CHECK(contains(fault(zipped(macros)), "macros"));
  CHECK(contains(fault("\xD0\xCF\x11\xE0 old"), "old or encrypted"));
  CHECK(contains(fault("site,grade\n"), "no workbook"));
  CHECK(contains(fault(zipped({{"a.txt", "x"}})), "lacks its part"));
  const std::string whole = zipped(workbook_parts(""));
  CHECK(contains(fault(whole.substr(0, whole.size() / 2)), "no workbook"));
}

TEST_CASE("Any damage of one byte ends in a workbook or an error, never otherwise") {
  const std::string whole = zipped(
      workbook_parts("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "<si><t>甲</t></si>"));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const auto sheets = read_xlsx(bytes, "w.xlsx");
    if (!sheets) CHECK_FALSE(sheets.error().message.empty());
  }
}

}  // namespace
}  // namespace gweval::test

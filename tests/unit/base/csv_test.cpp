// RFC 4180, and what spreadsheets do beside it.

#include "base/csv.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

std::vector<std::vector<std::string>> cells(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : parse_csv(text, "x.csv").rows) {
    rows.emplace_back();
    for (const CsvCell& cell : row) rows.back().push_back(cell.text);
  }
  return rows;
}

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("rows end in CRLF, LF or CR; the last may end the file (RFC 4180 section 2)") {
  CHECK(cells("a,b\r\nc,d\r\n") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(cells("a,b\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(cells("a,b\rc,d\r") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(cells("a,b\n\n\r\nc,d\n") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(cells("").empty());
  CHECK(cells("a,\n,b\n,") == Rows{{"a", ""}, {"", "b"}, {"", ""}});
}

TEST_CASE("quoted cells hold commas, quotes and line breaks (RFC 4180 section 2)") {
  CHECK(cells("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n") ==
        Rows{{"a,b", "say \"hi\"", "two\r\nlines"}});
  CHECK(cells("\"\",x\n") == Rows{{"", "x"}});
  CHECK(cells("5\" pipe,x\n") == Rows{{"5\" pipe", "x"}});  // a quote inside is a character
}

TEST_CASE("cells know their line and column in code points") {
  const CsvTable table = parse_csv("清河,b\n\"x\ny\",z\r\nw,v\n", "x.csv");
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0][1].line == 1);
  CHECK(table.rows[0][1].column == 4);
  CHECK(table.rows[1][0].line == 2);
  CHECK(table.rows[1][1].line == 3);
  CHECK(table.rows[1][1].column == 4);
  CHECK(table.rows[2][0].line == 4);
  CHECK(table.rows[2][0].column == 1);
}

TEST_CASE("a quote that is never closed and text after a quote are faults with their place") {
  const CsvTable open = parse_csv("a,b\nc,\"d\ne,f\n", "x.csv");
  REQUIRE(open.faults.size() == 1);
  CHECK(open.faults[0].text() == "x.csv:2:3: quoted cell is never closed; add the closing \"");
  const CsvTable after = parse_csv("\"a\"b,c\n", "x.csv");
  REQUIRE(after.faults.size() == 1);
  CHECK(after.faults[0].line == 1);
  CHECK(after.faults[0].column == 4);
  CHECK(after.rows[0][1].text == "c");
}

TEST_CASE("reading stops at the limit of cells") {
  const CsvTable table = parse_csv("a,b,c\nd,e,f\n", "x.csv", 4);
  REQUIRE(table.faults.size() == 1);
  CHECK(table.faults[0].message == "more than 4 cells; split the file");
  CHECK(parse_csv("a,b\nc,d\n", "x.csv", 4).faults.empty());
}

TEST_CASE("fields are quoted where they must be") {
  CHECK(csv_field("plain 清河") == "plain 清河");
  CHECK(csv_field("") == "");
  CHECK(csv_field("a,b") == "\"a,b\"");
  CHECK(csv_field("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(csv_field("two\nlines") == "\"two\nlines\"");
  CHECK(csv_row({"a", "b,c", ""}) == "a,\"b,c\",\r\n");
}

TEST_CASE("what a spreadsheet would run is defused, numbers stay numbers") {
  CHECK(csv_field("=1+1") == "'=1+1");
  CHECK(csv_field("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_field("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0");
  CHECK(csv_field("-2+3") == "'-2+3");
  CHECK(csv_field("\t=1") == "'\t=1");
  CHECK(csv_field("=HYPERLINK(\"http://x\",\"y\")") ==
        "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
  CHECK(csv_field("-0.5") == "-0.5");
  CHECK(csv_field("+3") == "+3");
  CHECK(csv_field("-") == "'-");
}

TEST_CASE("what is written reads back") {
  for (const std::string& text : {std::string("a\"b\n,c"), std::string("清河"), std::string("")}) {
    const Rows back = cells(csv_row({"x", text}));
    REQUIRE(back.size() == 1);
    CHECK(back[0][1] == text);
  }
}

}  // namespace
}  // namespace gweval

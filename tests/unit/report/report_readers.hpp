#pragma once
// Reports read back: sheets of a workbook, tables of CSV, the packed blocks of a page.

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "gweval/report_model.hpp"

namespace gweval::test {

/// The bytes of the workbook.
[[nodiscard]] std::string workbook(const ReportModel& model, Language language = Language::zh);

/// Cells of a sheet by reference ("B2"), as their text stands in the XML. Fails the test for a
/// formula.
[[nodiscard]] std::map<std::string, std::string> sheet(const std::string& book, int number);

/// Rows of a sheet below its head, as column title -> cell.
[[nodiscard]] std::vector<std::map<std::string, std::string>> sheet_rows(const std::string& book,
                                                                         int number);

/// Rows of a CSV file below its head, as column -> cell.
[[nodiscard]] std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv);

/// The JSON of a page's block of this id.
[[nodiscard]] nlohmann::json page_block(const std::string& page, const std::string& id);

/// 0 for an empty cell.
[[nodiscard]] double number(const std::string& text);

}  // namespace gweval::test

#pragma once
// A sheet that came back, as a table: from a workbook or from CSV, with the place of every cell.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"
#include "inputs/input_table.hpp"

namespace gweval {

struct FormCell {
  std::string text;  // trimmed
  int row = 0;       // of a workbook; of CSV the line
  int column = 0;    // from 1
  bool is_formula = false;
  int sheet_row = 0;  // as a spreadsheet counts; of CSV not the line, since cells hold line breaks
};

/// Rows by column id: the last word of a head such as "等级 grade".
class FormTable {
 public:
  /// Name of the file, with the sheet where it is a workbook: "a.xlsx[评分]".
  std::string source;
  std::map<std::string, int> columns;
  std::vector<std::vector<FormCell>> rows;  // cells that hold something
  std::vector<int> row_numbers;             // FormCell::row

  std::vector<int> sheet_rows;  // as a spreadsheet counts

  [[nodiscard]] FormCell cell(std::size_t row, const std::string& column) const;
  /// By file (and sheet), line or row, column, and as a spreadsheet names the cell: "H7: …".
  [[nodiscard]] Diagnostic fault(const FormCell& at, const std::string& message) const;
};

struct FormLoad {
  std::string bytes;  // of the file, for its digest
  std::optional<FormTable> table;
  Diagnostics faults;
};

/// `key` is a column only the wanted sheet has; `required` ones that are missing are faults, and so
/// are others than the required and `optional` ones.
[[nodiscard]] FormLoad load_form(const std::filesystem::path& path, const std::string& key,
                                 const std::vector<std::string>& required,
                                 const std::vector<std::string>& optional = {});

/// "H7", so that it can be found in a spreadsheet; line and column travel in the diagnostic.
[[nodiscard]] std::string place_text(const FormCell& cell);

}  // namespace gweval

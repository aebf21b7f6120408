#pragma once
// Workbooks (ECMA-376 .xlsx) as tables of texts. A workbook is a ZIP of XML files from somebody
// else: sizes are counted while unpacking, entities and external parts are refused, and nothing in
// it is run or followed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// Limits of one workbook (docs/input-formats.md).
inline constexpr std::size_t kMaxWorkbookBytes = 32 << 20;       // the file
inline constexpr std::size_t kMaxWorkbookParts = 2'000;          // files in it
inline constexpr std::size_t kMaxWorkbookUnpacked = 256U << 20;  // all that is read of it
inline constexpr std::size_t kMaxWorkbookCells = 2'000'000;
inline constexpr std::size_t kMaxWorkbookText = 64U << 20;  // of all cells together
inline constexpr std::size_t kMaxWorkbookSheets = 100;
inline constexpr int kMaxWorkbookColumns = 200;

struct XlsxCellText {
  int column = 1;    // from 1
  std::string text;  // as shown; numbers as their shortest decimal
  bool is_formula = false;
};

struct XlsxRow {
  int number = 1;  // from 1, as the spreadsheet counts
  std::vector<XlsxCellText> cells;
};

struct XlsxSheet {
  std::string name;
  std::vector<XlsxRow> rows;
};

/// ErrorCode::invalid_input or ::limit_exceeded, at `where`, for anything but an honest workbook.
[[nodiscard]] Result<std::vector<XlsxSheet>> read_xlsx(std::string_view bytes,
                                                       const std::string& where);

/// "A", "Z", "AA" of 1, 26, 27.
[[nodiscard]] std::string column_letters(int column);

}  // namespace gweval

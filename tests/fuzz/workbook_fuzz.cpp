// Any bytes as a workbook: sheets within the limits, or an error that says what to do.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "workbook/xlsx_reader.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sheets = gweval::read_xlsx({reinterpret_cast<const char*>(data), size}, "fuzz.xlsx");
  if (!sheets) {
    require(!sheets.error().message.empty() && sheets.error().where == "fuzz.xlsx");
    return 0;
  }
  require(sheets->size() <= gweval::kMaxWorkbookSheets);
  for (const gweval::XlsxSheet& sheet : *sheets) {
    int last_row = 0;
    for (const gweval::XlsxRow& row : sheet.rows) {
      require(row.number > last_row);
      last_row = row.number;
      int last_column = 0;
      for (const gweval::XlsxCellText& cell : row.cells) {
        require(cell.column > last_column && cell.column <= gweval::kMaxWorkbookColumns);
        last_column = cell.column;
      }
    }
  }
  return 0;
}

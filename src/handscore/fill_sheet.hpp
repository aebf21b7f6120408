#pragma once
// Answers that are kept in another tool, put into a sheet that goes back.

#include <cstddef>
#include <filesystem>
#include <string>

#include "gweval/result.hpp"

namespace gweval {

struct SheetFill {
  std::string csv;       // the sheet, filled in
  std::size_t rows = 0;  // that got an answer
  Diagnostics faults;    // of either file; answers without a row
};

/// `answers` has site_id, indicator_id and criterion_id, and any of the sheet's open columns.
[[nodiscard]] SheetFill fill_sheet(const std::filesystem::path& sheet,
                                   const std::filesystem::path& answers);

}  // namespace gweval

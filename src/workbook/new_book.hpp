#pragma once
// What every workbook we write starts and ends with.

#include <string>

#include <xlsxwriter.h>

#include "gweval/result.hpp"

namespace gweval::workbook {

inline constexpr std::size_t kMaxRows = 1'048'576;    // of a sheet (ECMA-376 as Excel reads it)
inline constexpr std::size_t kMaxCellBytes = 32'000;  // below Excel's 32,767 characters
inline constexpr lxw_color_t kHeadColour = 0xE6ECF4;

/// `date` (YYYY-MM-DD, and what may follow it) is its date of creation, so that the same content
/// gives the same bytes. To be freed by close_book().
[[nodiscard]] Result<lxw_workbook*> open_book(const std::string& path, const std::string& date,
                                              bool in_constant_memory);
[[nodiscard]] Result<void> close_book(lxw_workbook* book, const std::string& path);
[[nodiscard]] Result<lxw_worksheet*> add_sheet(lxw_workbook* book, const std::string& name,
                                               const std::string& path);
[[nodiscard]] Error write_failure(const std::string& path, lxw_error code);

}  // namespace gweval::workbook

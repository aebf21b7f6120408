#pragma once
// Comma-separated values (RFC 4180), with positions for error messages. Reads quoted line breaks
// and CRLF or LF.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

struct CsvCell {
  std::string text;
  int line = 1;    // where the cell starts, from 1
  int column = 1;  // in code points, from 1
};

struct CsvTable {
  std::vector<std::vector<CsvCell>> rows;  // blank lines left out
  Diagnostics faults;  // unclosed quote, text after a closing quote, too many cells
};

/// UTF-8 without byte order mark in; `file` names it in the faults. Reading stops with a fault at
/// max_cells: a cell takes many times the bytes of the comma that makes it.
[[nodiscard]] CsvTable parse_csv(std::string_view text, const std::string& file,
                                 std::size_t max_cells = 5'000'000);

/// One field, quoted where needed. Text a spreadsheet would run as a formula (first of = + - @ TAB
/// CR) gets a leading apostrophe, unless it is a plain number.
[[nodiscard]] std::string csv_field(std::string_view text);

/// A row with CRLF at its end.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& fields);

inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

}  // namespace gweval

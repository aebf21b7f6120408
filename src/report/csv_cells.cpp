#include "report/csv_cells.hpp"

#include "base/display_width.hpp"
#include "base/numbers.hpp"

namespace gweval {
namespace {

/// Spreadsheets take no more than 32,767 characters in a cell.
constexpr std::size_t kMaxCellBytes = 32'000;

/// Characters that start a formula in some spreadsheets though not in ASCII ones: their full-width
/// forms and a line feed.
bool is_wide_formula(std::string_view text) {
  for (const std::string_view start : {"＝", "＋", "－", "＠", "\n"}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  // Line feeds stay; results.json keeps what was cut or replaced.
  std::string shown = printable_lines(text, kMaxCellBytes);
  return is_wide_formula(shown) ? "'" + shown : shown;
}

std::string csv_cell(double number) {
  return shortest_decimal(number == 0 ? 0 : number);
}

std::string csv_cell(const std::optional<double>& number) {
  return number ? csv_cell(*number) : std::string();
}

}  // namespace gweval

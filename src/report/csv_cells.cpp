#include "report/csv_cells.hpp"

#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

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
  std::string valid = to_valid_utf8(text);
  return is_wide_formula(valid) ? "'" + valid : valid;
}

std::string csv_cell(double number) {
  return shortest_decimal(number == 0 ? 0 : number);
}

std::string csv_cell(const std::optional<double>& number) {
  return number ? csv_cell(*number) : std::string();
}

}  // namespace gweval

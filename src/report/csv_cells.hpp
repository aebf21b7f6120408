#pragma once
// Values as cells of a CSV file: valid text, nothing a spreadsheet would run, shortest decimals.

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

[[nodiscard]] std::string csv_cell(std::string_view text);
[[nodiscard]] std::string csv_cell(double number);
[[nodiscard]] std::string csv_cell(const std::optional<double>& number);

}  // namespace gweval

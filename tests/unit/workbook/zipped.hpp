#pragma once
// Archives as hostile senders make them.

#include <string>
#include <utility>
#include <vector>

namespace gweval::test {

using Parts = std::vector<std::pair<std::string, std::string>>;  // name, content

/// A ZIP of these parts, deflated.
[[nodiscard]] std::string zipped(const Parts& parts);

/// A workbook of one sheet "评分" with this <sheetData>, and texts if there are any.
[[nodiscard]] Parts workbook_parts(const std::string& sheet_data, const std::string& strings = {});

}  // namespace gweval::test

#pragma once
// One file of a ZIP archive (APPNOTE 6.3.3), enough to look into a workbook.

#include <string>

namespace gweval::test {

/// Fails the test if there is no such entry.
[[nodiscard]] std::string zip_entry(const std::string& archive, const std::string& name);

}  // namespace gweval::test

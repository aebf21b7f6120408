#pragma once
// The pages of the HTML report and of comparisons, as built from src/report/html/ (write_page.mjs
// writes the source).

#include <string_view>

namespace gweval {

/// Where the report document goes, before the script; and where the sites' ledgers go, behind it:
/// the page shows the ranking while a browser still reads them.
inline constexpr std::string_view kReportDataSlot = "<!--report-data-->";
inline constexpr std::string_view kSiteDataSlot = "<!--site-data-->";

[[nodiscard]] std::string_view report_page();
[[nodiscard]] std::string_view diff_page();

}  // namespace gweval

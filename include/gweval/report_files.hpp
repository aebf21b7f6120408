#pragma once
// Reports for people and for other tools (docs/reports.md). Views of the results and of the
// report model: no number is computed here.

#include <filesystem>
#include <string>

#include "gweval/report_model.hpp"
#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// Schema gweval-report/1 (docs/schemas/). Keys in fixed order; ends with a line feed.
[[nodiscard]] std::string to_report_json(const ReportModel& model);

/// One page that needs nothing else: no network, no other file. Sites' ledgers are packed and
/// unpacked on demand.
[[nodiscard]] Result<std::string> to_report_html(const ReportModel& model, Language language);

/// Ranking, indicators, findings, averages, tiers, survey tables and method. The file at `path` is
/// replaced.
[[nodiscard]] Result<void> write_report_xlsx(const ReportModel& model,
                                             const std::filesystem::path& path, Language language);

/// For a pull request or a notice.
[[nodiscard]] std::string to_report_markdown(const ReportModel& model, Language language);

/// JUnit XML: a suite a site, a case a criterion.
[[nodiscard]] std::string to_report_junit(const ReportModel& model, Language language);

/// SARIF 2.1.0: a finding a result.
[[nodiscard]] std::string to_report_sarif(const ReportModel& model, Language language);

}  // namespace gweval

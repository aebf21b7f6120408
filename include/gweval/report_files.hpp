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

}  // namespace gweval

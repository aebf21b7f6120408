#pragma once
// The report document, gweval-report/1: what report.json holds and the HTML report embeds.

#include <cstddef>
#include <string>

#include "gweval/report_model.hpp"

namespace gweval {

inline constexpr std::string_view kReportSchema = "gweval-report/1";

/// Containers deeper than `line_depth` are written on one line.
[[nodiscard]] std::string report_document(const ReportModel& model, std::size_t line_depth);

}  // namespace gweval

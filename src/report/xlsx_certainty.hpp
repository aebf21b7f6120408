#pragma once
// The workbook's sheets about how sure ranks are.

#include "gweval/report_model.hpp"
#include "gweval/text.hpp"
#include "workbook/table_book.hpp"

namespace gweval {

/// A sheet of the sites and one of the leaves left out; nothing if the model has no certainty.
[[nodiscard]] Result<void> write_certainty_sheets(const ReportModel& model, Language language,
                                                  XlsxBook& book);

}  // namespace gweval

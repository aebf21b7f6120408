#pragma once
// The sheet of questions: its columns, and what ties a row to the question it was sent with.

#include <string>
#include <vector>

#include "gweval/hand_catalogue.hpp"
#include "handscore/store.hpp"
#include "handscore/worksheet.hpp"

namespace gweval {

[[nodiscard]] const std::vector<WorksheetColumn>& answer_columns();

/// Digest of all that a test plan asks and expects.
[[nodiscard]] std::string plan_digest(const TestPlan& plan);

/// "q" and 12 hex digits that follow from round, plan, site, question and rater.
[[nodiscard]] std::string question_row_id(const QuestionSheet& sheet, const std::string& site,
                                          const std::string& question);

}  // namespace gweval

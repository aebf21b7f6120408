#pragma once
// Worksheets as files.

#include <filesystem>
#include <string>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/text.hpp"
#include "handscore/worksheet.hpp"

namespace gweval {

struct WorksheetFiles {
  std::vector<std::filesystem::path> paths;  // as written
};

/// `formats`: xlsx, csv. Names are the rater's, e.g. "worksheet-Li.xlsx". Files that are there are
/// not replaced: a rater may have begun to fill them in. ErrorCode::invalid_argument then.
[[nodiscard]] Result<WorksheetFiles> write_worksheets(const WorksheetSet& set,
                                                      const std::filesystem::path& folder,
                                                      const std::vector<std::string>& formats,
                                                      Language language);

}  // namespace gweval

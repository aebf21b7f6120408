#pragma once
// `gweval report`: results rendered for people and for other tools.

#include <filesystem>
#include <string>
#include <vector>

#include "app/conditions.hpp"
#include "app/exit_code.hpp"
#include "gweval/report_model.hpp"

namespace gweval {

struct ReportCommandOptions {
  std::filesystem::path results;
  std::vector<std::string> formats;
  std::filesystem::path out = "gweval-out";
  std::string previous;   // results.json of an earlier round; empty: none
  std::string published;  // table of published indices; empty: the catalogue's, if it has one
  PerturbationOptions perturbation;  // of rank intervals; `draws` 0 leaves them out
  Conditions conditions;  // judged after the reports are written; their words are checked before
  Language language = Language::zh;
};

/// The formats there are, in the order of the documentation.
[[nodiscard]] const std::vector<std::string>& report_formats();

[[nodiscard]] ExitCode run_report(const ReportCommandOptions& options);

/// Writes the files of one format into a folder; returns their names.
[[nodiscard]] Result<std::vector<std::string>> write_report(const ReportModel& model,
                                                            const std::string& format,
                                                            const std::filesystem::path& out,
                                                            Language language);

}  // namespace gweval

#pragma once
// Scoring by hand: worksheets out and in, agreement, decisions (the commands `worksheet`,
// `agreement` and `adjudicate`).

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct WorksheetExportOptions {
  std::string results;
  std::string catalogue;  // empty: the one the results name
  std::string round;      // empty: the results'
  std::filesystem::path ratings = "gweval-ratings";
  std::vector<std::string> raters;
  std::uint64_t seed = 1;
  double share = 0.1;
  std::size_t least = 30;
  bool with_unmeasured = false;
  std::filesystem::path out = "gweval-worksheets";
  std::vector<std::string> formats{"xlsx", "csv"};
  std::filesystem::path evidence = "gweval-evidence";  // for pages to look at, where it is
  std::string at;                                      // empty: now
  Language language = Language::zh;
};
[[nodiscard]] ExitCode run_worksheet_export(const WorksheetExportOptions& options);

struct WorksheetImportOptions {
  std::vector<std::string> sheets;
  std::filesystem::path ratings = "gweval-ratings";
  std::string round;  // empty: what the store was made for
  bool may_revise = false;
  std::string at;
};
[[nodiscard]] ExitCode run_worksheet_import(const WorksheetImportOptions& options);

struct FillOptions {
  std::string sheet;
  std::string answers;
  std::string out;
};
/// Answers kept elsewhere into a sheet, by site, indicator and criterion.
[[nodiscard]] ExitCode run_worksheet_fill(const FillOptions& options);

struct NextOptions {
  std::string results;
  std::size_t limit = 20;
  std::string format = "text";  // text, csv
  Language language = Language::zh;
};
[[nodiscard]] ExitCode run_next(const NextOptions& options);

struct AgreementCommandOptions {
  std::filesystem::path ratings = "gweval-ratings";
  double tolerance = 0.25;
  std::uint64_t seed = 1;
  std::size_t draws = 1000;
  std::string format = "text";  // text, csv, json
  Language language = Language::zh;
};
[[nodiscard]] ExitCode run_agreement(const AgreementCommandOptions& options);

struct AdjudicateOptions {
  std::filesystem::path ratings = "gweval-ratings";
  std::string sheet;  // to write, or to read
  double tolerance = 0.25;
  std::string at;
  Language language = Language::zh;
};
[[nodiscard]] ExitCode run_adjudicate_export(const AdjudicateOptions& options);
[[nodiscard]] ExitCode run_adjudicate_import(const AdjudicateOptions& options);

/// ISO 8601, UTC: `text` where it is a date or a time, now where it is empty.
[[nodiscard]] Result<std::string> moment_of(const std::string& text);

}  // namespace gweval

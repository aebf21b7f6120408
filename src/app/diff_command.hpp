#pragma once
// Two results files compared (the command `diff`).

#include <filesystem>
#include <string>
#include <vector>

#include "app/crossed_scores.hpp"
#include "app/exit_code.hpp"
#include "gweval/diff_input.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct DiffCommandOptions {
  std::string old_path;
  std::string new_path;
  std::vector<std::string> formats{"text"};  // of diff_formats(); several only with `out`
  std::filesystem::path out;                 // folder for files diff.*; empty: stdout
  std::string crosswalk;                  // catalogue that has one; empty: that of the new results
  std::string site_map;                   // file; empty: sites are matched by id
  CrossedOptions crossed;                 // evidence, for three factors
  std::vector<DiffCondition> conditions;  // --fail-on
  Language language = Language::zh;
};

/// The formats there are, in the order of the documentation.
[[nodiscard]] const std::vector<std::string>& diff_formats();

[[nodiscard]] ExitCode run_diff(const DiffCommandOptions& options);

}  // namespace gweval

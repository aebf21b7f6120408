#pragma once
// Two results files compared (the command `diff`).

#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/diff_input.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct DiffCommandOptions {
  std::string old_path;
  std::string new_path;
  std::string format = "text";            // text, json, csv, md
  std::string crosswalk;                  // catalogue that has one; empty: that of the new results
  std::string site_map;                   // file; empty: sites are matched by id
  std::vector<DiffCondition> conditions;  // --fail-on
  Language language = Language::zh;
};

[[nodiscard]] ExitCode run_diff(const DiffCommandOptions& options);

}  // namespace gweval

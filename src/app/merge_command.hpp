#pragma once
// Shards of one round joined into its results (the command `merge`).

#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/text.hpp"

namespace gweval {

struct MergeCommandOptions {
  std::vector<std::string> shards;  // results.json of each
  std::filesystem::path out = "gweval-out";
  Language language = Language::zh;
  bool prints_json = false;
};

/// Writes the files `score` writes, and prints the ranking.
[[nodiscard]] ExitCode run_merge(const MergeCommandOptions& options);

}  // namespace gweval

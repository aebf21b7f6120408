#pragma once
// Work on evidence without a crawl: the commands `import` and `extract`.

#include <filesystem>
#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "gweval/import.hpp"

namespace gweval {

/// Archives of other crawlers to one site's evidence.
[[nodiscard]] ExitCode run_import(const ImportOptions& options);

struct ExtractOptions {
  std::filesystem::path evidence;
  std::vector<std::string> sites;  // ids; empty: every site of the folder
  int jobs = 1;
};

/// Rebuilds facts.sqlite of sites from their archives, with this build's extractor.
[[nodiscard]] ExitCode run_extract(const ExtractOptions& options);

}  // namespace gweval

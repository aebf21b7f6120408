#pragma once
// Options that several commands share, with the checks that turn text into values.

#include <filesystem>
#include <memory>
#include <string>

#include "app/log.hpp"
#include "app/round.hpp"
#include "cli/commands.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// -v and -q; `apply` sets up the log.
struct VerbosityFlags {
  bool is_verbose = false;
  bool is_quiet = false;
  void apply() const;
};
void add_verbosity(CLI::App& command, VerbosityFlags& flags);

/// --progress of commands that crawl.
void add_progress_option(CLI::App& command, ProgressMode& mode);
/// Also sets up the log, which is JSON where progress is.
[[nodiscard]] ProgressMode apply(const VerbosityFlags& flags, ProgressMode mode);

void add_catalogue_option(CLI::App& command, std::string& catalogue);
void add_language_option(CLI::App& command, Language& language);
void add_config_option(CLI::App& command);

/// --delay, --max-pages and the other options of crawling.
void add_crawl_options(CLI::App& command, CrawlOptions& options);

/// --max-pages, --max-depth and --scope alone.
void add_limit_options(CLI::App& command, CrawlOptions& options);
void add_evidence_folder(CLI::App& command, std::filesystem::path& folder);
void add_jobs_option(CLI::App& command, int& jobs);

/// --evidence, --offline, --manual, --as-of, --out, --jobs, --ties, --json.
void add_evidence_options(CLI::App& command, RoundOptions& options);
void add_scoring_options(CLI::App& command, RoundOptions& options);

}  // namespace gweval

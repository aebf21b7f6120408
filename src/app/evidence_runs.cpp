#include "app/evidence_runs.hpp"

#include <algorithm>
#include <optional>
#include <system_error>
#include "app/fail.hpp"

#include <fmt/format.h>

#include "app/interrupt.hpp"
#include "app/log.hpp"
#include "app/parallel.hpp"
#include "base/utf8.hpp"
#include "gweval/evidence_store.hpp"

namespace gweval {
namespace {

/// Sites below the folder, in the order of their ids.
Result<std::vector<std::string>> sites_of(const ExtractOptions& options) {
  if (!options.sites.empty()) return options.sites;
  std::vector<std::string> ids;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(options.evidence, error)) {
    std::error_code ignored;
    if (std::filesystem::exists(entry.path() / "archive.warc.gz", ignored)) {
      ids.push_back(entry.path().filename().string());
    }
  }
  std::sort(ids.begin(), ids.end());
  if (!ids.empty()) return ids;
  return Error{ErrorCode::not_found,
               error ? "cannot be read as an evidence folder: " + error.message()
                     : "there is no site's evidence here; name the folder with --evidence",
               options.evidence.string()};
}

}  // namespace

ExitCode run_import(const ImportOptions& options) {
  const InterruptGuard guard;
  const auto outcome = import_archives(options, is_interrupted);
  if (!outcome) return fail(outcome.error());
  for (const std::string& fault : outcome->faults) {
    log::warning(to_valid_utf8(fault) + "; what lies before it was used");
  }
  if (outcome->lost_revisits > 0) {
    log::warning(
        fmt::format("{} revisit record(s) refer to captures that are in none of the files; "
                    "give the earlier archives too",
                    outcome->lost_revisits));
  }
  const std::string folder = (options.crawl.evidence / options.site_id).string();
  if (is_interrupted()) return end_interrupted(folder);
  log::info(fmt::format(
      "{}: {} fetch(es) from {} are evidence now, {} were already; "
      "of {} capture(s) in {} record(s){}",
      options.site_id, outcome->taken, outcome->start_url, outcome->known, outcome->captures,
      outcome->records,
      outcome->facts.limit_reached.empty() ? "" : ", stopped at " + outcome->facts.limit_reached));
  return ExitCode::done;
}

ExitCode run_extract(const ExtractOptions& options) {
  const auto sites = sites_of(options);
  if (!sites) return fail(sites.error());
  std::vector<std::optional<Error>> failed(sites->size());
  for_each_index(sites->size(), options.jobs, [&](std::size_t i) {
    if (auto rebuilt = rebuild_facts(options.evidence, (*sites)[i]); !rebuilt) {
      failed[i] = std::move(rebuilt).error();
    }
  });
  ExitCode exit_code = ExitCode::done;
  std::size_t done = 0;
  for (const auto& error : failed) {
    if (!error) {
      ++done;
    } else {
      exit_code = std::max(exit_code, fail(*error));
    }
  }
  log::info(fmt::format("facts of {} of {} site(s) were rebuilt in {}", done, sites->size(),
                        options.evidence.string()));
  return exit_code;
}

}  // namespace gweval

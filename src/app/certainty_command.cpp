#include "app/certainty_command.hpp"

#include <cstdio>

#include <unistd.h>

#include "app/log.hpp"
#include "app/progress.hpp"
#include "app/results_file.hpp"
#include "gweval/certainty_report.hpp"

namespace gweval {
namespace {

Result<std::string> render(const CertaintyCommandOptions& options) {
  GWEVAL_TRY(const Results results, load_results(options.results));
  GWEVAL_TRY(const auto profiles, rank_certainty(results, options.perturbation));
  if (options.format == "json") return to_certainty_json(results, profiles);
  if (options.format == "csv") return to_certainty_csv(results, profiles);
  return to_certainty_text(
      results, profiles,
      {terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1, options.language});
}

}  // namespace

ExitCode run_certainty(const CertaintyCommandOptions& options) {
  const auto text = render(options);
  if (!text) {
    log::error(text.error());
    return exit_code_of(text.error().code);
  }
  std::fwrite(text->data(), 1, text->size(), stdout);
  return ExitCode::done;
}

}  // namespace gweval

#include "app/certainty_command.hpp"

#include <unistd.h>

#include "app/print_text.hpp"
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
  return print_text(render(options));
}

}  // namespace gweval

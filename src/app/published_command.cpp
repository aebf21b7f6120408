#include "app/published_command.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

#include "app/catalogue_finder.hpp"
#include "app/fail.hpp"
#include "app/log.hpp"
#include "app/progress.hpp"
#include "base/file.hpp"
#include "gweval/diff_report.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxTableBytes = std::size_t{64} << 20;

Result<PublishedCheckResult> check(const PublishedCommandOptions& options) {
  GWEVAL_TRY(const std::string text, read_file(options.table, kMaxTableBytes));
  const PublishedTableLoad table = parse_published_table(text, options.table);
  if (!table.faults.empty()) {
    log::errors(table.faults);
    return Error{ErrorCode::invalid_input,
                 fmt::format("{} fault(s); mend them and run again", table.faults.size()),
                 options.table};
  }
  GWEVAL_TRY(const Catalogue catalogue, open_catalogue(options.catalogue));
  return check_published(catalogue, table.rows, options.groups);
}

}  // namespace

ExitCode run_check_published(const PublishedCommandOptions& options) {
  const auto result = check(options);
  if (!result) return fail(result.error());
  for (const LocalText& notice : result->notices) log::warning(notice.in(options.language));
  if (result->checks.empty()) {
    log::error(Error{ErrorCode::invalid_input,
                     "nothing in this table can be checked; name the profiles of its groups, and "
                     "level-1 or level-2 indicators of the catalogue",
                     options.table});
    return ExitCode::bad_input;
  }
  const TextStyle style{terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1,
                        options.language};
  const std::string text = options.format == "csv" ? to_published_check_csv(*result)
                                                   : to_published_check_text(*result, style);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return ExitCode::done;
}

}  // namespace gweval

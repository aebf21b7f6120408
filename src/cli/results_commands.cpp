#include <cstdio>

#include <unistd.h>

#include "app/progress.hpp"
#include "base/file.hpp"
#include "cli/common_options.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxResultsBytes = std::size_t{4} << 30;

struct ExplainState {
  std::string results;
  std::string site;
  std::string indicator;
  Language language = Language::zh;
  VerbosityFlags verbosity;
};

ExitCode fail(const Error& error) {
  log::error(error);
  return exit_code_of(error.code);
}

ExitCode run_explain(const ExplainState& state) {
  const auto text = read_file(state.results, kMaxResultsBytes);
  if (!text) return fail(text.error());
  const auto results = parse_results_json(*text, state.results);
  if (!results) return fail(results.error());
  const TextStyle style{terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1,
                        state.language};
  const auto explanation = to_explanation(*results, state.site, state.indicator, style);
  if (!explanation) return fail(explanation.error());
  std::fputs(explanation->c_str(), stdout);
  return ExitCode::done;
}

}  // namespace

void add_results_commands(CLI::App& app, Action& action) {
  const auto state = std::make_shared<ExplainState>();
  auto* command = app.add_subcommand(
      "explain", "The ledger of one site: every criterion, its outcome, points and evidence");
  command->add_option("results", state->results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("site", state->site, "Site id")->required()->type_name("SITE");
  command->add_option("indicator", state->indicator, "Indicator id; it and what is below it")
      ->type_name("INDICATOR");
  add_language_option(*command, state->language);
  add_verbosity(*command, state->verbosity);
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_explain(*state);
    };
  });
}

}  // namespace gweval

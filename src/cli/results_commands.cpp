#include <unistd.h>

#include "app/merge_command.hpp"
#include "app/print_text.hpp"
#include "app/progress.hpp"
#include "app/results_file.hpp"
#include "cli/common_options.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

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
  const auto results = load_results(state.results);
  if (!results) return fail(results.error());
  const TextStyle style{terminal_columns(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1,
                        state.language};
  return print_text(to_explanation(*results, state.site, state.indicator, style));
}

struct MergeState {
  MergeCommandOptions options;
  VerbosityFlags verbosity;
};

void add_merge(CLI::App& app, Action& action) {
  const auto state = std::make_shared<MergeState>();
  MergeCommandOptions& options = state->options;
  auto* command =
      app.add_subcommand("merge", "Join the shards of one round into what a single run gives");
  command->add_option("results", options.shards, "results.json of every shard, in any order")
      ->required()
      ->type_name("RESULTS");
  command->add_option("--out", options.out, "Folder the results are written to")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_flag("--json", options.prints_json, "Print the results document instead of a table");
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->footer(
      "Shards are made by `score --shard K/N --as-of DATE`, on any machine. All must come\n"
      "from the same list, catalogue and engine; a missing or foreign one is refused.");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_merge(state->options);
    };
  });
}

void add_explain(CLI::App& app, Action& action) {
  const auto state = std::make_shared<ExplainState>();
  auto* command = app.add_subcommand(
      "explain", "The ledger of one site: every criterion, its outcome, points and evidence");
  command->add_option("results", state->results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("site", state->site, "Site id, name or address")
      ->required()
      ->type_name("SITE");
  command->add_option("indicator", state->indicator, "Indicator id; it and what is below it")
      ->type_name("INDICATOR");
  add_language_option(*command, state->language);
  add_verbosity(*command, state->verbosity);
  command->footer("Example: gweval explain gweval-out/results.json SITE security --lang en");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_explain(*state);
    };
  });
}

}  // namespace

void add_results_commands(CLI::App& app, Action& action) {
  add_explain(app, action);
  add_merge(app, action);
}

}  // namespace gweval

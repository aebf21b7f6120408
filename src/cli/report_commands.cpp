#include "app/report_command.hpp"
#include "cli/common_options.hpp"

namespace gweval {

void add_report_commands(CLI::App& app, Action& action) {
  struct State {
    ReportCommandOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  ReportCommandOptions& options = state->options;
  auto* command = app.add_subcommand("report", "Render results for people and for other tools");
  command->add_option("results", options.results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("--format", options.formats, "What to write; may be repeated")
      ->required()
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("F")
      ->check(CLI::IsMember(report_formats()));
  command->add_option("--out", options.out, "Folder the reports are written to")
      ->type_name("DIR")
      ->capture_default_str();
  command
      ->add_option("--previous", options.previous,
                   "results.json of an earlier round, for the change of tier counts")
      ->type_name("FILE");
  command
      ->add_option("--published", options.published,
                   "CSV of published indices to put beside the averages")
      ->type_name("FILE")
      ->default_str("the catalogue's");
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_report(state->options);
    };
  });
}

}  // namespace gweval

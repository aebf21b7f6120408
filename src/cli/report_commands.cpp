#include <algorithm>
#include <thread>

#include "app/report_command.hpp"
#include "app/results_file.hpp"
#include "app/verify.hpp"
#include "cli/common_options.hpp"
#include "cli/condition_options.hpp"

namespace gweval {

void add_condition_options(CLI::App& command, Conditions& conditions) {
  constexpr const char* kGroup = "Conditions";
  command
      .add_option("--fail-under", conditions.fail_under,
                  "Exit 1 if a site's total is certainly below a tier or points")
      ->type_name("TIER|POINTS")
      ->group(kGroup);
  command
      .add_option("--fail-on", conditions.fail_on,
                  "Exit 1 if there is such a finding: a rule, a message, or rule/message")
      ->type_name("FINDING")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->group(kGroup);
  command
      .add_option_function<std::string>(
          "--max-error-rate",
          [&conditions](const std::string& text) {
            conditions.max_error_rate = parse_share(text);
            if (!conditions.max_error_rate) {
              throw CLI::ValidationError("--max-error-rate",
                                         "'" + text + "' is no share; write 0.05 or 5%");
            }
          },
          "Exit 1 if more of the automatic criteria could not be told")
      ->type_name("SHARE")
      ->group(kGroup);
}

void add_draws_option(CLI::App& command, ReportCommandOptions& options) {
  PerturbationOptions& perturbation = options.perturbation;
  perturbation.threads = std::max(1U, std::thread::hardware_concurrency());
  command
      .add_option("--draws", perturbation.draws,
                  "How often weights are varied for the reports' rank intervals; 0 for none")
      ->type_name("N")
      ->check(CLI::Range(0, 10'000'000))
      ->capture_default_str();
}

namespace {

void add_report(CLI::App& app, Action& action) {
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
  add_draws_option(*command, options);
  add_condition_options(*command, options.conditions);
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_report(state->options);
    };
  });
}

void add_verify(CLI::App& app, Action& action) {
  struct State {
    VerifyOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  auto* command = app.add_subcommand(
      "verify", "Recompute published results from their evidence, and name the first difference");
  command->add_option("results", state->options.results, "results.json as published")
      ->required()
      ->type_name("RESULTS");
  command->add_option("--evidence", state->options.evidence, "Folder of the evidence")
      ->type_name("DIR")
      ->capture_default_str();
  command
      ->add_option("--catalogue", state->options.catalogue,
                   "Catalogue: its id, or a folder with catalogue.yaml")
      ->type_name("ID-or-PATH")
      ->default_str("the one the results name");
  command->add_flag("--trust-facts", state->options.trusts_facts,
                    "Believe the stored facts instead of reading the archive anew: faster, but "
                    "values changed in them by hand go unnoticed");
  command->add_option("--jobs", state->options.jobs, "Threads; the answer never depends on it")
      ->check(CLI::Range(1, 256))
      ->type_name("N")
      ->capture_default_str();
  add_verbosity(*command, state->verbosity);
  command->footer("Needs the evidence and the catalogue only: ratings stand in the results.");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_verify(state->options);
    };
  });
}

}  // namespace

void add_report_commands(CLI::App& app, Action& action) {
  add_report(app, action);
  add_verify(app, action);
}

}  // namespace gweval

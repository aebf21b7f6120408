#include <algorithm>
#include <thread>

#include "app/certainty_command.hpp"
#include "app/diff_command.hpp"
#include "app/published_command.hpp"
#include "cli/common_options.hpp"
#include "gweval/diff_input.hpp"

namespace gweval {
namespace {

struct DiffState {
  DiffCommandOptions options;
  VerbosityFlags verbosity;
};

struct CertaintyState {
  CertaintyCommandOptions options;
  VerbosityFlags verbosity;
};

struct PublishedState {
  PublishedCommandOptions options;
  VerbosityFlags verbosity;
};

void add_condition(CLI::App& command, std::vector<DiffCondition>& conditions) {
  const auto read = [&conditions](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const auto condition = parse_diff_condition(text);
      if (!condition) throw CLI::ValidationError("--fail-on", condition.error().text());
      conditions.push_back(*condition);
    }
  };
  command
      .add_option_function<std::vector<std::string>>(
          "--fail-on", read,
          "Exit 1 if a site's own change is a loss of more than POINTS, its score moved by more "
          "than POINTS, or its tier is lower; may be repeated")
      ->type_name("regression[:POINTS]|change[:POINTS]|tier")
      ->allow_extra_args(false);
}

/// "GROUP=P1+P2" to an entry.
void read_group(const std::string& text, GroupProfiles& groups) {
  const std::size_t equals = text.rfind('=');
  std::vector<std::string> profiles;
  std::string rest = equals == std::string::npos ? "" : text.substr(equals + 1);
  while (!rest.empty()) {
    const std::size_t end = rest.find('+');
    profiles.push_back(rest.substr(0, end));
    rest = end == std::string::npos ? "" : rest.substr(end + 1);
  }
  if (profiles.empty() || equals == 0) {
    throw CLI::ValidationError("--group", "'" + text + "' is not GROUP=PROFILE[+PROFILE]");
  }
  groups[text.substr(0, equals)] = profiles;
}

/// Evidence of both years, for evidence, rules and weights apart.
void add_crossed_options(CLI::App& command, CrossedOptions& options) {
  constexpr const char* kGroup = "Three factors";
  command
      .add_option("--evidence-old", options.old_evidence,
                  "Evidence of OLD: scored by the new catalogue too, so that rules stand apart")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory)
      ->group(kGroup);
  command
      .add_option("--evidence-new", options.new_evidence,
                  "Evidence of NEW: scored by the old catalogue too")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory)
      ->group(kGroup);
  command
      .add_option("--catalogue-old", options.old_catalogue,
                  "Catalogue OLD was made with: its id, or a folder")
      ->type_name("ID-or-PATH")
      ->default_str("the one OLD names")
      ->group(kGroup);
  command
      .add_option("--catalogue-new", options.new_catalogue,
                  "Catalogue NEW was made with: its id, or a folder")
      ->type_name("ID-or-PATH")
      ->default_str("the one NEW names")
      ->group(kGroup);
  add_jobs_option(command, options.jobs);
}

void add_diff(CLI::App& app, Action& action) {
  const auto state = std::make_shared<DiffState>();
  DiffCommandOptions& options = state->options;
  auto* command = app.add_subcommand(
      "diff", "Compare two results files: what the sites did, and what the catalogue did");
  command->add_option("old", options.old_path, "The earlier results.json")
      ->required()
      ->type_name("OLD");
  command->add_option("new", options.new_path, "The later results.json")
      ->required()
      ->type_name("NEW");
  auto* format = command->add_option("--format", options.formats,
                                     "How to write the comparison; several only with --out");
  format->type_name("text|json|csv|md|html")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::IsMember(diff_formats()).description(""))
      ->default_str("text");
  command->add_option("--out", options.out, "Folder for files diff.json, diff.html …, not stdout")
      ->type_name("DIR");
  command
      ->add_option("--crosswalk", options.crosswalk,
                   "Catalogue whose crosswalk pairs the indicators of both catalogues")
      ->type_name("ID-or-PATH")
      ->default_str("the new results' own");
  command
      ->add_option("--map", options.site_map,
                   "Sites that were renamed or merged: CSV with old_id and new_id")
      ->type_name("FILE");
  add_crossed_options(*command, options.crossed);
  add_condition(*command, options.conditions);
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->footer(
      "Example: gweval diff 2024/results.json 2025/results.json --fail-on regression:2\n"
      "Exit code 1: a condition of --fail-on was met.");
  command->callback([state, &action] {
    if (state->options.formats.size() > 1 && state->options.out.empty()) {
      throw CLI::ValidationError("--format", "several formats need --out DIR");
    }
    action = [state] {
      state->verbosity.apply();
      return run_diff(state->options);
    };
  });
}

void add_certainty(CLI::App& app, Action& action) {
  const auto state = std::make_shared<CertaintyState>();
  CertaintyCommandOptions& options = state->options;
  PerturbationOptions& how = options.perturbation;
  how.threads = std::max(1U, std::thread::hardware_concurrency());
  auto* command = app.add_subcommand(
      "certainty", "How sure ranks and tiers are: weights varied, one indicator left out");
  command->add_option("results", options.results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("--draws", how.draws, "How often the weights are varied")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000'000))
      ->capture_default_str();
  command->add_option("--spread", how.spread, "Weights vary by up to this part of themselves")
      ->type_name("PART")
      ->check(CLI::Range(0.0, 0.999))
      ->capture_default_str();
  command->add_option("--seed", how.seed, "Equal seeds give equal bytes")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--top", how.top, "The first places whose probability is shown")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--jobs", how.threads, "Threads; results never depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 256))
      ->default_str("one a core");
  command->add_option("--format", options.format, "How to print it")
      ->type_name("text|csv|json")
      ->check(CLI::IsMember({"text", "csv", "json"}).description(""))
      ->capture_default_str();
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->footer(
      "Example: gweval certainty gweval-out/results.json --draws 10000 --format csv\n"
      "While scoring is unfinished, sites are compared by what is scored.");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_certainty(state->options);
    };
  });
}

void add_check_published(CLI::App& app, Action& action) {
  const auto state = std::make_shared<PublishedState>();
  PublishedCommandOptions& options = state->options;
  auto* command = app.add_subcommand("check-published",
                                     "Whether published averages can be rebuilt from each other");
  command->add_option("table", options.table, "CSV of published indices")
      ->required()
      ->type_name("FILE");
  add_catalogue_option(*command, options.catalogue);
  command
      ->add_option_function<std::vector<std::string>>(
          "--group",
          [&options](const std::vector<std::string>& texts) {
            for (const std::string& text : texts) read_group(text, options.groups);
          },
          "Profiles of a group of the table that has no column for them; may be repeated")
      ->type_name("GROUP=PROFILE[+PROFILE]")
      ->allow_extra_args(false);
  command->add_option("--format", options.format, "How to print the checks")
      ->type_name("text|csv")
      ->check(CLI::IsMember({"text", "csv"}).description(""))
      ->capture_default_str();
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  command->footer("Example: gweval check-published averages.csv --group Ministries=ministry");
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_check_published(state->options);
    };
  });
}

}  // namespace

void add_diff_commands(CLI::App& app, Action& action) {
  add_diff(app, action);
  add_certainty(app, action);
  add_check_published(app, action);
}

}  // namespace gweval

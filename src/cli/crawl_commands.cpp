#include "app/catalogue_finder.hpp"
#include "app/check.hpp"
#include "app/fail.hpp"
#include "app/report_command.hpp"
#include "app/results_file.hpp"
#include "base/numbers.hpp"
#include "cli/common_options.hpp"
#include "cli/condition_options.hpp"

namespace gweval {
namespace {

constexpr std::int64_t kMaxShards = 100'000;

struct RoundState {
  RoundOptions options;
  ReportCommandOptions reports;
  Conditions conditions;
  VerbosityFlags verbosity;
};

void add_list_arguments(CLI::App& command, RoundOptions& options) {
  command
      .add_option("site-list", options.site_lists,
                  "Site lists (CSV: name, url; id, profile, … optional)")
      ->type_name("FILE")
      ->required();
  command
      .add_option("--profile", options.profiles,
                  "Profile of rows that name none; selects rows where they do. "
                  "development-zone is both zone profiles. May be repeated")
      ->type_name("P")
      ->allow_extra_args(false);
}

/// "K/N", both whole numbers, 1 <= K <= N.
std::optional<Shard> parse_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return std::nullopt;
  const auto number = parse_integer(std::string_view(text).substr(0, slash));
  const auto count = parse_integer(std::string_view(text).substr(slash + 1));
  if (!number || !count || *number < 1 || *number > *count || *count > kMaxShards) {
    return std::nullopt;
  }
  return Shard{static_cast<int>(*number), static_cast<int>(*count)};
}

/// Shards scored at different times must still be judged on one day.
void add_shard_option(CLI::App& command, std::optional<Shard>& target) {
  command
      .add_option_function<std::string>(
          "--shard",
          [&target](const std::string& text) {
            target = parse_shard(text);
            if (!target) throw CLI::ValidationError("'" + text + "' is not K/N, e.g. 2/8");
          },
          "Only part K of N of the list, for `gweval merge`; needs --as-of")
      ->type_name("K/N")
      ->needs(command.get_option("--as-of"));
}

CLI::App* add_round_command(CLI::App& app, const std::shared_ptr<RoundState>& state,
                            const char* name, const char* about) {
  auto* command = app.add_subcommand(name, about);
  RoundOptions& options = state->options;
  add_list_arguments(*command, options);
  add_catalogue_option(*command, options.catalogue);
  add_evidence_options(*command, options);
  if (std::string_view(name) == "score") {
    add_scoring_options(*command, options);
    add_shard_option(*command, options.shard);
  } else {
    command->add_option("--manual", options.manual_sheets, "Checked before the crawl, else unused")
        ->allow_extra_args(false)
        ->type_name("FILE");
  }
  add_language_option(*command, options.language);
  add_config_option(*command);
  add_verbosity(*command, state->verbosity);
  add_progress_option(*command, options.progress);
  add_crawl_options(*command, options.crawl);
  return command;
}

/// What `score` does with the results it has written.
void add_after_options(CLI::App& command, RoundState& state) {
  command.add_option("--report", state.reports.formats, "Also render the results; may be repeated")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("F")
      ->check(CLI::IsMember(report_formats()));
  command
      .add_option("--previous", state.reports.previous,
                  "results.json of an earlier round, for the reports")
      ->type_name("FILE");
  command
      .add_option_function<std::string>(
          "--round", [](const std::string&) {},
          "Round file (survey.yaml) with lists, options and limits; the command line wins")
      ->type_name("FILE");
  add_draws_option(command, state.reports);
  add_condition_options(command, state.conditions);
}

/// Whether the conditions fit the catalogue, and the earlier results can be read, before anything
/// is crawled.
ExitCode check_options_first(const RoundState& state) {
  if (!state.reports.previous.empty()) {
    const auto previous = load_results(state.reports.previous);
    if (!previous) return fail(previous.error());
  }
  if (state.conditions.empty()) return ExitCode::done;
  const auto catalogue = open_catalogue(state.options.catalogue);
  const auto usable = catalogue ? check_usable(state.conditions, catalogue->tiers)
                                : Result<void>(catalogue.error());
  return usable ? ExitCode::done : fail(usable.error());
}

ExitCode score_and_report(const RoundState& state) {
  if (const ExitCode usable = check_options_first(state); usable != ExitCode::done) {
    return usable;
  }
  const std::filesystem::path results = state.options.out / "results.json";
  const ExitCode code = run_score(state.options);
  const bool is_scored = code == ExitCode::done || code == ExitCode::not_observed;
  if (is_scored && !state.reports.formats.empty()) {
    ReportCommandOptions reports = state.reports;
    reports.results = results;
    reports.out = state.options.out;
    reports.language = state.options.language;
    const ExitCode reported = run_report(reports);
    if (reported != ExitCode::done) return reported;
  }
  return apply_conditions(code, results, state.conditions, state.options.language);
}

void add_check(CLI::App& app, Action& action) {
  struct State {
    CheckOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  auto* command =
      app.add_subcommand("check", "Check one site: what to fix first, worth how many points");
  RoundOptions& round = state->options.round;
  command->add_option("url", state->options.url, "Start address, http or https")
      ->required()
      ->type_name("URL");
  command->add_option("--profile", state->options.profile, "Profile to score by")
      ->required()
      ->type_name("P");
  add_catalogue_option(*command, round.catalogue);
  add_evidence_options(*command, round);
  add_scoring_options(*command, round);
  add_language_option(*command, round.language);
  add_config_option(*command);
  add_verbosity(*command, state->verbosity);
  add_progress_option(*command, round.progress);
  add_crawl_options(*command, round.crawl);
  add_condition_options(*command, state->options.conditions);
  command->footer("Without --evidence the site is crawled afresh into a new folder below --out.");
  command->callback([state, command, &action] {
    action = [state, has_folder = command->count("--evidence") > 0] {
      RoundOptions& options = state->options.round;
      options.progress = apply(state->verbosity, options.progress);
      state->options.keeps_evidence = has_folder;
      return run_check(state->options);
    };
  });
}

}  // namespace

void add_crawl_commands(CLI::App& app, Action& action) {
  const auto score = std::make_shared<RoundState>();
  auto* score_command = add_round_command(
      app, score, "score",
      "Crawl what is not archived yet, assess, score, rank, and write the results");
  add_after_options(*score_command, *score);
  score_command->footer(
      "Writes results.json, ranking.csv, indicators.csv and findings.csv into --out.\n"
      "A second run resumes: what is archived is not fetched again.");
  score_command->callback([score, &action] {
    action = [score] {
      score->options.progress = apply(score->verbosity, score->options.progress);
      return score_and_report(*score);
    };
  });
  const auto crawl = std::make_shared<RoundState>();
  auto* crawl_command = add_round_command(
      app, crawl, "crawl", "Crawl the sites of a list into archived evidence; resumable");
  crawl_command->callback([crawl, &action] {
    action = [crawl] {
      crawl->options.progress = apply(crawl->verbosity, crawl->options.progress);
      return run_crawl(crawl->options);
    };
  });
  add_check(app, action);
}

}  // namespace gweval

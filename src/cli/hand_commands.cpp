#include "app/hand_commands.hpp"
#include "app/answers_command.hpp"
#include "app/cases_command.hpp"
#include "app/override_command.hpp"
#include "cli/common_options.hpp"

namespace gweval {
namespace {

template <class Options>
struct State {
  Options options;
  VerbosityFlags verbosity;
};

void add_store(CLI::App& command, std::filesystem::path& folder) {
  command.add_option("--ratings", folder, "Store of ratings, decisions and overrides")
      ->type_name("DIR")
      ->capture_default_str();
}

void add_moment(CLI::App& command, std::string& at) {
  command.add_option("--at", at, "When it was said, YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
      ->type_name("TIME")
      ->default_str("now");
}

void add_tolerance(CLI::App& command, double& tolerance) {
  command.add_option("--tolerance", tolerance, "Answers further apart than this are in dispute")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("PART")
      ->capture_default_str();
}

void add_format(CLI::App& command, std::string& format, const char* type,
                const std::vector<std::string>& names) {
  command.add_option("--format", format, "How to print it")
      ->type_name(type)
      ->check(CLI::IsMember(names).description(""))
      ->capture_default_str();
}

/// The command runs `run` with its options.
template <class Options>
void set_action(CLI::App& command, Action& action, const std::shared_ptr<State<Options>>& state,
                ExitCode (*run)(const Options&)) {
  add_verbosity(command, state->verbosity);
  command.callback([state, &action, run] {
    action = [state, run] {
      state->verbosity.apply();
      return run(state->options);
    };
  });
}

void add_export(CLI::App& parent, Action& action) {
  const auto state = std::make_shared<State<WorksheetExportOptions>>();
  WorksheetExportOptions& options = state->options;
  auto* command = parent.add_subcommand("export", "A worksheet for each rater of what is pending");
  command->add_option("results", options.results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("--raters", options.raters, "Who scores, separated by commas")
      ->delimiter(',')
      ->required()
      ->allow_extra_args(false)
      ->type_name("NAME,…");
  command->add_option("--round", options.round, "Name of the round, checked when sheets come back")
      ->type_name("NAME")
      ->default_str("the results'");
  command->add_option("--seed", options.seed, "Equal seeds give equal sheets")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--double", options.share, "Share of an indicator's units two raters score")
      ->type_name("SHARE")
      ->capture_default_str();
  command->add_option("--least", options.least, "And at least so many units an indicator")
      ->type_name("N")
      ->capture_default_str();
  command->add_flag("--unmeasured", options.with_unmeasured, "Also ask what a rule could not tell");
  command->add_option("--catalogue", options.catalogue, "Catalogue: its id, or a folder")
      ->type_name("ID-or-PATH")
      ->default_str("the results'");
  add_store(*command, options.ratings);
  add_evidence_folder(*command, options.evidence);
  command->add_option("--out", options.out, "Folder the worksheets are written to")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_option("--format", options.formats, "xlsx, csv; several separated by commas")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("F")
      ->check(CLI::IsMember({"xlsx", "csv"}).description(""));
  add_moment(*command, options.at);
  add_language_option(*command, options.language);
  command->footer("Example: gweval worksheet export gweval-out/results.json --raters Li,Wang");
  set_action(*command, action, state, &run_worksheet_export);
}

void add_worksheet_import(CLI::App& parent, Action& action) {
  const auto state = std::make_shared<State<WorksheetImportOptions>>();
  WorksheetImportOptions& options = state->options;
  auto* command = parent.add_subcommand("import", "Worksheets that came back: all of them or none");
  command->add_option("sheets", options.sheets, "Worksheets, .xlsx or .csv")
      ->required()
      ->type_name("FILE");
  add_store(*command, options.ratings);
  command->add_option("--round", options.round, "Name of the round the sheets must be of")
      ->type_name("NAME")
      ->default_str("the store's");
  command->add_flag("--revise", options.may_revise,
                    "Take a rater's other answer to the same row; both are kept, the later counts");
  add_moment(*command, options.at);
  command->footer("Example: gweval worksheet import worksheet-Li.xlsx worksheet-Wang.csv");
  set_action(*command, action, state, &run_worksheet_import);
}

void add_fill(CLI::App& parent, Action& action) {
  const auto state = std::make_shared<State<FillOptions>>();
  FillOptions& options = state->options;
  auto* command = parent.add_subcommand(
      "fill", "Put answers kept elsewhere into a sheet, by site, indicator and criterion");
  command->add_option("sheet", options.sheet, "A worksheet or a sheet of disputes")
      ->required()
      ->type_name("SHEET");
  command->add_option("answers", options.answers, "CSV: site_id, indicator_id, criterion_id, …")
      ->required()
      ->type_name("ANSWERS");
  command->add_option("out", options.out, "The filled-in sheet to write, .csv")
      ->required()
      ->type_name("FILE");
  set_action(*command, action, state, &run_worksheet_fill);
}

void add_worksheet(CLI::App& app, Action& action) {
  const auto state = std::make_shared<State<NextOptions>>();
  NextOptions& options = state->options;
  auto* command = app.add_subcommand(
      "worksheet", "Scoring by hand: worksheets out and in, and what to score next");
  command->require_subcommand(0, 1);
  command
      ->add_option("--next", options.results,
                   "List what to score next by what can still change a tier or a rank")
      ->type_name("RESULTS");
  command->add_option("--limit", options.limit, "Rows of --next")
      ->type_name("N")
      ->capture_default_str();
  add_format(*command, options.format, "text|csv", {"text", "csv"});
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  add_export(*command, action);
  add_worksheet_import(*command, action);
  add_fill(*command, action);
  command->footer("Example: gweval worksheet --next gweval-out/results.json");
  command->callback([state, &action, command] {
    if (!command->get_subcommands().empty()) return;
    if (state->options.results.empty()) throw CLI::RequiredError("export, import or --next");
    action = [state] {
      state->verbosity.apply();
      return run_next(state->options);
    };
  });
}

void add_agreement(CLI::App& app, Action& action) {
  const auto state = std::make_shared<State<AgreementCommandOptions>>();
  AgreementCommandOptions& options = state->options;
  auto* command = app.add_subcommand(
      "agreement", "How far raters agree, by criterion and rater; which criteria to reword");
  add_store(*command, options.ratings);
  add_tolerance(*command, options.tolerance);
  command->add_option("--seed", options.seed, "Of the bootstrap; equal seeds give equal bytes")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--draws", options.draws, "Samples of the bootstrap")
      ->type_name("N")
      ->check(CLI::Range(100, 1'000'000))
      ->capture_default_str();
  add_format(*command, options.format, "text|csv|json", {"text", "csv", "json"});
  add_language_option(*command, options.language);
  command->footer("Example: gweval agreement --ratings gweval-ratings --format csv");
  set_action(*command, action, state, &run_agreement);
}

void add_adjudicate(CLI::App& app, Action& action) {
  auto* parent = app.add_subcommand(
      "adjudicate", "A third person decides where raters differ: the sheet out and in");
  parent->require_subcommand(1);
  for (const bool is_export : {true, false}) {
    const auto state = std::make_shared<State<AdjudicateOptions>>();
    AdjudicateOptions& options = state->options;
    auto* command =
        parent->add_subcommand(is_export ? "export" : "import",
                               is_export ? "Write what is in dispute" : "Read the decisions back");
    command->add_option("sheet", options.sheet, "The sheet, .xlsx or .csv")
        ->required()
        ->type_name("FILE");
    add_store(*command, options.ratings);
    add_tolerance(*command, options.tolerance);
    if (is_export) {
      add_language_option(*command, options.language);
    } else {
      add_moment(*command, options.at);
    }
    set_action(*command, action, state,
               is_export ? &run_adjudicate_export : &run_adjudicate_import);
  }
  parent->footer("Example: gweval adjudicate export disputes.xlsx");
}

void add_target(CLI::App& command, OverrideOptions& options) {
  command.add_option("site", options.site, "Site id")->required()->type_name("SITE");
  command.add_option("indicator", options.indicator, "Indicator id")
      ->required()
      ->type_name("INDICATOR");
  command.add_option("criterion", options.criterion, "Criterion id")
      ->required()
      ->type_name("CRITERION");
  command.add_option("--author", options.author, "Who says so")->required()->type_name("NAME");
  command.add_option("--reason", options.reason, "Why")->required()->type_name("TEXT");
  add_moment(command, options.at);
}

void add_override(CLI::App& app, Action& action) {
  auto* parent = app.add_subcommand(
      "override", "Set a machine's outcome aside until a day; it stays visible beside");
  parent->require_subcommand(1);
  const auto set = std::make_shared<State<OverrideOptions>>();
  auto* command = parent->add_subcommand("set", "Let another index count for a while");
  command->add_option("results", set->options.results, "results.json that shows the outcome")
      ->required()
      ->type_name("RESULTS");
  add_target(*command, set->options);
  command->add_option("--index", set->options.index, "What counts instead: 0 to 1, or na")
      ->required()
      ->type_name("INDEX");
  command->add_option("--until", set->options.until, "The last day it counts")
      ->required()
      ->type_name("DATE");
  command->add_option("--evidence-url", set->options.evidence_url, "What shows it")
      ->type_name("URL");
  add_store(*command, set->options.ratings);
  set_action(*command, action, set, &run_override_set);

  const auto withdrawn = std::make_shared<State<OverrideOptions>>();
  command = parent->add_subcommand("withdraw", "Let the machine's outcome count again");
  add_target(*command, withdrawn->options);
  add_store(*command, withdrawn->options.ratings);
  set_action(*command, action, withdrawn, &run_override_withdraw);

  const auto list = std::make_shared<State<OverrideOptions>>();
  command = parent->add_subcommand("list", "What is set aside");
  add_store(*command, list->options.ratings);
  set_action(*command, action, list, &run_override_list);
}

void add_cases(CLI::App& app, Action& action) {
  const auto state = std::make_shared<State<CasesOptions>>();
  CasesOptions& options = state->options;
  auto* command = app.add_subcommand(
      "cases", "Innovation cases: screening, ballots, votes with ties, and the bonus they give");
  command->add_option("folder", options.round.cases, "Folder with a folder each scheme")
      ->required()
      ->type_name("DIR");
  command->add_option("site-list", options.round.site_lists, "Site lists: whose cases they are")
      ->required()
      ->type_name("SITE-LIST");
  command->add_option("--profile", options.round.profiles, "Profile of rows that name none")
      ->allow_extra_args(false)
      ->type_name("P");
  command->add_option("--scheme", options.scheme, "Only this scheme of the catalogue")
      ->type_name("ID");
  add_catalogue_option(*command, options.round.catalogue);
  add_format(*command, options.format, "text|csv", {"text", "csv"});
  add_language_option(*command, options.round.language);
  command->footer("Example: gweval cases samples/cases samples/site-list.csv --profile municipal");
  set_action(*command, action, state, &run_cases);
}

void add_answers(CLI::App& app, Action& action) {
  auto* parent = app.add_subcommand(
      "answers", "Functions that scripts drive, asked the same everywhere: test plans and answers");
  parent->require_subcommand(1);
  const auto out = std::make_shared<State<AnswersOptions>>();
  auto* command = parent->add_subcommand("export", "A sheet of the questions to ask");
  command->add_option("results", out->options.results, "results.json of a round")
      ->required()
      ->type_name("RESULTS");
  command->add_option("sheet", out->options.sheet, "The sheet to write, .xlsx or .csv")
      ->required()
      ->type_name("FILE");
  command->add_option("--plan", out->options.plan, "Test plan of the catalogue")
      ->required()
      ->type_name("ID");
  command->add_option("--rater", out->options.rater, "Who asks; their sites, where given out")
      ->required()
      ->type_name("NAME");
  add_store(*command, out->options.ratings);
  add_moment(*command, out->options.at);
  add_language_option(*command, out->options.language);
  set_action(*command, action, out, &run_answers_export);

  const auto in = std::make_shared<State<AnswersOptions>>();
  command = parent->add_subcommand("import", "The answers back, with their screenshots");
  command->add_option("sheet", in->options.sheet, "The sheet, .xlsx or .csv")
      ->required()
      ->type_name("FILE");
  command->add_option("--screenshots", in->options.screenshots, "Folder of the screenshots")
      ->type_name("DIR")
      ->capture_default_str();
  add_store(*command, in->options.ratings);
  add_catalogue_option(*command, in->options.catalogue);
  command->add_flag("--revise", in->options.may_revise,
                    "Take a rater's other answer to the same question; both are kept, the later "
                    "counts");
  add_moment(*command, in->options.at);
  set_action(*command, action, in, &run_answers_import);

  const auto list = std::make_shared<State<AnswersOptions>>();
  command = parent->add_subcommand("list", "What was answered: passed, of asked");
  add_store(*command, list->options.ratings);
  add_catalogue_option(*command, list->options.catalogue);
  add_format(*command, list->options.format, "text|csv", {"text", "csv"});
  add_language_option(*command, list->options.language);
  set_action(*command, action, list, &run_answers_list);
}

}  // namespace

void add_hand_commands(CLI::App& app, Action& action) {
  add_worksheet(app, action);
  add_agreement(app, action);
  add_adjudicate(app, action);
  add_override(app, action);
  add_cases(app, action);
  add_answers(app, action);
}

}  // namespace gweval

#include <cstdio>

#include "app/print_text.hpp"
#include "app/rule_text.hpp"
#include "app/rule_times.hpp"
#include "cli/common_options.hpp"

namespace gweval {

namespace {

void add_time_command(CLI::App& group, Action& action) {
  const auto options = std::make_shared<RuleTimesOptions>();
  auto* command = group.add_subcommand(
      "time", "How long each rule of a profile takes over stored evidence, the slowest first");
  command->add_option("sites", options->sites, "Site ids; default: every site of the folder")
      ->type_name("SITE");
  add_catalogue_option(*command, options->catalogue);
  command->add_option("--profile", options->profile, "Profile whose criteria are run")
      ->required()
      ->type_name("P");
  add_evidence_folder(*command, options->evidence);
  command->add_option("--repeat", options->repeats, "Times each site is run; the quickest counts")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str()
      ->type_name("N");
  command->callback(
      [options, &action] { action = [options] { return print_text(rule_times(*options)); }; });
}

}  // namespace

void add_rules_commands(CLI::App& app, Action& action) {
  struct State {
    std::string id;
    Language language = Language::zh;
    VerbosityFlags verbosity;
  };
  auto* group = app.add_subcommand("rules", "The built-in documentation of the rules");
  group->require_subcommand(1);
  const auto listed = std::make_shared<State>();
  auto* list = group->add_subcommand("list", "Every rule: id, version, title");
  add_language_option(*list, listed->language);
  list->callback([listed, &action] {
    action = [listed] {
      std::fputs(rule_list(listed->language).c_str(), stdout);
      return ExitCode::done;
    };
  });
  const auto shown = std::make_shared<State>();
  auto* show =
      group->add_subcommand("show", "One rule: what it measures, parameters, outcomes, messages");
  show->add_option("id", shown->id, "Rule id, e.g. links.dead")->required()->type_name("ID");
  add_language_option(*show, shown->language);
  show->callback([shown, &action] {
    action = [shown] {
      const auto text = rule_page(shown->id, shown->language);
      if (!text) {
        log::error(text.error());
        return ExitCode::wrong_usage;
      }
      return print_text(text);
    };
  });
  add_time_command(*group, action);
}

}  // namespace gweval

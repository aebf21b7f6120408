#include <cstdio>

#include "app/print_text.hpp"
#include "app/rule_text.hpp"
#include "cli/common_options.hpp"

namespace gweval {

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
}

}  // namespace gweval

#include "app/inspect.hpp"
#include "cli/common_options.hpp"

namespace gweval {

void add_page_commands(CLI::App& app, Action& action) {
  struct State {
    InspectOptions options;
    VerbosityFlags verbosity;
  };
  const auto state = std::make_shared<State>();
  InspectOptions& options = state->options;
  auto* command =
      app.add_subcommand("inspect", "Print the facts of one page as extraction sees them");
  command->add_option("page", options.page, "A saved page, - for standard input, or an address")
      ->required()
      ->type_name("FILE-or-URL");
  command
      ->add_option("--url", options.url, "The address a saved page comes from; resolves its links")
      ->type_name("URL");
  command->add_option("--charset", options.charset, "The charset its Content-Type header declared")
      ->type_name("NAME");
  command->add_flag("--json", options.prints_json, "All facts, as JSON");
  add_language_option(*command, options.language);
  add_verbosity(*command, state->verbosity);
  add_crawl_options(*command, options.crawl);
  command->callback([state, &action] {
    action = [state] {
      state->verbosity.apply();
      return run_inspect(state->options);
    };
  });
}

}  // namespace gweval

#include "cli/cli.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/log.hpp"
#include "app/plugins.hpp"
#include "base/edit_distance.hpp"
#include "cli/commands.hpp"
#include "cli/completions.hpp"
#include "cli/config_file.hpp"
#include "cli/help_formatter.hpp"
#include "cli/plugin_option.hpp"
#include "cli/round_option.hpp"
#include "gweval/version.hpp"

namespace gweval {
namespace {

constexpr const char* kFooter =
    "Examples:\n"
    "  gweval score --profile municipal samples/site-list.csv\n"
    "  gweval explain gweval-out/results.json SITE security\n"
    "  gweval check https://www.city.gov.cn/ --profile municipal\n"
    "\n"
    "Exit codes: 0 done, 1 a condition that was asked for failed, 2 wrong usage,\n"
    "3 bad input file, 4 done but some sites could not be observed, 70 internal error.\n"
    "`gweval COMMAND --help` teaches one command.";

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

/// The neighbour of the first option the command does not have.
std::string option_suggestion(const CLI::App& command, const std::vector<std::string>& arguments) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    const std::string name = argument.substr(0, argument.find('='));
    if (name.starts_with("--") && std::find(names.begin(), names.end(), name) == names.end())
      return did_you_mean(name, names);
  }
  return {};
}

/// CLI11 says only that an argument was not expected; a misspelt word deserves its neighbour.
std::string suggestion_for(const CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* command = &app;
  for (const std::string& argument : arguments) {
    if (argument.starts_with("-")) continue;
    const auto names = command_names(*command);
    if (names.empty()) break;
    if (std::find(names.begin(), names.end(), argument) == names.end()) {
      return did_you_mean(argument, names);
    }
    command = command->get_subcommand(argument);
  }
  return option_suggestion(*command, arguments);
}

/// A caller that reads our output must learn when it did not arrive whole.
int finish_output(ExitCode exit_code) {
  const bool is_written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good();
  if (is_written) return static_cast<int>(exit_code);
  log::error("the output could not be written whole; check the disk or the pipe it goes to");
  return static_cast<int>(ExitCode::internal_error);
}

int report_usage_error(const CLI::App& app, const CLI::ParseError& error,
                       const std::vector<std::string>& arguments) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    (void)app.exit(error);  // --help and --version
    std::cout.flush();
    return finish_output(ExitCode::done);
  }
  log::error(std::string(error.what()) + suggestion_for(app, arguments));
  std::fputs("See `gweval --help`.\n", stderr);
  return static_cast<int>(ExitCode::wrong_usage);
}

int run(int argc, char** argv) {
  CLI::App app{
      "gweval scores government websites against a catalogue of weighted indicators.\n"
      "It crawls each site of a list into archived evidence, measures the evidence with\n"
      "rules, and turns measurements into points, tiers and rankings that can be\n"
      "explained and recomputed.",
      "gweval"};
  Action action;
  app.set_version_flag("--version", std::string("gweval ") + kVersion,
                       "Print the version and exit");
  app.require_subcommand(1);
  app.formatter(std::make_shared<HelpFormatter>());
  add_crawl_commands(app, action);
  add_evidence_commands(app, action);
  add_results_commands(app, action);
  add_report_commands(app, action);
  add_diff_commands(app, action);
  add_hand_commands(app, action);
  add_page_commands(app, action);
  add_catalogue_commands(app, action);
  add_rules_commands(app, action);
  add_completions(app, action);
  std::vector<std::string> plugins;
  add_plugin_option(app, plugins);
  add_plugin_host(app, action);
  app.footer(kFooter);  // last: commands take over what their parent has when they are made
  log::set_up(log::Verbosity::normal);
  auto arguments = expand_round({argv + 1, argv + argc});
  if (arguments) arguments = expand_config(*std::move(arguments), command_names(app));
  if (!arguments) {
    log::error(arguments.error());
    return static_cast<int>(exit_code_of(arguments.error().code));
  }
  try {
    app.parse(
        std::vector<std::string>(arguments->rbegin(), arguments->rend()));  // taken from its end
  } catch (const CLI::ParseError& error) {
    return report_usage_error(app, error, *arguments);
  }
  if (const auto loaded = load_plugins(plugins); !loaded) {
    log::error(loaded.error());
    return static_cast<int>(exit_code_of(loaded.error().code));
  }
  return finish_output(action());
}

}  // namespace

int run_command_line(int argc, char** argv) {
  // A limit on file sizes then is an error of the write, which says which file; it would end us.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr,
                 "gweval: error: internal error: %s; please report it with the command you ran\n",
                 error.what());
  } catch (...) {
    std::fputs("gweval: error: internal error; please report it with the command you ran\n",
               stderr);
  }
  return static_cast<int>(ExitCode::internal_error);
}

}  // namespace gweval

#include "cli/plugin_option.hpp"

#include <memory>

#include "app/plugins.hpp"

namespace gweval {
namespace {

void add_to(CLI::App& command, std::vector<std::string>& files) {
  command
      .add_option("--plugin", files,
                  "Shared object with more rules, run with your rights; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

}  // namespace

void add_plugin_option(CLI::App& app, std::vector<std::string>& files) {
  for (const char* name : {"score", "check", "verify"}) add_to(*app.get_subcommand(name), files);
  for (const char* name : {"list", "show", "lint"}) {
    add_to(*app.get_subcommand("catalogue")->get_subcommand(name), files);
  }
  for (const char* name : {"list", "show"}) {
    add_to(*app.get_subcommand("rules")->get_subcommand(name), files);
  }
}

void add_plugin_host(CLI::App& app, Action& action) {
  const auto file = std::make_shared<std::string>();
  auto* command = app.add_subcommand(plugin_host_command(), "");
  command->group("");  // not shown: for gweval itself
  command->add_option("file", *file)->required();
  command->callback([file, &action] { action = [file]() -> ExitCode { host_plugin(*file); }; });
}

}  // namespace gweval

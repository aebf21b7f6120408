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

/// A catalogue may name plugins' rules wherever it is opened.
bool knows_rules(const CLI::App& command, const std::string& group) {
  const auto has = [&](const char* option) {
    return command.get_option_no_throw(option) != nullptr;
  };
  return group == "catalogue" || group == "rules" || has("--catalogue") || has("--catalogue-old");
}

void add_below(CLI::App& parent, std::vector<std::string>& files) {
  for (CLI::App* command : parent.get_subcommands({})) {
    if (knows_rules(*command, parent.get_name())) add_to(*command, files);
    add_below(*command, files);
  }
}

}  // namespace

void add_plugin_option(CLI::App& app, std::vector<std::string>& files) {
  add_below(app, files);
}

void add_plugin_host(CLI::App& app, Action& action) {
  const auto file = std::make_shared<std::string>();
  auto* command = app.add_subcommand(plugin_host_command(), "");
  command->group("");  // not shown: for gweval itself
  command->add_option("file", *file)->required();
  command->callback([file, &action] { action = [file]() -> ExitCode { host_plugin(*file); }; });
}

}  // namespace gweval

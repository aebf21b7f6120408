#pragma once
// --plugin FILE, of every command that runs or names rules.

#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace gweval {

/// After all commands are made.
void add_plugin_option(CLI::App& app, std::vector<std::string>& files);

/// The hidden command that plugins run under.
void add_plugin_host(CLI::App& app, Action& action);

}  // namespace gweval

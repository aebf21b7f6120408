#pragma once
// Shell completions and the manual page, written from the commands and options there are.

#include <CLI/App.hpp>

#include "cli/commands.hpp"

namespace gweval {

/// `gweval completions bash|zsh|fish` and `gweval manual`. Add it last: it describes the others.
void add_completions(CLI::App& app, Action& action);

}  // namespace gweval

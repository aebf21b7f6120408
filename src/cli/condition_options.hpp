#pragma once
// Options that make a command fail on what the results say.

#include "app/conditions.hpp"
#include "cli/common_options.hpp"

namespace gweval {

/// --fail-under, --fail-on, --max-error-rate.
void add_condition_options(CLI::App& command, Conditions& conditions);

}  // namespace gweval

#pragma once
// Options of several commands about results: what makes them fail, and what reports reckon.

#include "app/conditions.hpp"
#include "app/report_command.hpp"
#include "cli/common_options.hpp"

namespace gweval {

/// --fail-under, --fail-on, --max-error-rate.
void add_condition_options(CLI::App& command, Conditions& conditions);

/// --draws, and as many threads as there are cores.
void add_draws_option(CLI::App& command, ReportCommandOptions& options);

}  // namespace gweval

#pragma once
// The command line: options to the app's option structs, nothing else. Exit codes:
// app/exit_code.hpp.

namespace gweval {

/// Returns the process's exit code; never throws.
int run_command_line(int argc, char** argv);

}  // namespace gweval

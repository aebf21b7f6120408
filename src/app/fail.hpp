#pragma once
// How a command ends that cannot go on.

#include "app/exit_code.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// Tells the user, and gives the exit code of the kind of error.
[[nodiscard]] ExitCode fail(const Error& error);

}  // namespace gweval

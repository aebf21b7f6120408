#pragma once
// The last step of commands whose result is a text.

#include <string>

#include "app/exit_code.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// The text to standard output, or its error to the log.
[[nodiscard]] ExitCode print_text(const Result<std::string>& text);

}  // namespace gweval

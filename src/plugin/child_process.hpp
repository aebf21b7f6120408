#pragma once
// Another run of this program, with a text for its standard input and its standard output taken.

#include <chrono>
#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval::plugin {

struct ChildLimits {
  std::chrono::seconds patience{300};  // of the clock, until it is ended
  std::size_t output_bytes = std::size_t{4} * 1024 * 1024;
};

/// Runs /proc/self/exe with `arguments`, an empty environment and our standard error. An Error says
/// how it failed: ErrorCode::invalid_input if it ended by a signal, with an exit code but 0, beyond
/// a limit; ::io if it could not be started.
[[nodiscard]] Result<std::string> run_self(const std::vector<std::string>& arguments,
                                           std::string_view input, const ChildLimits& limits);

}  // namespace gweval::plugin

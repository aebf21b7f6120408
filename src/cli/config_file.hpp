#pragma once
// `--config FILE`: options from a file, `name = value` a line (TOML). What the command line says
// wins.

#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// The arguments without --config, and after them the file's options as --name=value. Lines below a
/// [command] heading count for that command only. ErrorCode::not_found or ::invalid_input for the
/// file.
[[nodiscard]] Result<std::vector<std::string>> expand_config(
    std::vector<std::string> arguments, const std::vector<std::string>& commands);

}  // namespace gweval

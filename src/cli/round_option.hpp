#pragma once
// `gweval score --round FILE`: the file's arguments take the place of typed ones.

#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// Arguments with --round FILE replaced by what the file says. What was typed wins over the file.
[[nodiscard]] Result<std::vector<std::string>> expand_round(std::vector<std::string> arguments);

}  // namespace gweval

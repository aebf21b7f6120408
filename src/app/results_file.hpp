#pragma once
// results.json as commands read it.

#include <string>

#include "gweval/result.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// ErrorCode::invalid_input with the path for what is no results document.
[[nodiscard]] Result<Results> load_results(const std::string& path);

}  // namespace gweval

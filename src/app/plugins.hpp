#pragma once
// Rules of plugins join those of this build.

#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

/// Before any other thread is started. ErrorCode::not_found or ::invalid_input names the file.
[[nodiscard]] Result<void> load_plugins(const std::vector<std::string>& files);

/// What the hidden command does that a plugin runs under.
[[noreturn]] void host_plugin(const std::string& file);

/// Its name.
[[nodiscard]] std::string plugin_host_command();

}  // namespace gweval

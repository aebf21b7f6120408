#pragma once
// The process a plugin runs in: loads it, makes one call, and ends. Its protocol is a detail of
// this layer.

#include <string>
#include <string_view>

namespace gweval::plugin {

/// The hidden command of this program that run_plugin_host() stands behind.
inline constexpr const char* kHostCommand = "plugin-host";

/// Standard input of the host for either call.
[[nodiscard]] std::string describe_request();
[[nodiscard]] std::string observe_request(std::string_view rule_id, std::string_view params,
                                          std::string_view facts);

/// Reads a request from standard input, answers on standard output. Does not return normally into
/// code of ours: the exit code is 0 after an answer.
[[noreturn]] void run_plugin_host(const std::string& file);

}  // namespace gweval::plugin

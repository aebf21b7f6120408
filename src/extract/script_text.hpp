#pragma once
// What can be read from scripts without running them: targets of navigation, string values. Linear.

#include <optional>
#include <string_view>
#include <vector>

namespace gweval::extract {

/// Literal targets of window.open(…), location = …, location.href = …, location.replace(…) of a
/// short script, such as an event's handler; at most 200.
[[nodiscard]] std::vector<std::string_view> handler_targets(std::string_view script);

/// The same of any script, and href="…" in markup that the script writes; at most 200.
[[nodiscard]] std::vector<std::string_view> script_targets(std::string_view script);

/// Target of a meta refresh's content ("5; url=…").
[[nodiscard]] std::optional<std::string_view> refresh_target(std::string_view content);

/// Contents of the string literals of a script, in order; at most max_count.
[[nodiscard]] std::vector<std::string_view> string_literals(std::string_view script,
                                                            std::size_t max_count);

}  // namespace gweval::extract

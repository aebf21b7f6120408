#pragma once
// Did-you-mean: the nearest known name to a misspelt one.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gweval {

/// Damerau-Levenshtein distance (adjacent transposition counts one) in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest candidate within max(1, length / 3) edits; the first among equals.
[[nodiscard]] std::optional<std::string> nearest_name(std::string_view name,
                                                      std::span<const std::string> candidates);

/// "; did you mean 'x'?" or nothing, to be appended to a message.
[[nodiscard]] std::string did_you_mean(std::string_view name,
                                       std::span<const std::string> candidates);

}  // namespace gweval

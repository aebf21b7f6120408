#pragma once
// UTF-8 text: checking, folding, cutting. Pure; any bytes are accepted where said so.

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval {

[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// Length in bytes of what is valid before the first malformed sequence.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes);

/// Any bytes to valid UTF-8: malformed sequences and NUL become U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view bytes);

/// Code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// At most max_bytes, never cutting inside a code point.
[[nodiscard]] std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);

/// Runs of white space (ASCII, U+00A0, U+3000, U+200B, U+FEFF) to one blank; both ends trimmed.
[[nodiscard]] std::string fold_space(std::string_view text);

/// Trims ASCII white space, U+00A0, U+3000 and U+FEFF at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

[[nodiscard]] std::string to_lower_ascii(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);  // ASCII

/// First code point of non-empty valid UTF-8; advances `text` past it.
[[nodiscard]] char32_t take_code_point(std::string_view& text);
void append_code_point(std::string& out, char32_t code_point);

}  // namespace gweval

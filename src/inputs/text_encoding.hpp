#pragma once
// Which of the two encodings that spreadsheets in China save a file is in.

#include <string>
#include <string_view>

#include "gweval/result.hpp"

namespace gweval {

/// UTF-8 without byte order mark. UTF-8 is tried first, then GB18030; UTF-16, a damaged UTF-8 file
/// and what is neither are ErrorCode::invalid_input, with advice. `where` stays empty, or is
/// ":line:column" of the first bad byte.
[[nodiscard]] Result<std::string> decode_input(std::string_view bytes);

}  // namespace gweval

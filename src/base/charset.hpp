#pragma once
// Bytes of a named character set to UTF-8, by ICU with the labels of the WHATWG Encoding Standard.

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

struct Decoded {
  std::string text;        // valid UTF-8
  bool malformed = false;  // some bytes had to be replaced by U+FFFD
};

/// The name we use for a label: "utf-8", "gb18030" (also for gb2312 and gbk, its subsets), "big5",
/// "utf-16le", "utf-16be", or another of ICU's names in lower case; nothing for an unknown label.
[[nodiscard]] std::optional<std::string> canonical_charset(std::string_view label);

/// Decodes; an unknown charset is read as UTF-8. A leading byte order mark is removed.
[[nodiscard]] Decoded decode(std::string_view bytes, std::string_view charset);

}  // namespace gweval

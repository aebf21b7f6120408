#pragma once
// Bytes of a named character set to UTF-8 and back, by ICU with the labels of the WHATWG Encoding
// Standard.

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

/// Bytes of valid UTF-8 text as a form of that charset sends them: what the charset lacks becomes
/// "&#25830;". "gb18030" stands for GBK, which nearly all pages of that family declare; UTF-16 and
/// unknown charsets give UTF-8 (Encoding Standard, "get an output encoding").
[[nodiscard]] std::string encode(std::string_view text, std::string_view charset);

}  // namespace gweval

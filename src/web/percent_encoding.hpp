#pragma once
// Percent-encoding of URL components (RFC 3986 §2.1, §6.2.2).

#include <string>
#include <string_view>

namespace gweval {

/// 0 to 15, or -1 for what is no hexadecimal digit.
[[nodiscard]] constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Bytes of well-formed %XX; other "%" stay.
[[nodiscard]] std::string percent_decode(std::string_view text);

/// One spelling for equal components: %XX of unreserved characters decoded, hex digits upper case,
/// controls, blanks, bytes beyond ASCII and those of `must_encode` encoded. A "%" that starts no
/// %XX becomes %25, or decoding its neighbours could make a new escape of it.
[[nodiscard]] std::string normalise_percent(std::string_view text, std::string_view must_encode);

}  // namespace gweval

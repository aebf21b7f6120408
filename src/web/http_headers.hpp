#pragma once
// The head of an HTTP response as received (RFC 9112 §4, §5), and Content-Type (RFC 9110 §8.3).

#include <optional>
#include <string>
#include <string_view>

#include "gweval/fetch.hpp"

namespace gweval {

struct ResponseHead {
  std::string version;  // "1.0", "1.1", "2"
  int status = 0;       // [100, 999]
  HeaderList headers;   // values trimmed, as valid UTF-8
};

/// Lines may end in CRLF or LF; a continued line (obs-fold) is joined by a blank; a line that is no
/// header is left out. Nothing if the first line is no status line.
[[nodiscard]] std::optional<ResponseHead> parse_response_head(std::string_view raw);

struct ContentType {
  std::string media_type;  // lower case, e.g. "text/html"; empty if malformed
  std::string charset;     // as written, without quotes; empty if absent
};

[[nodiscard]] ContentType parse_content_type(std::string_view value);

}  // namespace gweval

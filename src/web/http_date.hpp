#pragma once
// Dates of HTTP headers (RFC 9110 §5.6.7). Reads no clock.

#include <cstdint>
#include <optional>
#include <string_view>

namespace gweval {

/// Seconds since 1970-01-01T00:00:00Z of "Sun, 06 Nov 1994 08:49:37 GMT" or of one of the two
/// obsolete forms, "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994"; nothing if it
/// is none of them. The day's name is not checked against the date.
[[nodiscard]] std::optional<std::int64_t> parse_http_date(std::string_view text);

/// The same of "2025-11-03T09:12:07Z".
[[nodiscard]] std::optional<std::int64_t> parse_iso_time(std::string_view text);

}  // namespace gweval

#pragma once
// What to answer to one request: files, redirects, errors and deliberate faults of a host, decided
// without touching a socket. loopback_wire.hpp sends it.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "support/loopback_config.hpp"

namespace gweval::test {

struct Ask {
  std::string method;
  std::string path;   // decoded
  std::string query;  // raw, without '?'
  bool tls = false;
  int earlier = 0;  // requests for the same path of the host before this one
};

struct Reply {
  int status = 200;
  Headers headers;  // with Content-Type where there is one
  std::string body;
  std::chrono::milliseconds delay{0};
  /// Set when the answer breaks HTTP, or is slow, in a way a HTTP library will not produce: it is
  /// then written byte by byte, and the connection is closed behind it.
  std::optional<PathRule> wire;
};

/// Never fails: what cannot be answered is a 403, 404 or 405.
[[nodiscard]] Reply answer(const HostConfig& host, const Ask& ask);

/// A path as it may stand in a Location header.
[[nodiscard]] std::string percent_encoded(std::string_view path);

/// By file name extension, e.g. "text/html"; "application/octet-stream" when unknown.
[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace gweval::test

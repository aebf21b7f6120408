#pragma once
// Hosts of URLs: domains by IDNA, IPv4 in all the spellings browsers take, IPv6 (WHATWG URL §3).

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

/// Canonical host of what stands between "//" and the port, percent-encoding allowed; nothing if it
/// is no host. One trailing dot is dropped.
[[nodiscard]] std::optional<std::string> parse_host(std::string_view text);

[[nodiscard]] bool is_ip_address(std::string_view canonical_host);

}  // namespace gweval

#pragma once
// Which network addresses a crawl may connect to. Checked on the address of each connection, so a
// name that resolves differently a second time gains nothing.

#include <sys/socket.h>

#include <string>

namespace gweval {

/// Globally reachable unicast by the IANA special-purpose address registries (RFC 6890): not
/// loopback, private, link-local, shared (CGNAT), documentation, multicast, reserved, nor an IPv6
/// address that stands for such an IPv4 one. Other address families are not public.
[[nodiscard]] bool is_public_address(const sockaddr& address);

/// "192.0.2.1" or "2001:db8::1"; empty for other families.
[[nodiscard]] std::string address_text(const sockaddr& address);

}  // namespace gweval

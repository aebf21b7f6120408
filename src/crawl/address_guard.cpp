#include "crawl/address_guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace gweval {
namespace {

constexpr std::uint32_t ipv4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24 | b << 16 | c << 8 | d;
}

struct Block {
  std::uint32_t first;
  int prefix_bits;
};

// IANA IPv4 Special-Purpose Address Registry, and multicast (RFC 5771).
constexpr std::array<Block, 15> kSpecialIpv4 = {{
    {ipv4(0, 0, 0, 0), 8},
    {ipv4(10, 0, 0, 0), 8},
    {ipv4(100, 64, 0, 0), 10},
    {ipv4(127, 0, 0, 0), 8},
    {ipv4(169, 254, 0, 0), 16},
    {ipv4(172, 16, 0, 0), 12},
    {ipv4(192, 0, 0, 0), 24},
    {ipv4(192, 0, 2, 0), 24},
    {ipv4(192, 88, 99, 0), 24},
    {ipv4(192, 168, 0, 0), 16},
    {ipv4(198, 18, 0, 0), 15},
    {ipv4(198, 51, 100, 0), 24},
    {ipv4(203, 0, 113, 0), 24},
    {ipv4(224, 0, 0, 0), 4},
    {ipv4(240, 0, 0, 0), 4},
}};

bool is_public_ipv4(std::uint32_t address) {
  return std::none_of(kSpecialIpv4.begin(), kSpecialIpv4.end(), [address](const Block& block) {
    return (address ^ block.first) >> (32 - block.prefix_bits) == 0;
  });
}

using Bytes = std::array<std::uint8_t, 16>;

std::uint32_t ipv4_at(const Bytes& address, std::size_t at) {
  return ipv4(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

template <std::size_t N>
bool starts_with(const Bytes& address, const std::array<std::uint8_t, N>& prefix) {
  return std::equal(prefix.begin(), prefix.end(), address.begin());
}

bool is_public_ipv6(const Bytes& address) {
  using Prefix12 = std::array<std::uint8_t, 12>;
  constexpr Prefix12 kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};  // RFC 4291 §2.5.5.2
  constexpr Prefix12 kNat64 = {0, 0x64, 0xFF, 0x9B};                        // RFC 6052 §2.1
  if (starts_with(address, kMapped) || starts_with(address, kNat64)) {
    return is_public_ipv4(ipv4_at(address, 12));
  }
  // 6to4 carries the IPv4 address it leads to (RFC 3056 §2).
  if (starts_with(address, std::array<std::uint8_t, 2>{0x20, 0x02})) {
    return is_public_ipv4(ipv4_at(address, 2));
  }
  if ((address[0] & 0xE0) != 0x20) return false;  // only 2000::/3 is global unicast
  // 2001::/23 is for protocols (Teredo, benchmarking, ORCHID); 2001:db8::/32 for documentation.
  const bool is_protocol = address[0] == 0x20 && address[1] == 0x01 && address[2] <= 1;
  const bool is_documentation =
      starts_with(address, std::array<std::uint8_t, 4>{0x20, 0x01, 0x0D, 0xB8}) ||
      (address[0] == 0x3F && address[1] == 0xFF && address[2] < 0x10);  // RFC 9637
  return !is_protocol && !is_documentation;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public_ipv4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in6{};
    std::memcpy(&in6, &address, sizeof in6);
    Bytes bytes{};
    std::copy_n(in6.sin6_addr.s6_addr, bytes.size(), bytes.begin());
    return is_public_ipv6(bytes);
  }
  return false;
}

std::string address_text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  const void* bytes = nullptr;
  sockaddr_in in{};
  sockaddr_in6 in6{};
  if (address.sa_family == AF_INET) {
    std::memcpy(&in, &address, sizeof in);
    bytes = &in.sin_addr;
  } else if (address.sa_family == AF_INET6) {
    std::memcpy(&in6, &address, sizeof in6);
    bytes = &in6.sin6_addr;
  }
  if (bytes == nullptr) return {};
  const char* text = inet_ntop(address.sa_family, bytes, buffer.data(), buffer.size());
  return text == nullptr ? std::string() : std::string(text);
}

}  // namespace gweval

#include "crawl/address_guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstring>

#include "support/catch.hpp"

namespace gweval {
namespace {

sockaddr_storage address(const char* text) {
  sockaddr_storage storage{};
  sockaddr_in in{};
  sockaddr_in6 in6{};
  if (inet_pton(AF_INET, text, &in.sin_addr) == 1) {
    in.sin_family = AF_INET;
    std::memcpy(&storage, &in, sizeof in);
  } else {
    REQUIRE(inet_pton(AF_INET6, text, &in6.sin6_addr) == 1);
    in6.sin6_family = AF_INET6;
    std::memcpy(&storage, &in6, sizeof in6);
  }
  return storage;
}

bool is_public(const char* text) {
  const sockaddr_storage storage = address(text);
  return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

TEST_CASE("special-purpose addresses are not public (IANA registries, RFC 6890)") {
  for (const char* text : {"0.0.0.0",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.1.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:10.1.2.3",
                           "::127.0.0.1",
                           "64:ff9b::10.0.0.1",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2002:c0a8:101::",
                           "3fff::1",
                           "fc00::1",
                           "fdff::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "4000::1"}) {
    INFO(text);
    CHECK_FALSE(is_public(text));
  }
}

TEST_CASE("addresses beside the special blocks are public") {
  for (const char* text :
       {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",         "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0",       "169.253.255.255",  "172.15.255.255", "172.32.0.0",
        "192.0.1.0",       "192.167.255.255", "192.169.0.0",      "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "::ffff:8.8.8.8",  "64:ff9b::8.8.8.8", "2002:808:808::", "2400:3200::1",
        "2001:200::1"}) {
    INFO(text);
    CHECK(is_public(text));
  }
}

TEST_CASE("other address families are not public") {
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  CHECK_FALSE(is_public_address(reinterpret_cast<const sockaddr&>(local)));
}

TEST_CASE("addresses have their usual text") {
  const sockaddr_storage four = address("192.168.1.1");
  const sockaddr_storage six = address("2001:db8:0:0::1");
  CHECK(address_text(reinterpret_cast<const sockaddr&>(four)) == "192.168.1.1");
  CHECK(address_text(reinterpret_cast<const sockaddr&>(six)) == "2001:db8::1");
}

}  // namespace
}  // namespace gweval

#include "crawl/name_lookup.hpp"

#include <netdb.h>
#include <sys/socket.h>

namespace gweval {

NameAnswer look_up_name(const std::string& host, AddressKind kind) {
  addrinfo hints{};
  hints.ai_family = kind == AddressKind::ipv6 ? AF_INET6 : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int code = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (found != nullptr) freeaddrinfo(found);
  if (code == 0) return NameAnswer::found;
  const bool is_absent = code == EAI_NONAME || code == EAI_NODATA || code == EAI_ADDRFAMILY;
  return is_absent ? NameAnswer::absent : NameAnswer::unavailable;
}

}  // namespace gweval

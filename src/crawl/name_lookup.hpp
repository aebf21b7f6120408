#pragma once
// Questions to the system's resolver. They block: ask on a worker.

#include <string>

namespace gweval {

enum class NameAnswer {
  found,        // the name has an address of the kind asked for
  absent,       // the resolver says it has none
  unavailable,  // no answer: the resolver, or the way to it, fails
};

enum class AddressKind { any, ipv6 };

[[nodiscard]] NameAnswer look_up_name(const std::string& host, AddressKind kind);

}  // namespace gweval

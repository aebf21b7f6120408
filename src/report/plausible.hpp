#pragma once
// Whether results could have come from scoring at all: a forged or damaged file would otherwise be
// published as it stands.

#include <optional>
#include <string>

#include "gweval/results.hpp"

namespace gweval {

/// The first value that no scoring gives: site, field, value and what is expected. Nothing if all
/// are plausible.
[[nodiscard]] std::optional<std::string> find_implausible(const Results& results);

}  // namespace gweval

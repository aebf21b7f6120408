#pragma once
// The parts of a comparison's document that its page unpacks one by one.

#include <string>

#include "gweval/diff.hpp"

namespace gweval {

/// All but the sites' indicators, on one line.
[[nodiscard]] std::string diff_summary(const ResultsDiff& diff);

/// {"indicators": [...]} of one site, on one line.
[[nodiscard]] std::string diff_indicators(const SiteDiff& site);

}  // namespace gweval

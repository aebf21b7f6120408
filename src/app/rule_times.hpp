#pragma once
// What `gweval rules time` prints: the cost of rules over stored evidence, to find the slow ones.

#include <filesystem>
#include <string>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

struct RuleTimesOptions {
  std::string catalogue = "cstc-2025";
  std::string profile;
  std::filesystem::path evidence;
  std::vector<std::string> sites;  // ids; empty: every site of the folder
  int repeats = 5;
};

/// A table of rules, the slowest first, with the calls and milliseconds a site; above it each
/// site's whole. Reading facts is not counted, building the view of a site is told apart.
[[nodiscard]] Result<std::string> rule_times(const RuleTimesOptions& options);

}  // namespace gweval

#pragma once
// A case of a rule: facts, parameters and the exact observation expected (docs/adding-a-rule.md).

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gweval/rule.hpp"
#include "gweval/site_facts.hpp"

namespace gweval::test {

struct ExpectedFinding {
  std::string message;
  std::string url;
  std::optional<std::string> pointer;
  std::optional<std::string> quote;
  std::vector<std::pair<std::string, std::string>> args;  // those named must agree
};

struct RuleCase {
  std::string about;
  Date as_of;
  ParamMap params;
  SiteFacts facts;
  ObservationState state = ObservationState::observed;
  std::string outcome;
  std::optional<double> value;
  std::optional<Interval> interval;
  std::vector<ExpectedFinding> findings;
  std::size_t findings_omitted = 0;
  std::string reason_has;
};

/// Throws std::runtime_error or a yaml-cpp exception that says what is wrong with the file.
[[nodiscard]] RuleCase read_case(const std::filesystem::path& folder, const RuleSchema& schema);

}  // namespace gweval::test

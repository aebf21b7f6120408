#pragma once
// The JSON texts that plugins read and write (docs/plugins.md). Every text of a plugin is hostile.

#include <string>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/rule.hpp"

namespace gweval::plugin {

/// The rules a plugin describes. ErrorCode::invalid_input names every fault of the description.
[[nodiscard]] Result<std::vector<RuleSchema>> schemas_from_json(std::string_view text);

/// What a rule of a plugin saw; whether it keeps its declaration is for run_rule() to check.
[[nodiscard]] Result<Observation> observation_from_json(std::string_view text);

[[nodiscard]] std::string to_json(const ParamMap& params);

}  // namespace gweval::plugin

#pragma once
// The sentence of a finding: its rule's message with the placeholders filled.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/results.hpp"
#include "gweval/rule.hpp"

namespace gweval {

/// Replaces {name} by its argument, once: text that comes in with an argument is never expanded
/// again. Unknown names stay as they are.
[[nodiscard]] std::string fill_placeholders(
    std::string_view text, const std::vector<std::pair<std::string, std::string>>& args);

/// Without a schema, or for a message it does not declare, the message id is the sentence.
[[nodiscard]] RenderedFinding render_finding(const Finding& finding, const RuleSchema* schema);

}  // namespace gweval

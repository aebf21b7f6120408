#pragma once
// The parts of a rule's page that are generated from the rule itself.

#include <string>
#include <string_view>
#include <vector>

#include "gweval/rule.hpp"

namespace gweval::test {

/// Headings of every rule page, in order.
[[nodiscard]] const std::vector<std::string>& rule_headings();

/// `page` with the text of its generated blocks as the schema has it. A block stands between
/// "<!-- generated: NAME -->" and "<!-- end -->"; NAME is source, facts, parameters or outcomes.
[[nodiscard]] std::string with_fresh_blocks(std::string_view page, const RuleSchema& schema);

/// The list of all rules, docs/rules/README.md.
[[nodiscard]] std::string rule_index();

}  // namespace gweval::test

#pragma once
// What two scorings of the same leaf differ in besides the site: rules, rubric, method.

#include <set>
#include <string>
#include <vector>

#include "gweval/diff.hpp"

namespace gweval {

struct LeafChange {
  std::vector<DiffReason> reasons;  // of rule_version, rubric, method; each once
  std::vector<RuleChange> rules;
};
/// `only`: the criteria to look at; empty means all.
[[nodiscard]] LeafChange compare_rulers(const IndicatorResult& old_leaf,
                                        const IndicatorResult& new_leaf,
                                        const std::set<std::string>& only = {});

/// Criteria that count and are known in both.
[[nodiscard]] std::set<std::string> common_criteria(const IndicatorResult& old_leaf,
                                                    const IndicatorResult& new_leaf);

/// Adds unless it is there.
void add_reason(std::vector<DiffReason>& reasons, DiffReason reason);

}  // namespace gweval

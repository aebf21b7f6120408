#pragma once
// One criterion of a rubric file.

#include <vector>

#include "catalogue/faults.hpp"
#include "catalogue/lexicon_reader.hpp"
#include "catalogue/rubric_template.hpp"
#include "catalogue/rule_table.hpp"
#include "catalogue/yaml_node.hpp"

namespace gweval {

/// What a criterion is read against.
struct RubricContext {
  const FileFaults& faults;
  const RuleTable& rules;
  LexiconShelf& lexicons;
  const std::vector<RubricParameter>& parameters;
  RubricKind kind = RubricKind::checklist;
};

[[nodiscard]] CriterionTemplate read_criterion(const YamlNode& node, const RubricContext& context);

}  // namespace gweval

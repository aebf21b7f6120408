#pragma once
// A rubric file as read: checked in itself, its parameters still open. resolve_rubric makes the
// copy a leaf gets.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/param_reader.hpp"
#include "gweval/catalogue.hpp"
#include "gweval/rule.hpp"

namespace gweval {

struct RubricParameter {
  std::string id;
  ParamType type = ParamType::text;
  std::optional<WrittenParam> fallback;  // nothing: a profile must pass it
};

struct CriterionTemplate {
  Criterion criterion;                         // all but the parameters
  const RuleSchema* schema = nullptr;          // null if manual
  std::map<std::string, WrittenParam> params;  // as written; defaults of the rule not filled
};

struct RubricTemplate {
  Rubric rubric;  // without criteria
  std::vector<RubricParameter> parameters;
  std::vector<CriterionTemplate> criteria;
  std::string file;
  std::size_t size_bytes = 0;  // of the file, for the budget of copies
  bool is_sound = false;       // no fault of its own: leaves may take copies
  bool is_used = false;
};

}  // namespace gweval

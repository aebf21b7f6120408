#pragma once
// Three invented rules, enough for every kind of parameter and outcome a catalogue can name.

#include <vector>

#include "gweval/rule.hpp"

namespace gweval::test {

inline RuleSchema make_schema(std::string id, int version, std::string unit,
                              std::vector<std::string> outcomes, std::vector<ParamSpec> params) {
  RuleSchema schema;
  schema.id = std::move(id);
  schema.version = version;
  schema.unit = std::move(unit);
  schema.params = std::move(params);
  for (std::string& outcome : outcomes) schema.outcomes.push_back({std::move(outcome), {}});
  return schema;
}

/// column.coverage: share of topics found; link.dead: count of dead links; page.marker: no number.
inline const std::vector<const RuleSchema*>& fake_rules() {
  static const RuleSchema coverage =
      make_schema("column.coverage", 3, "share", {"all", "most", "some", "none"},
                  {{"topics", ParamType::text_list, std::nullopt, 1, 1e9, {}, {}},
                   {"lexicon", ParamType::lexicon, std::nullopt, 0, 1e9, {}, {}},
                   {"min_share", ParamType::number, ParamValue{0.8}, 0, 1, {}, {}}});
  static const RuleSchema dead = make_schema(
      "link.dead", 1, "count", {"none", "few", "many"},
      {{"few", ParamType::integer, ParamValue{std::int64_t{3}}, 1, 100, {}, {}},
       {"scope", ParamType::text, ParamValue{std::string("site")}, 0, 1e9, {"page", "site"}, {}},
       {"strict", ParamType::boolean, ParamValue{false}, 0, 1e9, {}, {}}});
  static const RuleSchema marker =
      make_schema("page.marker", 1, "", {"present", "absent"},
                  {{"needle", ParamType::text, std::nullopt, 0, 1e9, {}, {}}});
  static const std::vector<const RuleSchema*> rules{&coverage, &dead, &marker};
  return rules;
}

}  // namespace gweval::test

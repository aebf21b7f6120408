#pragma once
// Parameters of rules and rubrics as they are written in YAML.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/faults.hpp"
#include "catalogue/yaml_node.hpp"
#include "gweval/catalogue.hpp"
#include "gweval/rule.hpp"

namespace gweval {

/// A value with its place, typed but not yet resolved: lexicons are still names.
struct WrittenParam {
  ParamType type = ParamType::text;
  ParamValue value;
  std::string reference;  // "$name" in a rubric: the rubric parameter that gives the value
  std::string file;
  Place place;
  std::vector<Place> entries;  // of a text_list
};

/// boolean, integer, number, text, text_list, lexicon: written in rubrics.
[[nodiscard]] std::string_view to_text(ParamType type);
[[nodiscard]] std::optional<ParamType> parse_param_type(std::string_view text);
[[nodiscard]] const std::vector<std::string>& param_type_names();

/// Nothing after a fault if the value is not of the type.
[[nodiscard]] std::optional<WrittenParam> read_param(const YamlNode& node, ParamType type,
                                                     const FileFaults& faults);

/// Reports a value outside the range or choices of a rule's parameter, at the value's own place.
void check_param(const WrittenParam& param, const ParamSpec& spec, Faults& faults);

/// Whether a value of type `from` may stand where `to` is wanted.
[[nodiscard]] bool is_assignable(ParamType from, ParamType to);

}  // namespace gweval

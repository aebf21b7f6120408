#include "catalogue/rubric_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/yaml_file.hpp"

namespace gweval {
namespace {

RubricParameter read_parameter(const YamlNode& node, const FileFaults& faults) {
  RubricParameter parameter{node.key, ParamType::text, {}};
  const MapReader map(node, faults, {"type", "default"});
  const std::string type_name = map.text("type");
  if (type_name.empty()) return parameter;
  const auto type = parse_param_type(type_name);
  if (!type) {
    faults.at(*map.find("type"),
              fmt::format("there is no parameter type {}{}", in_quotes(type_name),
                          faults.suggestion(type_name, param_type_names())));
    return parameter;
  }
  parameter.type = *type;
  if (const YamlNode* fallback = map.find("default"))
    parameter.fallback = read_param(*fallback, *type, faults);
  return parameter;
}

std::vector<RubricParameter> read_parameters(const MapReader& map) {
  std::vector<RubricParameter> parameters;
  const YamlNode* node = map.find("parameters");
  if (node == nullptr) return parameters;
  if (node->kind != YamlNode::Kind::map) {
    map.faults().at(*node, "'parameters' must be a map, such as {topics: {type: text_list}}");
    return parameters;
  }
  if (node->children.size() > kMaxParameters) {
    map.faults().at(*node, fmt::format("more than {} parameters; remove some", kMaxParameters));
    return parameters;
  }
  for (const YamlNode& child : node->children)
    parameters.push_back(read_parameter(child, map.faults()));
  return parameters;
}

void check_ids(const YamlNode& list, const FileFaults& faults) {
  std::set<std::string> ids;
  for (const YamlNode& child : list.children) {
    const YamlNode* id = child.find("id");
    if (id != nullptr && !id->text.empty() && !ids.insert(id->text).second)
      faults.at(*id, fmt::format("duplicate criterion id {}; rename one", in_quotes(id->text)));
  }
}

/// A parameter that reaches no rule is a slip of its author.
void check_references(const RubricTemplate& rubric, const YamlNode& root,
                      const FileFaults& faults) {
  for (const RubricParameter& parameter : rubric.parameters) {
    const bool is_used = std::any_of(
        rubric.criteria.begin(), rubric.criteria.end(), [&](const CriterionTemplate& criterion) {
          return std::any_of(criterion.params.begin(), criterion.params.end(),
                             [&](const auto& at) { return at.second.reference == parameter.id; });
        });
    if (!is_used) {
      faults.at(root.find("parameters")->find(parameter.id)->key_place,
                fmt::format("no criterion uses parameter {}; write '${}' in its params",
                            in_quotes(parameter.id), parameter.id));
    }
  }
}

RubricKind read_kind(const MapReader& map) {
  const std::string kind = map.text("kind");
  if (kind == "deduction") return RubricKind::deduction;
  if (!kind.empty() && kind != "checklist") {
    const std::vector<std::string> kinds{"checklist", "deduction"};
    map.faults().at(*map.find("kind"),
                    fmt::format("'kind' must be checklist or deduction, not {}{}", in_quotes(kind),
                                map.faults().suggestion(kind, kinds)));
  }
  return RubricKind::checklist;
}

}  // namespace

RubricTemplate RubricShelf::read_rubric(const YamlNode& root, const FileFaults& faults,
                                        const std::string& stem) {
  const MapReader map(
      root, faults,
      {"rubric", "version", "basis", "about", "kind", "parameters", "criteria", "notes"});
  RubricTemplate out;
  if (!map.is_map()) return out;
  out.rubric.id = map.own_name("rubric", stem);
  out.rubric.version = map.integer("version", 1, 1'000'000);
  out.rubric.basis = map.text("basis");
  out.rubric.about = map.local_text("about");
  out.rubric.kind = read_kind(map);
  out.parameters = read_parameters(map);
  static_cast<void>(map.text_list("notes"));  // for readers of the file
  const YamlNode* criteria = map.require("criteria");
  if (criteria == nullptr || !is_list(*criteria, faults)) return out;
  if (criteria->children.size() > kMaxCriteria) {
    faults.at(*criteria, fmt::format("more than {} criteria; split the rubric", kMaxCriteria));
    return out;
  }
  const std::size_t faults_before = faults_.count();
  const RubricContext context{faults, rules_, lexicons_, out.parameters, out.rubric.kind};
  for (const YamlNode& child : criteria->children)
    out.criteria.push_back(read_criterion(child, context));
  check_ids(*criteria, faults);
  const bool scores = std::any_of(out.criteria.begin(), out.criteria.end(),
                                  [](const auto& each) { return !each.criterion.is_veto_only; });
  if (!scores) faults.at(*criteria, "no criterion scores anything; add one");
  if (faults_.count() == faults_before) check_references(out, root, faults);
  return out;
}

void RubricShelf::read_all(CatalogueFiles& files) {
  for (const std::string& stem : files.list("rubrics")) {
    const std::string relative = "rubrics/" + stem + ".yaml";
    const std::size_t faults_before = faults_.count();
    const FileFaults faults(faults_, files.path_text(relative));
    RubricTemplate& rubric = rubrics_[stem];
    if (const auto root = read_yaml_file(files, relative, faults_))
      rubric = read_rubric(*root, faults, stem);
    rubric.file = faults.file();
    rubric.size_bytes = files.text_of(rubric.file).size();
    rubric.is_sound = faults_.count() == faults_before;
  }
}

void RubricShelf::report_unused() const {
  for (const auto& [name, rubric] : rubrics_) {
    if (!rubric.is_used)
      faults_.add(rubric.file, {1, 1}, "rubric '" + name + "' is used by no profile; remove it");
  }
}

}  // namespace gweval

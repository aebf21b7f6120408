#include "catalogue/criterion_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/scale_reader.hpp"
#include "gweval/unverified.hpp"

namespace gweval {
namespace {

/// Shares are relative; the bounds only keep a typing slip from drowning all other criteria.
constexpr NumberRange kShare{0.0001, 10'000};

std::vector<std::string> parameter_ids(const std::vector<RubricParameter>& parameters) {
  std::vector<std::string> ids;
  for (const RubricParameter& parameter : parameters) ids.push_back(parameter.id);
  return ids;
}

/// "$name" where a value of the rule's parameter stands.
std::optional<WrittenParam> read_reference(const YamlNode& node, const ParamSpec& spec,
                                           const RubricContext& context) {
  const std::string name = node.text.substr(1);
  const auto found =
      std::find_if(context.parameters.begin(), context.parameters.end(),
                   [&](const RubricParameter& parameter) { return parameter.id == name; });
  if (found == context.parameters.end()) {
    context.faults.at(
        node, fmt::format("'$…' names no parameter of this rubric: {}{}", in_quotes(name),
                          context.faults.suggestion(name, parameter_ids(context.parameters))));
    return std::nullopt;
  }
  if (!is_assignable(found->type, spec.type)) {
    context.faults.at(node, fmt::format("'${}' is a {} but '{}' of the rule is a {}", name,
                                        to_text(found->type), spec.id, to_text(spec.type)));
    return std::nullopt;
  }
  return WrittenParam{spec.type, {}, name, context.faults.file(), node.place, {}};
}

void read_param_value(const YamlNode& node, const ParamSpec& spec, const RubricContext& context,
                      CriterionTemplate& out) {
  const bool is_reference = node.kind == YamlNode::Kind::scalar && node.text.starts_with('$');
  auto param = is_reference ? read_reference(node, spec, context)
                            : read_param(node, spec.type, context.faults);
  if (!param) return;
  if (!is_reference) {
    check_param(*param, spec, context.faults.all());
    if (spec.type == ParamType::lexicon) {
      const std::string& name = std::get<std::string>(param->value);
      static_cast<void>(context.lexicons.use(name));
      if (!context.lexicons.has_file(name)) {
        context.faults.at(node,
                          fmt::format("there is no lexicon {}{}", in_quotes(name),
                                      context.faults.suggestion(name, context.lexicons.names())));
        return;
      }
    }
  }
  out.params.emplace(spec.id, *std::move(param));
}

void read_params(const MapReader& map, const RubricContext& context, CriterionTemplate& out) {
  const YamlNode* node = map.find("params");
  if (out.schema == nullptr) return;
  std::vector<std::string> known;
  for (const ParamSpec& spec : out.schema->params) known.push_back(spec.id);
  if (node != nullptr && node->kind != YamlNode::Kind::map) {
    context.faults.at(*node, "'params' must be a map, such as {min_share: 0.8}");
    return;
  }
  for (const YamlNode& child : children_of(node)) {
    if (std::find(known.begin(), known.end(), child.key) == known.end()) {
      context.faults.at(child.key_place, fmt::format("rule '{}' has no parameter {}{}",
                                                     out.schema->id, in_quotes(child.key),
                                                     context.faults.suggestion(child.key, known)));
    }
  }
  for (const ParamSpec& spec : out.schema->params) {
    const YamlNode* child = node == nullptr ? nullptr : node->find(spec.id);
    if (child != nullptr) {
      read_param_value(*child, spec, context, out);
    } else if (!spec.fallback) {
      context.faults.at(node == nullptr ? map.node().place : node->key_place,
                        fmt::format("rule '{}' needs parameter '{}' ({}); add it under 'params'",
                                    out.schema->id, spec.id, to_text(spec.type)));
    }
  }
}

void read_rule(const MapReader& map, const RubricContext& context, CriterionTemplate& out) {
  const YamlNode* node = map.find("rule");
  if (node == nullptr) {
    context.faults.at(map.node(),
                      "the criterion needs a 'rule', or 'manual: true' if a person scores it");
    return;
  }
  out.criterion.rule = map.text("rule");
  if (out.criterion.rule.empty()) return;
  out.schema = context.rules.find(out.criterion.rule);
  if (out.schema == nullptr) {
    context.faults.at(
        *node, fmt::format("there is no rule {}{}", in_quotes(out.criterion.rule),
                           context.faults.suggestion(out.criterion.rule, context.rules.ids())));
    return;
  }
  out.criterion.rule_version = out.schema->version;
}

void read_share(const MapReader& map, const RubricContext& context, Criterion& criterion) {
  if (criterion.is_veto_only) {
    map.forbid({"share"}, "has no use beside 'only: true'; remove it");
    criterion.share = 0;
  } else if (context.kind == RubricKind::deduction) {
    map.forbid({"share"}, "belongs to checklists; a deduction rubric takes points off the leaf");
  } else if (const YamlNode* share = map.require("share")) {
    criterion.share = read_number(*share, context.faults, kShare).value_or(1);
  }
}

void read_manual(const MapReader& map, const RubricContext& context, CriterionTemplate& out) {
  Criterion& criterion = out.criterion;
  map.forbid({"rule", "params", "points", "scale", "deduct"},
             "belongs to automatic criteria; remove it or 'manual: true'");
  criterion.guidance = map.local_text("guidance");
  if (const YamlNode* grades = map.find("grades"))
    criterion.grades = read_grades(*grades, context.faults);
  read_veto(map, context, out);
  if (context.kind == RubricKind::deduction && !criterion.is_veto_only) {
    context.faults.at(map.node(),
                      "a deduction rubric counts what rules measure; move the manual criterion to "
                      "a checklist, or let it be for a veto only");
  }
}

/// Whose values a criterion has. What nobody verified says so in its title, so that everything that
/// shows the criterion shows it.
void read_basis(const MapReader& map, const RubricContext& context, Criterion& criterion) {
  const YamlNode* node = map.find("basis");
  if (node == nullptr) return;
  const std::string basis = map.text("basis");
  if (basis == "unverified") {
    criterion.title.zh += kUnverifiedMark.zh;
    criterion.title.en += kUnverifiedMark.en;
  } else if (!basis.empty() && basis != "verified") {
    const std::vector<std::string> known{"verified", "unverified"};
    context.faults.at(
        *node, fmt::format("'basis' must be verified or unverified, not {}{}", in_quotes(basis),
                           context.faults.suggestion(basis, known)));
  }
}

}  // namespace

CriterionTemplate read_criterion(const YamlNode& node, const RubricContext& context) {
  const MapReader map(node, context.faults,
                      {"id", "title", "share", "manual", "guidance", "grades", "rule", "params",
                       "points", "scale", "deduct", "veto", "basis"});
  CriterionTemplate out;
  if (!map.is_map()) return out;
  Criterion& criterion = out.criterion;
  criterion.id = map.text("id");
  if (!criterion.id.empty() && !is_plain_name(criterion.id)) {
    context.faults.at(*map.find("id"),
                      fmt::format("id {} must be lower-case letters, digits and single hyphens",
                                  in_quotes(criterion.id)));
  }
  criterion.title = map.local_text("title");
  read_basis(map, context, criterion);
  criterion.is_manual = map.flag("manual");
  if (criterion.is_manual) {
    read_manual(map, context, out);
  } else {
    map.forbid({"guidance", "grades"}, "belongs to criteria with 'manual: true'");
    read_rule(map, context, out);
    read_params(map, context, out);
    read_veto(map, context, out);
    read_scale(map, context, out);
  }
  read_share(map, context, criterion);
  return out;
}

bool is_unverified(const Criterion& criterion) {
  return criterion.title.zh.ends_with(kUnverifiedMark.zh);
}

}  // namespace gweval

#include "catalogue/scale_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/numbers.hpp"

namespace gweval {
namespace {

constexpr NumberRange kIndex{0, 1};
constexpr NumberRange kAnyValue{-1e12, 1e12};

std::vector<std::string> outcome_ids(const RuleSchema& schema) {
  std::vector<std::string> ids;
  for (const OutcomeSpec& outcome : schema.outcomes) ids.push_back(outcome.id);
  return ids;
}

/// Reports a name that is no outcome of the rule.
bool check_outcome(const std::string& name, Place place, const RuleSchema& schema,
                   const FileFaults& faults) {
  const std::vector<std::string> ids = outcome_ids(schema);
  if (std::find(ids.begin(), ids.end(), name) != ids.end()) return true;
  faults.at(place, fmt::format("rule '{}' has no outcome {}{}", schema.id, in_quotes(name),
                               faults.suggestion(name, ids)));
  return false;
}

OutcomePoints read_points(const YamlNode& node, const RuleSchema& schema,
                          const FileFaults& faults) {
  OutcomePoints points;
  if (node.kind != YamlNode::Kind::map) {
    faults.at(node, "'points' must be a map from outcome to index, such as {good: 1, bad: 0}");
    return points;
  }
  for (const YamlNode& child : node.children)
    static_cast<void>(check_outcome(child.key, child.key_place, schema, faults));
  for (const std::string& outcome : outcome_ids(schema)) {
    const YamlNode* child = node.find(outcome);
    if (child == nullptr) {
      faults.at(node.key_place,
                fmt::format("outcome '{}' of rule '{}' has no points; add it", outcome, schema.id));
      continue;
    }
    const auto index = read_number(*child, faults, kIndex);
    if (!index) continue;
    if (!points.index.empty() && *index > points.index.back().second) {
      faults.at(*child, fmt::format("'{}' is worse than '{}' but worth more ({} against {})",
                                    outcome, points.index.back().first, shortest_decimal(*index),
                                    shortest_decimal(points.index.back().second)));
    }
    points.index.emplace_back(outcome, *index);
  }
  return points;
}

Goalposts read_goalposts(const YamlNode& node, const FileFaults& faults) {
  const MapReader map(node, faults, {"low", "high"});
  Goalposts posts;
  const YamlNode* low = map.require("low");
  const YamlNode* high = map.require("high");
  if (low == nullptr || high == nullptr) return posts;
  const auto from = read_number(*low, faults, kAnyValue);
  const auto to = read_number(*high, faults, kAnyValue);
  if (!from || !to) return posts;
  if (*from == *to) faults.at(node, "'low' and 'high' are equal; goalposts need some distance");
  return {*from, *to};
}

/// One [from, index] pair.
std::optional<std::pair<double, double>> read_step(const YamlNode& node, const FileFaults& faults) {
  if (node.kind != YamlNode::Kind::list || node.children.size() != 2) {
    faults.at(node, "a step is a pair [from, index], such as [10, 0.6]");
    return std::nullopt;
  }
  const auto from = read_number(node.children[0], faults, kAnyValue);
  const auto index = read_number(node.children[1], faults, kIndex);
  if (!from || !index) return std::nullopt;
  return std::pair(*from, *index);
}

/// Indices, fallback last, must only fall or only rise: more of a value is better or it is worse.
void check_monotone(const YamlNode& node, const Steps& steps, const FileFaults& faults) {
  bool falls = false;
  bool rises = false;
  for (std::size_t i = 0; i < steps.steps.size(); ++i) {
    const double here = steps.steps[i].second;
    const double next = i + 1 < steps.steps.size() ? steps.steps[i + 1].second : steps.fallback;
    falls = falls || next < here;
    rises = rises || next > here;
  }
  if (falls && rises)
    faults.at(node, "indices of the steps and 'default' both fall and rise; let them go one way");
}

Steps read_steps(const YamlNode& node, const MapReader& scale) {
  const FileFaults& faults = scale.faults();
  Steps steps;
  const YamlNode* fallback = scale.require("default");
  const auto fallback_index =
      fallback == nullptr ? std::nullopt : read_number(*fallback, faults, kIndex);
  if (!is_list(node, faults)) return steps;
  if (node.children.empty()) faults.at(node, "'steps' is empty; give at least one [from, index]");
  for (const YamlNode& child : node.children) {
    const auto step = read_step(child, faults);
    if (!step) continue;
    if (!steps.steps.empty() && step->first >= steps.steps.back().first) {
      faults.at(child, fmt::format("step from {} must be below the one before it ({})",
                                   shortest_decimal(step->first),
                                   shortest_decimal(steps.steps.back().first)));
    }
    steps.steps.push_back(*step);
  }
  steps.fallback = fallback_index.value_or(0);
  if (fallback_index && steps.steps.size() == node.children.size())
    check_monotone(node, steps, faults);
  return steps;
}

void require_value(const YamlNode& node, const RuleSchema* schema, const FileFaults& faults) {
  if (schema != nullptr && schema->unit.empty()) {
    faults.at(node.key_place, fmt::format("'{}' needs a number and rule '{}' measures none; use "
                                          "'points'",
                                          node.key, schema->id));
  }
}

Scale read_value_scale(const YamlNode& node, const RuleSchema* schema, const FileFaults& faults) {
  const MapReader map(node, faults, {"goalposts", "steps", "default"});
  if (!map.is_map()) return OutcomePoints{};
  require_value(node, schema, faults);
  const YamlNode* posts = map.find("goalposts");
  const YamlNode* steps = map.find("steps");
  if ((posts == nullptr) == (steps == nullptr)) {
    faults.at(node, "'scale' needs either 'goalposts' or 'steps'");
    return OutcomePoints{};
  }
  if (steps != nullptr) return read_steps(*steps, map);
  map.forbid({"default"}, "belongs to 'steps'; remove it");
  return read_goalposts(*posts, faults);
}

Deduction read_deduction(const YamlNode& node, const RuleSchema* schema, const FileFaults& faults) {
  constexpr NumberRange kDeducted{0.0001, 1000};
  const MapReader map(node, faults, {"each", "cap"});
  Deduction deduction;
  if (!map.is_map()) return deduction;
  require_value(node, schema, faults);
  if (const YamlNode* each = map.require("each"))
    deduction.each_points = read_number(*each, faults, kDeducted).value_or(0);
  if (const YamlNode* cap = map.find("cap"))
    deduction.cap_points = read_number(*cap, faults, kDeducted);
  return deduction;
}

void read_veto_effect(const YamlNode& node, const FileFaults& faults, CriterionTemplate& out) {
  Veto& veto = *out.criterion.veto;
  if (node.kind == YamlNode::Kind::scalar && node.text == "disqualify") {
    veto.effect = VetoEffect::disqualify;
  } else if (node.kind == YamlNode::Kind::scalar && node.text == "zero_node") {
    veto.effect = VetoEffect::zero_node;
  } else if (node.kind == YamlNode::Kind::map && node.children.size() == 1 &&
             node.children[0].key == "cap") {
    veto.effect = VetoEffect::cap;
    veto.cap_points = read_number(node.children[0], faults, {0, 200}).value_or(0);
  } else if (node.kind == YamlNode::Kind::map && node.children.size() == 1 &&
             node.children[0].key == "zero_node") {
    veto.effect = VetoEffect::zero_node;
    veto.node = read_text(node.children[0], faults);
  } else {
    faults.at(node,
              "'effect' must be disqualify, zero_node, {zero_node: <indicator id>} or "
              "{cap: <points>}");
  }
}

void read_vetoed_outcomes(const YamlNode& node, const FileFaults& faults, CriterionTemplate& out) {
  out.criterion.veto->outcomes = read_name_list(node, faults);
  for (const YamlNode& child : node.children) {
    if (out.schema != nullptr && is_plain_name(child.text))
      static_cast<void>(check_outcome(child.text, child.place, *out.schema, faults));
  }
}

/// Grades a person may give, so `grades` must have been read. A rating fires the veto from the best
/// of them downwards: a worse one that is not named would be no veto on paper only.
void read_vetoed_grades(const YamlNode& node, const FileFaults& faults, Criterion& criterion) {
  if (criterion.grades.empty()) {
    faults.at(node.key_place, "a person's veto names grades; give the criterion 'grades'");
    return;
  }
  std::vector<std::string> known;
  for (const Grade& grade : criterion.grades) known.push_back(grade.grade);
  std::vector<std::string>& named = criterion.veto->outcomes;
  named = read_text_list(node, faults);
  for (const YamlNode& child : node.children) {
    if (child.text.empty() || std::find(known.begin(), known.end(), child.text) != known.end())
      continue;
    faults.at(child, fmt::format("{} is none of the criterion's grades{}", in_quotes(child.text),
                                 faults.suggestion(child.text, known)));
  }
  const auto is_named = [&](const Grade& grade) {
    return std::find(named.begin(), named.end(), grade.grade) != named.end();
  };
  const auto best = std::find_if(criterion.grades.begin(), criterion.grades.end(), is_named);
  const auto spared = std::find_if_not(best, criterion.grades.end(), is_named);
  if (best == criterion.grades.begin())
    faults.at(node, "the best grade cannot be a veto; name worse ones");
  if (spared != criterion.grades.end()) {
    faults.at(node, fmt::format("grade {} is worse than {} and must be a veto as well",
                                in_quotes(spared->grade), in_quotes(best->grade)));
  }
}

}  // namespace

void read_scale(const MapReader& map, const RubricContext& context, CriterionTemplate& out) {
  const FileFaults& faults = context.faults;
  if (out.criterion.is_veto_only) {
    map.forbid({"points", "scale", "deduct"}, "has no use beside 'only: true'; remove it");
    return;
  }
  if (context.kind == RubricKind::deduction) {
    map.forbid({"points", "scale"}, "belongs to checklists; a deduction rubric uses 'deduct'");
    if (const YamlNode* deduct = map.require("deduct"))
      out.criterion.scale = read_deduction(*deduct, out.schema, faults);
    return;
  }
  const YamlNode* points = map.find("points");
  const YamlNode* scale = map.find("scale");
  const YamlNode* deduct = map.find("deduct");
  const int count =
      (points != nullptr ? 1 : 0) + (scale != nullptr ? 1 : 0) + (deduct != nullptr ? 1 : 0);
  if (count != 1) {
    faults.at(map.node(),
              count == 0 ? "'points' is missing; give every outcome its index, or a 'scale' or "
                           "'deduct' for the value"
                         : "'points', 'scale' and 'deduct' exclude each other; keep one");
    return;
  }
  if (scale != nullptr) {
    out.criterion.scale = read_value_scale(*scale, out.schema, faults);
  } else if (deduct != nullptr) {
    out.criterion.scale = read_deduction(*deduct, out.schema, faults);
  } else if (out.schema != nullptr) {
    out.criterion.scale = read_points(*points, *out.schema, faults);
  }
}

void read_veto(const MapReader& map, const RubricContext& context, CriterionTemplate& out) {
  const YamlNode* node = map.find("veto");
  if (node == nullptr) return;
  const MapReader veto(*node, context.faults, {"outcomes", "effect", "only"});
  if (!veto.is_map()) return;
  out.criterion.veto = Veto{};
  out.criterion.is_veto_only = veto.flag("only");
  const YamlNode* outcomes = veto.require("outcomes");
  if (outcomes != nullptr && is_list(*outcomes, context.faults)) {
    if (outcomes->children.empty())
      context.faults.at(*outcomes, "'outcomes' is empty; name at least one outcome");
    if (out.criterion.is_manual)
      read_vetoed_grades(*outcomes, context.faults, out.criterion);
    else
      read_vetoed_outcomes(*outcomes, context.faults, out);
  }
  if (const YamlNode* effect = veto.require("effect"))
    read_veto_effect(*effect, context.faults, out);
}

std::vector<Grade> read_grades(const YamlNode& node, const FileFaults& faults) {
  std::vector<Grade> grades;
  if (!is_list(node, faults)) return grades;
  std::set<std::string> names;
  for (const YamlNode& child : node.children) {
    const MapReader map(child, faults, {"grade", "index", "anchor"});
    if (!map.is_map()) continue;
    Grade grade{map.text("grade"), 0, map.local_text("anchor")};
    if (!grade.grade.empty() && !names.insert(grade.grade).second)
      faults.at(*map.find("grade"),
                fmt::format("duplicate grade {}; rename one", in_quotes(grade.grade)));
    const YamlNode* index_node = map.require("index");
    const auto index = index_node ? read_number(*index_node, faults, kIndex) : std::nullopt;
    if (!index) continue;
    if (!grades.empty() && *index >= grades.back().index) {
      faults.at(*index_node,
                fmt::format("grades go from best to worst: {} must be below {}",
                            shortest_decimal(*index), shortest_decimal(grades.back().index)));
    }
    grade.index = *index;
    grades.push_back(std::move(grade));
  }
  return grades;
}

}  // namespace gweval

// The part of RubricShelf that makes a leaf's copy of a rubric.

#include <algorithm>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/rubric_reader.hpp"

namespace gweval {
namespace {

std::vector<std::string> parameter_ids(const RubricTemplate& rubric) {
  std::vector<std::string> ids;
  for (const RubricParameter& parameter : rubric.parameters) ids.push_back(parameter.id);
  return ids;
}

/// Where the same criterion has topics and one lexicon, every topic must be an entry of it.
void check_topics(const CriterionTemplate& criterion, const ParamMap& params,
                  const WrittenParam& topics, Faults& faults) {
  const auto is_lexicon = [](const auto& at) { return std::holds_alternative<Lexicon>(at.second); };
  const auto found = std::find_if(params.begin(), params.end(), is_lexicon);
  if (found == params.end() || std::count_if(params.begin(), params.end(), is_lexicon) != 1) return;
  const auto& lexicon = std::get<Lexicon>(found->second);
  if (lexicon.entries.empty()) return;  // it has faults of its own
  std::vector<std::string> known;
  for (const LexiconEntry& entry : lexicon.entries) known.push_back(entry.id);
  const std::set<std::string_view> sorted(known.begin(), known.end());
  const auto& names = std::get<std::vector<std::string>>(topics.value);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (sorted.contains(names[i])) continue;
    faults.add(topics.file, i < topics.entries.size() ? topics.entries[i] : topics.place,
               fmt::format("lexicon '{}' of criterion '{}' has no topic {}{}", lexicon.id,
                           criterion.criterion.id, in_quotes(names[i]),
                           faults.suggestion(names[i], known)));
  }
}

/// The indicator that a veto sets to zero must be one of the leaf's profile.
void check_veto_node(const Criterion& criterion, const LeafUse& use) {
  if (!criterion.veto || criterion.veto->node.empty()) return;
  const std::string& node = criterion.veto->node;
  if (std::binary_search(use.node_ids.begin(), use.node_ids.end(), node)) return;
  use.faults.at(
      use.rubric,
      fmt::format("veto of criterion '{}' zeroes {}, which this profile has not{}", criterion.id,
                  in_quotes(node), use.faults.suggestion(node, use.node_ids)));
}

std::size_t list_bytes(const ParamValue& value) {
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  if (list == nullptr) return 0;
  return std::accumulate(
      list->begin(), list->end(), std::size_t{0},
      [](std::size_t sum, const std::string& text) { return sum + text.size() + 1; });
}

}  // namespace

std::optional<Rubric> RubricShelf::resolve(const std::string& name, const LeafUse& use) {
  const auto found = rubrics_.find(name);
  if (found == rubrics_.end()) {
    std::vector<std::string> names;
    for (const auto& [id, rubric] : rubrics_) names.push_back(id);
    use.faults.at(use.rubric, fmt::format("there is no rubric {}{}", in_quotes(name),
                                          faults_.suggestion(name, names)));
    return std::nullopt;
  }
  RubricTemplate& rubric = found->second;
  rubric.is_used = true;
  if (!take_budget(rubric.size_bytes, use)) return std::nullopt;
  const auto values = read_with(rubric, use);
  if (!rubric.is_sound || !values) return std::nullopt;
  Rubric out = rubric.rubric;
  for (const CriterionTemplate& criterion : rubric.criteria)
    out.criteria.push_back(resolve_criterion(criterion, *values, use));
  return out;
}

/// Parameters of the rubric for this leaf: what `with` passes, else the rubric's defaults.
std::optional<RubricShelf::Values> RubricShelf::read_with(const RubricTemplate& rubric,
                                                          const LeafUse& use) {
  Values values;
  bool is_complete = true;
  if (use.with != nullptr && use.with->kind != YamlNode::Kind::map) {
    use.faults.at(*use.with, "'with' must be a map from the rubric's parameters to values");
    return std::nullopt;
  }
  for (const YamlNode& child : children_of(use.with)) {
    const auto parameter =
        std::find_if(rubric.parameters.begin(), rubric.parameters.end(),
                     [&](const RubricParameter& each) { return each.id == child.key; });
    if (parameter != rubric.parameters.end()) {
      if (auto value = read_param(child, parameter->type, use.faults))
        values.emplace(child.key, *std::move(value));
    } else if (rubric.is_sound) {
      use.faults.at(
          child.key_place,
          fmt::format("rubric '{}' has no parameter {}{}", rubric.rubric.id, in_quotes(child.key),
                      faults_.suggestion(child.key, parameter_ids(rubric))));
    }
  }
  for (const RubricParameter& parameter : rubric.parameters) {
    if (values.contains(parameter.id)) continue;
    if (parameter.fallback && (use.with == nullptr || use.with->find(parameter.id) == nullptr)) {
      values.emplace(parameter.id, *parameter.fallback);
      continue;
    }
    is_complete = false;
    if (use.with == nullptr || use.with->find(parameter.id) == nullptr) {
      use.faults.at(use.rubric,
                    fmt::format("rubric '{}' needs parameter '{}' ({}); pass it by 'with'",
                                rubric.rubric.id, parameter.id, to_text(parameter.type)));
    }
  }
  return is_complete ? std::optional(std::move(values)) : std::nullopt;
}

bool RubricShelf::take_budget(std::size_t size_bytes, const LeafUse& use) {
  if (copied_bytes_ > kMaxCopiedBytes) return false;
  copied_bytes_ += size_bytes;
  if (copied_bytes_ <= kMaxCopiedBytes) return true;
  use.faults.at(use.rubric,
                fmt::format("the rubrics of all leaves together exceed {} bytes; shorten rubrics "
                            "or lexicons, or use fewer leaves",
                            kMaxCopiedBytes));
  return false;
}

Criterion RubricShelf::resolve_criterion(const CriterionTemplate& criterion, const Values& values,
                                         const LeafUse& use) {
  Criterion out = criterion.criterion;
  const WrittenParam* topics = nullptr;
  if (criterion.schema == nullptr) return out;
  for (const ParamSpec& spec : criterion.schema->params) {
    const auto written = criterion.params.find(spec.id);
    if (written == criterion.params.end()) {
      if (spec.fallback) {
        const WrittenParam fallback{spec.type,         *spec.fallback, {},
                                    use.faults.file(), use.rubric,     {}};
        out.params.emplace(spec.id, resolve_value(fallback, spec, use));
      }
      continue;
    }
    const bool is_reference = !written->second.reference.empty();
    const WrittenParam& source =
        is_reference ? values.at(written->second.reference) : written->second;
    if (is_reference) check_param(source, spec, faults_);
    if (spec.id == "topics" && spec.type == ParamType::text_list) topics = &source;
    out.params.emplace(spec.id, resolve_value(source, spec, use));
  }
  if (topics != nullptr) check_topics(criterion, out.params, *topics, faults_);
  check_veto_node(out, use);
  return out;
}

ParamValue RubricShelf::resolve_value(const WrittenParam& written, const ParamSpec& spec,
                                      const LeafUse& use) {
  if (spec.type == ParamType::number) {
    if (const auto* integer = std::get_if<std::int64_t>(&written.value))
      return static_cast<double>(*integer);
  }
  const auto* name = std::get_if<std::string>(&written.value);
  if (spec.type != ParamType::lexicon || name == nullptr)
    return take_budget(list_bytes(written.value), use) ? written.value : ParamValue{};
  const Lexicon* lexicon = lexicons_.use(*name);
  if (lexicon != nullptr)
    return take_budget(lexicons_.size_bytes(*name), use) ? *lexicon : Lexicon{};
  if (!lexicons_.has_file(*name)) {
    use.faults.all().add(written.file, written.place,
                         fmt::format("there is no lexicon {}{}", in_quotes(*name),
                                     faults_.suggestion(*name, lexicons_.names())));
  }
  return Lexicon{};
}

}  // namespace gweval

#include "catalogue/param_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/numbers.hpp"
#include "catalogue/node_values.hpp"

namespace gweval {
namespace {

constexpr std::array<std::pair<ParamType, std::string_view>, 6> kTypeNames{{
    {ParamType::boolean, "boolean"},
    {ParamType::integer, "integer"},
    {ParamType::number, "number"},
    {ParamType::text, "text"},
    {ParamType::text_list, "text_list"},
    {ParamType::lexicon, "lexicon"},
}};

/// Whole numbers a double holds exactly; the range of a rule's own parameter is checked later.
constexpr NumberRange kExactNumbers{-9e15, 9e15};

template <class T>
void set_value(WrittenParam& param, std::optional<T> value, bool& is_good) {
  is_good = value.has_value();
  if (value) param.value = *std::move(value);
}

/// Entries of a list, each once, with their places.
bool read_entries(const YamlNode& node, const FileFaults& faults, WrittenParam& param) {
  if (!is_list(node, faults)) return false;
  std::vector<std::string> texts;
  std::set<std::string> seen;
  bool is_good = true;
  for (const YamlNode& child : node.children) {
    std::string text = read_text(child, faults);
    if (text.empty()) {
      is_good = false;
    } else if (!seen.insert(text).second) {
      faults.at(child, fmt::format("{} stands twice in the list; remove one", in_quotes(text)));
      is_good = false;
    } else {
      texts.push_back(std::move(text));
      param.entries.push_back(child.place);
    }
  }
  param.value = std::move(texts);
  return is_good;
}

void check_range(const WrittenParam& param, double value, const ParamSpec& spec, Faults& faults) {
  if (value >= spec.low && value <= spec.high) return;
  faults.add(
      param.file, param.place,
      fmt::format("'{}' is {}, outside its range from {} to {}", spec.id, shortest_decimal(value),
                  shortest_decimal(spec.low), shortest_decimal(spec.high)));
}

void check_choice(const WrittenParam& param, const std::string& text, Place place,
                  const ParamSpec& spec, Faults& faults) {
  if (spec.choices.empty() ||
      std::find(spec.choices.begin(), spec.choices.end(), text) != spec.choices.end())
    return;
  faults.add(param.file, place,
             fmt::format("'{}' cannot be {}; use one of {}{}", spec.id, in_quotes(text),
                         fmt::join(spec.choices, ", "), faults.suggestion(text, spec.choices)));
}

}  // namespace

std::string_view to_text(ParamType type) {
  for (const auto& [value, name] : kTypeNames) {
    if (value == type) return name;
  }
  return {};
}

std::optional<ParamType> parse_param_type(std::string_view text) {
  for (const auto& [value, name] : kTypeNames) {
    if (name == text) return value;
  }
  return std::nullopt;
}

const std::vector<std::string>& param_type_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const auto& [value, name] : kTypeNames) out.emplace_back(name);
    return out;
  }();
  return names;
}

std::optional<WrittenParam> read_param(const YamlNode& node, ParamType type,
                                       const FileFaults& faults) {
  WrittenParam param{type, {}, {}, faults.file(), node.place, {}};
  bool is_good = false;
  switch (type) {
    case ParamType::boolean:
      set_value(param, read_flag(node, faults), is_good);
      break;
    case ParamType::integer:
      set_value(param, read_integer(node, faults, kExactNumbers), is_good);
      break;
    case ParamType::number:
      set_value(param, read_number(node, faults, kExactNumbers), is_good);
      break;
    case ParamType::text_list:
      is_good = read_entries(node, faults, param);
      break;
    case ParamType::text:
    case ParamType::lexicon:
      param.value = read_text(node, faults);
      is_good = !std::get<std::string>(param.value).empty();
      break;
  }
  return is_good ? std::optional(std::move(param)) : std::nullopt;
}

void check_param(const WrittenParam& param, const ParamSpec& spec, Faults& faults) {
  if (const auto* integer = std::get_if<std::int64_t>(&param.value))
    check_range(param, static_cast<double>(*integer), spec, faults);
  if (const auto* number = std::get_if<double>(&param.value))
    check_range(param, *number, spec, faults);
  if (const auto* text = std::get_if<std::string>(&param.value);
      text && spec.type == ParamType::text)
    check_choice(param, *text, param.place, spec, faults);
  if (const auto* list = std::get_if<std::vector<std::string>>(&param.value)) {
    if (static_cast<double>(list->size()) < spec.low) {
      faults.add(param.file, param.place,
                 fmt::format("'{}' has {} entries; name at least {}", spec.id, list->size(),
                             shortest_decimal(spec.low)));
    }
    for (std::size_t i = 0; i < list->size() && i < param.entries.size(); ++i)
      check_choice(param, (*list)[i], param.entries[i], spec, faults);
  }
}

bool is_assignable(ParamType from, ParamType to) {
  return from == to || (from == ParamType::integer && to == ParamType::number);
}

}  // namespace gweval

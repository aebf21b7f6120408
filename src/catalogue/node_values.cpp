#include "catalogue/node_values.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "catalogue/catalogue_files.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxTextBytes = 4000;

void mistyped(const YamlNode& node, const FileFaults& faults, std::string_view expected) {
  if (node.kind == YamlNode::Kind::refused) return;
  faults.at(node, fmt::format("{} must be {}, not {}", described(node), expected, shown(node)));
}

bool is_plain_scalar(const YamlNode& node) {
  return node.kind == YamlNode::Kind::scalar && node.is_plain;
}

std::string range_text(std::string_view kind, NumberRange range) {
  if (range.high >= 1e9) return std::string(kind);  // a bound nobody will meet by writing
  return fmt::format("{} from {} to {}", kind, shortest_decimal(range.low),
                     shortest_decimal(range.high));
}

}  // namespace

std::string described(const YamlNode& node) {
  return node.key.empty() ? "the entry" : in_quotes(node.key);
}

std::string shown(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::map:
      return "a map";
    case YamlNode::Kind::scalar:
      return (node.is_plain ? "" : "the text ") + in_quotes(node.text);
    default:
      return "nothing";
  }
}

MapReader::MapReader(const YamlNode& node, const FileFaults& faults,
                     std::initializer_list<std::string_view> keys)
    : node_(node), faults_(faults) {
  if (!is_map()) {
    mistyped(node, faults, "a map of keys and values");
    return;
  }
  const std::vector<std::string> known(keys.begin(), keys.end());
  for (const YamlNode& child : node.children) {
    if (std::find(known.begin(), known.end(), child.key) != known.end()) continue;
    faults.at(child.key_place, fmt::format("unknown key {}{}", in_quotes(child.key),
                                           faults.suggestion(child.key, known)));
  }
}

const YamlNode* MapReader::require(std::string_view key) const {
  if (!is_map()) return nullptr;
  const YamlNode* child = find(key);
  if (child == nullptr) {
    faults_.at(node_, fmt::format("'{}' is missing; add it", key));
    return nullptr;
  }
  if (child->kind == YamlNode::Kind::null) {
    faults_.at(*child, fmt::format("'{}' has no value; give it one", key));
    return nullptr;
  }
  return child->kind == YamlNode::Kind::refused ? nullptr : child;
}

void MapReader::forbid(std::initializer_list<std::string_view> keys, std::string_view why) const {
  for (const std::string_view key : keys) {
    if (const YamlNode* child = find(key))
      faults_.at(child->key_place, fmt::format("'{}' {}", key, why));
  }
}

std::string MapReader::text(std::string_view key) const {
  const YamlNode* child = require(key);
  return child == nullptr ? std::string{} : read_text(*child, faults_);
}

LocalText MapReader::local_text(std::string_view key) const {
  const YamlNode* child = require(key);
  return child == nullptr ? LocalText{} : read_local_text(*child, faults_);
}

int MapReader::integer(std::string_view key, int low, int high) const {
  const YamlNode* child = require(key);
  if (child == nullptr) return 0;
  const NumberRange range{static_cast<double>(low), static_cast<double>(high)};
  return static_cast<int>(read_integer(*child, faults_, range).value_or(0));
}

std::string MapReader::own_name(std::string_view key, std::string_view stem) const {
  const YamlNode* child = require(key);
  if (child == nullptr) return {};
  std::string name = read_text(*child, faults_);
  if (!name.empty() && name != stem) {
    faults_.at(*child, fmt::format("'{}' is {} but the file is named '{}.yaml'; make them agree",
                                   key, in_quotes(name), stem));
  }
  return name;
}

bool MapReader::flag(std::string_view key) const {
  const YamlNode* child = find(key);
  return child != nullptr && read_flag(*child, faults_).value_or(false);
}

std::vector<std::string> MapReader::text_list(std::string_view key) const {
  const YamlNode* child = find(key);
  return child == nullptr ? std::vector<std::string>{} : read_text_list(*child, faults_);
}

std::string read_text(const YamlNode& node, const FileFaults& faults) {
  if (node.kind != YamlNode::Kind::scalar) {
    mistyped(node, faults, "text");
    return {};
  }
  std::string text(trim(node.text));
  if (text.empty()) faults.at(node, described(node) + " is empty; write something");
  if (text.size() > kMaxTextBytes) {
    faults.at(node, fmt::format("{} is longer than {} bytes; shorten it", described(node),
                                kMaxTextBytes));
    return {};
  }
  return text;
}

std::optional<bool> read_flag(const YamlNode& node, const FileFaults& faults) {
  if (is_plain_scalar(node) && node.text == "true") return true;
  if (is_plain_scalar(node) && node.text == "false") return false;
  mistyped(node, faults, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const YamlNode& node, const FileFaults& faults,
                                         NumberRange range) {
  const auto value = is_plain_scalar(node) ? parse_integer(node.text) : std::nullopt;
  const double number = value ? static_cast<double>(*value) : 0;
  if (value && number >= range.low && number <= range.high) return value;
  mistyped(node, faults, range_text("a whole number", range));
  return std::nullopt;
}

std::optional<double> read_number(const YamlNode& node, const FileFaults& faults,
                                  NumberRange range) {
  const auto value = is_plain_scalar(node) ? parse_number(node.text) : std::nullopt;
  if (value && *value >= range.low && *value <= range.high) return value;
  mistyped(node, faults, range_text("a number", range));
  return std::nullopt;
}

std::optional<Weight> read_weight(const YamlNode& node, const FileFaults& faults) {
  constexpr std::int64_t kMaxUnits = 1000 * Weight::kPerPoint;
  const auto units = is_plain_scalar(node) ? parse_ten_thousandths(node.text) : std::nullopt;
  if (units && *units > 0 && *units <= kMaxUnits) return Weight{*units};
  mistyped(node, faults,
           "a number of points above 0 and up to 1000 with at most 4 decimals, such as 2.5");
  return std::nullopt;
}

LocalText read_local_text(const YamlNode& node, const FileFaults& faults) {
  const MapReader map(node, faults, {"zh", "en"});
  return {map.text("zh"), map.text("en")};
}

bool is_list(const YamlNode& node, const FileFaults& faults) {
  if (node.kind == YamlNode::Kind::list) return true;
  mistyped(node, faults, "a list");
  return false;
}

std::vector<std::string> read_text_list(const YamlNode& node, const FileFaults& faults) {
  std::vector<std::string> texts;
  if (!is_list(node, faults)) return texts;
  for (const YamlNode& child : node.children) {
    if (std::string text = read_text(child, faults); !text.empty())
      texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> read_name_list(const YamlNode& node, const FileFaults& faults) {
  std::vector<std::string> names;
  if (!is_list(node, faults)) return names;
  std::set<std::string> seen;
  for (const YamlNode& child : node.children) {
    std::string name = read_text(child, faults);
    if (name.empty()) continue;
    if (!is_plain_name(name)) {
      faults.at(child, fmt::format("{} is no name: use lower-case letters, digits and single "
                                   "hyphens, and no path",
                                   in_quotes(name)));
    } else if (!seen.insert(name).second) {
      faults.at(child, fmt::format("{} stands twice in the list; remove one", in_quotes(name)));
    } else {
      names.push_back(std::move(name));
    }
  }
  return names;
}

}  // namespace gweval

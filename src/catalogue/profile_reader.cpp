#include "catalogue/profile_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "catalogue/node_values.hpp"

namespace gweval {
namespace {

constexpr Weight kBase{100 * Weight::kPerPoint};  // level 1 adds up to 100 points

std::string points_text(Weight weight) {
  return shortest_decimal(weight.points());
}

/// Reads one profile's tree. Recursion follows the file's nesting, which the YAML reader bounds.
class TreeReader {
 public:
  TreeReader(const FileFaults& faults, RubricShelf& rubrics) : faults_(faults), rubrics_(rubrics) {}

  /// First pass: every id with its line, so that duplicates and vetoes can be checked.
  void collect_ids(const YamlNode& list) {
    for (const YamlNode& node : list.children) {
      const YamlNode* id = node.find("id");
      if (id != nullptr && id->kind == YamlNode::Kind::scalar) collect_id(*id);
      if (const YamlNode* children = node.find("children")) collect_ids(*children);
    }
  }
  void sort_ids() {
    for (const auto& [id, line] : lines_) ids_.push_back(id);
  }

  /// Second pass: `parent` is what the weights must add up to, or nothing.
  std::vector<Indicator> read_list(const YamlNode& list, int level, bool is_bonus) {
    std::vector<Indicator> indicators;
    if (!is_list(list, faults_)) return indicators;
    if (list.children.empty())
      faults_.at(list, described(list) + " is empty; name at least one indicator");
    for (const YamlNode& node : list.children)
      indicators.push_back(read_indicator(node, level, is_bonus));
    return indicators;
  }

  /// Reports children whose weights are known and do not add up to `whole`.
  void check_sum(const std::vector<Indicator>& children, Weight whole, Place place,
                 const std::string& what) const {
    Weight sum;
    for (const Indicator& child : children) {
      if (child.weight.units == 0) return;  // already a fault
      sum.units += child.weight.units;
    }
    if (sum == whole || children.empty()) return;
    faults_.at(place, fmt::format("{} add up to {}, not to {}; correct one of the weights", what,
                                  points_text(sum), points_text(whole)));
  }

 private:
  void collect_id(const YamlNode& id) {
    const auto [at, is_new] = lines_.try_emplace(id.text, id.place.line);
    if (!is_new) {
      faults_.at(id, fmt::format("duplicate indicator id {}, first used in line {}; rename one",
                                 in_quotes(id.text), at->second));
    }
  }

  Indicator read_indicator(const YamlNode& node, int level, bool is_bonus) {
    const MapReader map(
        node, faults_,
        {"id", "name", "weight", "children", "rubric", "with", "categories", "notes"});
    Indicator out;
    if (!map.is_map()) return out;
    out.id = map.text("id");
    if (!out.id.empty() && !is_indicator_id(out.id)) {
      faults_.at(*map.find("id"), fmt::format("id {} must be lower-case words joined by dots or "
                                              "hyphens, such as search.input",
                                              in_quotes(out.id)));
    }
    out.name = map.text("name");
    out.level = level;
    out.is_bonus = is_bonus;
    if (const YamlNode* weight = map.require("weight"))
      out.weight = read_weight(*weight, faults_).value_or(Weight{});
    out.categories = map.text_list("categories");
    out.notes = map.text_list("notes");
    read_content(map, out);
    return out;
  }

  void read_content(const MapReader& map, Indicator& out) {
    const YamlNode* children = map.find("children");
    if (children != nullptr && out.is_bonus) {
      faults_.at(children->key_place, "a bonus indicator is a leaf; remove 'children'");
    } else if (children != nullptr) {
      map.forbid({"rubric", "with"}, "belongs to leaves; remove it or 'children'");
      out.children = read_list(*children, out.level + 1, false);
      if (out.weight.units > 0)
        check_sum(out.children, out.weight, map.find("weight")->place,
                  fmt::format("the children of {}", in_quotes(out.id)));
    } else if (map.find("rubric") == nullptr) {
      faults_.at(map.node(), fmt::format("indicator {} has neither 'children' nor a 'rubric'; add "
                                         "one of them",
                                         in_quotes(out.id)));
    } else {
      read_rubric(map, out);
    }
  }

  void read_rubric(const MapReader& map, Indicator& out) {
    const std::string name = map.text("rubric");
    if (name.empty()) return;
    const LeafUse use{faults_, map.find("rubric")->place, map.find("with"), ids_};
    out.rubric = rubrics_.resolve(name, use);
  }

  const FileFaults& faults_;
  RubricShelf& rubrics_;
  std::map<std::string, int> lines_;  // id -> line of its first use
  std::vector<std::string> ids_;
};

}  // namespace

bool is_indicator_id(std::string_view text) {
  if (text.empty() || text.size() > 100) return false;
  bool after_word = false;
  for (const char c : text) {
    const bool is_joint = c == '.' || c == '-';
    const bool is_word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!is_word && !(is_joint && after_word)) return false;
    after_word = is_word;
  }
  return after_word;
}

Profile read_profile(const YamlNode& root, const FileFaults& faults, const std::string& stem,
                     RubricShelf& rubrics) {
  const MapReader map(root, faults, {"profile", "title", "notes", "indicators", "bonus"});
  Profile profile;
  if (!map.is_map()) return profile;
  profile.id = map.own_name("profile", stem);
  profile.title = map.local_text("title");
  profile.notes = map.text_list("notes");
  TreeReader tree(faults, rubrics);
  const YamlNode* indicators = map.require("indicators");
  const YamlNode* bonus = map.find("bonus");
  for (const YamlNode* list : {indicators, bonus}) {
    if (list != nullptr) tree.collect_ids(*list);
  }
  tree.sort_ids();
  if (indicators != nullptr) {
    profile.indicators = tree.read_list(*indicators, 1, false);
    tree.check_sum(profile.indicators, kBase, indicators->key_place, "the weights of level 1");
  }
  if (bonus != nullptr) profile.bonus = tree.read_list(*bonus, 1, true);
  return profile;
}

}  // namespace gweval

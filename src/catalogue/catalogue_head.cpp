#include "catalogue/catalogue_head.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "catalogue/catalogue_files.hpp"
#include "catalogue/node_values.hpp"

namespace gweval {
namespace {

constexpr std::string_view kFormat = "gweval-catalogue/1";

/// Highest total: 100 points and a bonus of at most 100.
constexpr NumberRange kTotals{0, 200};
constexpr NumberRange kBonus{0, 100};

constexpr std::array<std::pair<NotApplicablePolicy, std::string_view>, 5> kPolicies{{
    {NotApplicablePolicy::reweight_parent, "reweight_parent"},
    {NotApplicablePolicy::reweight_root, "reweight_root"},
    {NotApplicablePolicy::spread_even, "spread_even"},
    {NotApplicablePolicy::zero, "zero"},
    {NotApplicablePolicy::full, "full"},
}};

void check_format(const MapReader& map) {
  const std::string format = map.text("format");
  if (format.empty() || format == kFormat) return;
  map.faults().at(*map.find("format"), fmt::format("format {} is not known; this build reads '{}'",
                                                   in_quotes(format), kFormat));
}

std::vector<Tier> read_tiers(const MapReader& map) {
  std::vector<Tier> tiers;
  const FileFaults& faults = map.faults();
  const YamlNode* list = map.require("tiers");
  if (list == nullptr || !is_list(*list, faults)) return tiers;
  std::set<std::string> names;
  for (const YamlNode& node : list->children) {
    const MapReader tier(node, faults, {"name", "from"});
    if (!tier.is_map()) continue;
    std::string name = tier.text("name");
    if (!name.empty() && !names.insert(name).second)
      faults.at(*tier.find("name"), fmt::format("duplicate tier {}; rename one", in_quotes(name)));
    const YamlNode* from_node = tier.require("from");
    const auto from = from_node ? read_number(*from_node, faults, kTotals) : std::nullopt;
    if (!from) continue;
    if (!tiers.empty() && *from >= tiers.back().from) {
      faults.at(*from_node,
                fmt::format("tiers go from best to worst: {} must be below {}",
                            shortest_decimal(*from), shortest_decimal(tiers.back().from)));
    }
    tiers.push_back({std::move(name), *from});
  }
  if (list->children.empty()) {
    faults.at(*list, "'tiers' is empty; name at least one, from 0");
  } else if (tiers.size() == list->children.size() && tiers.back().from != 0) {
    faults.at(*list, fmt::format("the last tier starts at {}; let it start at 0, so that every "
                                 "total has a tier",
                                 shortest_decimal(tiers.back().from)));
  }
  return tiers;
}

NotApplicablePolicy read_policy(const MapReader& map) {
  const std::string text = map.text("not_applicable");
  if (text.empty()) return NotApplicablePolicy::reweight_parent;
  std::vector<std::string> names;
  for (const auto& [policy, name] : kPolicies) {
    if (name == text) return policy;
    names.emplace_back(name);
  }
  map.faults().at(*map.find("not_applicable"),
                  fmt::format("there is no policy {}; use reweight_parent, reweight_root, "
                              "spread_even, zero or full{}",
                              in_quotes(text), map.faults().suggestion(text, names)));
  return NotApplicablePolicy::reweight_parent;
}

/// disqualify, or {cap: points}.
std::optional<double> read_total_veto(const MapReader& map) {
  const YamlNode* node = map.require("total_veto");
  if (node == nullptr) return std::nullopt;
  if (node->kind == YamlNode::Kind::scalar && node->text == "disqualify") return std::nullopt;
  if (node->kind == YamlNode::Kind::map && node->children.size() == 1 &&
      node->children[0].key == "cap")
    return read_number(node->children[0], map.faults(), kTotals);
  map.faults().at(*node, "'total_veto' must be disqualify or {cap: <points>}");
  return std::nullopt;
}

BonusRule read_bonus(const MapReader& map, CatalogueHead& head) {
  BonusRule bonus{0, {}};
  const YamlNode* node = map.require("bonus");
  if (node == nullptr) return bonus;
  const MapReader fields(*node, map.faults(), {"cap", "gate"});
  if (!fields.is_map()) return bonus;
  if (const YamlNode* cap = fields.require("cap")) {
    bonus.cap = read_number(*cap, map.faults(), kBonus).value_or(0);
    head.bonus_place = cap->place;
  }
  if (const YamlNode* gate = fields.find("gate"))
    bonus.gate = read_number(*gate, map.faults(), kBonus);
  return bonus;
}

/// Names of files, each with its place for faults about the file.
void read_names(const YamlNode* node, const FileFaults& faults, std::vector<std::string>& names,
                std::vector<Place>& places) {
  if (node == nullptr) return;
  names = read_name_list(*node, faults);
  for (const std::string& name : names) {
    const auto found = std::find_if(node->children.begin(), node->children.end(),
                                    [&](const YamlNode& child) { return child.text == name; });
    places.push_back(found == node->children.end() ? node->place : found->place);
  }
}

}  // namespace

CatalogueHead read_catalogue_head(const YamlNode& root, const FileFaults& faults) {
  const MapReader map(root, faults,
                      {"format", "id", "year", "title", "source", "basis", "tiers",
                       "not_applicable", "total_veto", "bonus", "profiles", "crosswalks", "notes"});
  CatalogueHead head;
  if (!map.is_map()) return head;
  Catalogue& catalogue = head.catalogue;
  check_format(map);
  catalogue.id = map.text("id");
  if (!catalogue.id.empty() && !is_plain_name(catalogue.id)) {
    faults.at(*map.find("id"), fmt::format("id {} must be lower-case letters, digits and single "
                                           "hyphens",
                                           in_quotes(catalogue.id)));
  }
  catalogue.year = map.integer("year", 1990, 2200);
  catalogue.title = map.local_text("title");
  catalogue.source = map.text("source");
  if (map.find("basis") != nullptr) static_cast<void>(map.text("basis"));  // for the file's readers
  catalogue.tiers = read_tiers(map);
  catalogue.not_applicable = read_policy(map);
  catalogue.total_veto_cap = read_total_veto(map);
  catalogue.bonus = read_bonus(map, head);
  catalogue.notes = map.text_list("notes");
  const YamlNode* profiles = map.require("profiles");
  read_names(profiles, faults, head.profiles, head.profile_places);
  if (profiles != nullptr && profiles->kind == YamlNode::Kind::list && profiles->children.empty())
    faults.at(*profiles, "'profiles' is empty; name at least one");
  read_names(map.find("crosswalks"), faults, head.crosswalks, head.crosswalk_places);
  return head;
}

}  // namespace gweval

#include "catalogue/crosswalk_reader.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/profile_reader.hpp"
#include "catalogue/yaml_file.hpp"

namespace gweval {
namespace {

/// One edition's side of a profile: which ids there are, and which have been used.
struct Side {
  std::string edition;
  bool is_known = false;  // else ids are not checked
  std::vector<std::string> ids;
  std::set<std::string_view> known;
  std::set<std::string> seen;

  void take(std::vector<std::string> all) {
    is_known = true;
    ids = std::move(all);
    known.insert(ids.begin(), ids.end());
  }
};

const std::vector<std::string>& relation_names() {
  static const std::vector<std::string> names{"same",   "renamed", "split",
                                              "merged", "added",   "dropped"};
  return names;
}

void collect(const std::vector<Indicator>& indicators, std::vector<std::string>& ids) {
  for (const Indicator& indicator : indicators) {
    ids.push_back(indicator.id);
    collect(indicator.children, ids);
  }
}

void collect(const YamlNode* list, std::vector<std::string>& ids) {
  if (list == nullptr) return;
  for (const YamlNode& node : list->children) {
    if (const YamlNode* id = node.find("id")) ids.push_back(id->text);
    collect(node.find("children"), ids);
  }
}

/// Ids of a profile of the earlier edition. Faults of that catalogue are its own business.
void take_earlier_ids(CatalogueFiles& earlier, const std::string& profile_id, Side& side) {
  Faults ignored;
  const auto root = read_yaml_file(earlier, "profiles/" + profile_id + ".yaml", ignored);
  if (!root) return;
  std::vector<std::string> ids;
  collect(root->find("indicators"), ids);
  collect(root->find("bonus"), ids);
  side.take(std::move(ids));
}

/// Reads 'from' or 'to': ids, each known and used once in the profile.
std::vector<std::string> read_side(const YamlNode& node, const FileFaults& faults, Side& side) {
  std::vector<std::string> ids;
  if (!is_list(node, faults)) return ids;
  for (const YamlNode& child : node.children) {
    std::string id = read_text(child, faults);
    if (id.empty()) continue;
    if (side.is_known && !side.known.contains(id)) {
      faults.at(child, fmt::format("{} has no indicator {} in this profile{}", side.edition,
                                   in_quotes(id), faults.suggestion(id, side.ids)));
    } else if (!side.seen.insert(id).second) {
      faults.at(child, fmt::format("{} stands twice in this profile; remove one", in_quotes(id)));
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

/// How many ids a relation has on each side, at least and at most.
struct Shape {
  CrosswalkRelation relation;
  std::size_t from_low, from_high, to_low, to_high;
  std::string_view text;
};
constexpr std::size_t kMany = 1000;
constexpr std::array<Shape, 6> kShapes{{
    {CrosswalkRelation::same, 1, 1, 1, 1, "one id on each side"},
    {CrosswalkRelation::renamed, 1, 1, 1, 1, "one id on each side"},
    {CrosswalkRelation::split, 1, 1, 2, kMany, "one id in 'from' and several in 'to'"},
    {CrosswalkRelation::merged, 2, kMany, 1, 1, "several ids in 'from' and one in 'to'"},
    {CrosswalkRelation::added, 0, 0, 1, kMany, "no id in 'from'"},
    {CrosswalkRelation::dropped, 1, kMany, 0, 0, "no id in 'to'"},
}};

void check_relation(const MapReader& map, CrosswalkEntry& entry) {
  const std::string name = map.text("relation");
  if (name.empty()) return;
  const auto& names = relation_names();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    map.faults().at(*map.find("relation"), fmt::format("there is no relation {}{}", in_quotes(name),
                                                       map.faults().suggestion(name, names)));
    return;
  }
  const Shape& shape = kShapes.at(static_cast<std::size_t>(found - names.begin()));
  entry.relation = shape.relation;
  const auto is_within = [](std::size_t n, std::size_t low, std::size_t high) {
    return n >= low && n <= high;
  };
  if (!is_within(entry.from.size(), shape.from_low, shape.from_high) ||
      !is_within(entry.to.size(), shape.to_low, shape.to_high))
    map.faults().at(map.node(), fmt::format("relation '{}' has {}", name, shape.text));
}

/// The two editions of a crosswalk, for messages and checks.
struct Editions {
  std::string from;
  std::string to;
};

std::vector<CrosswalkEntry> read_entries(const YamlNode& list, const FileFaults& faults,
                                         Side& from_side, Side& to_side) {
  std::vector<CrosswalkEntry> entries;
  if (!is_list(list, faults)) return entries;
  for (const YamlNode& node : list.children) {
    const MapReader map(node, faults, {"from", "to", "relation"});
    const YamlNode* from = map.require("from");
    const YamlNode* to = map.require("to");
    if (from == nullptr || to == nullptr) continue;
    CrosswalkEntry entry;
    entry.from = read_side(*from, faults, from_side);
    entry.to = read_side(*to, faults, to_side);
    check_relation(map, entry);
    entries.push_back(std::move(entry));
  }
  return entries;
}

Editions read_editions(const MapReader& map, const std::string& stem, const Catalogue& catalogue) {
  Editions editions;
  const YamlNode* node = map.require("crosswalk");
  if (node == nullptr) return editions;
  const MapReader ends(*node, map.faults(), {"from", "to"});
  if (!ends.is_map()) return editions;
  editions.from = ends.own_name("from", stem);
  editions.to = ends.text("to");
  if (!editions.to.empty() && editions.to != catalogue.id) {
    map.faults().at(*ends.find("to"), fmt::format("'to' must be this catalogue, '{}', not {}",
                                                  catalogue.id, in_quotes(editions.to)));
  }
  return editions;
}

}  // namespace

Crosswalk read_crosswalk(const YamlNode& root, const FileFaults& faults, const std::string& stem,
                         const Catalogue& catalogue, const std::filesystem::path& earlier) {
  const MapReader map(root, faults, {"crosswalk", "profiles", "notes"});
  Crosswalk crosswalk;
  if (!map.is_map()) return crosswalk;
  const Editions editions = read_editions(map, stem, catalogue);
  crosswalk.from = editions.from;
  crosswalk.to = editions.to;
  static_cast<void>(map.text_list("notes"));  // for readers of the file
  const YamlNode* profiles = map.require("profiles");
  if (profiles == nullptr || !is_list(*profiles, faults)) return crosswalk;
  std::vector<std::string> known;
  for (const Profile& profile : catalogue.profiles) known.push_back(profile.id);
  Faults ignored;
  CatalogueFiles earlier_files(earlier, ignored);
  for (const YamlNode& node : profiles->children) {
    const MapReader entry(node, faults, {"profile", "entries"});
    if (!entry.is_map()) continue;
    const std::string id = entry.text("profile");
    if (id.empty()) continue;
    const Profile* profile = catalogue.find_profile(id);
    if (profile == nullptr) {
      faults.at(*entry.find("profile"), fmt::format("there is no profile {}{}", in_quotes(id),
                                                    faults.suggestion(id, known)));
    } else if (crosswalk.profiles.contains(id)) {
      faults.at(*entry.find("profile"), fmt::format("profile {} stands twice", in_quotes(id)));
    } else if (const YamlNode* entries = entry.require("entries")) {
      Side from{stem, false, {}, {}, {}};
      Side to{catalogue.id, false, {}, {}, {}};
      take_earlier_ids(earlier_files, id, from);
      std::vector<std::string> ids;
      collect(profile->indicators, ids);
      collect(profile->bonus, ids);
      to.take(std::move(ids));
      crosswalk.profiles[id] = read_entries(*entries, faults, from, to);
    }
  }
  return crosswalk;
}

}  // namespace gweval

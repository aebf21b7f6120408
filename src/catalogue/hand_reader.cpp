#include "catalogue/hand_reader.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "catalogue/node_values.hpp"
#include "catalogue/yaml_file.hpp"

namespace gweval {
namespace {

constexpr int kMaxPlaces = 10'000;
constexpr NumberRange kBonusPoints{0, 100};
constexpr NumberRange kBar{0, 100};
constexpr NumberRange kWeights{0.0001, 10'000};

const Indicator* find_leaf(const std::vector<Indicator>& indicators, const std::string& id) {
  for (const Indicator& indicator : indicators) {
    if (indicator.is_leaf() && indicator.id == id) return &indicator;
    if (const Indicator* below = find_leaf(indicator.children, id)) return below;
  }
  return nullptr;
}

/// Whether some profile has this manual criterion.
bool has_manual(const Catalogue& catalogue, const std::string& indicator,
                const std::string& criterion) {
  for (const Profile& profile : catalogue.profiles) {
    const Indicator* leaf = find_leaf(profile.indicators, indicator);
    if (leaf == nullptr) leaf = find_leaf(profile.bonus, indicator);
    if (leaf == nullptr || !leaf->rubric) continue;
    for (const Criterion& one : leaf->rubric->criteria) {
      if (one.id == criterion && one.is_manual) return true;
    }
  }
  return false;
}

/// `indicator` and `criterion` of a map: a manual criterion that some profile has.
void read_target(const MapReader& map, const Catalogue& catalogue, std::string& indicator,
                 std::string& criterion) {
  indicator = map.text("indicator");
  criterion = map.text("criterion");
  const YamlNode* node = map.find("criterion");
  if (indicator.empty() || criterion.empty() || node == nullptr) return;
  if (has_manual(catalogue, indicator, criterion)) return;
  map.faults().at(*node,
                  fmt::format("no profile has a manual criterion '{}/{}'", indicator, criterion));
}

std::string read_id(const MapReader& map, std::set<std::string>& ids) {
  std::string id = map.text("id");
  const YamlNode* node = map.find("id");
  if (id.empty() || node == nullptr) return id;
  if (!is_plain_name(id)) {
    map.faults().at(*node, fmt::format("id '{}' must be lower-case letters, digits and single "
                                       "hyphens",
                                       id));
  } else if (!ids.insert(id).second) {
    map.faults().at(*node, fmt::format("duplicate id '{}'; rename one", id));
  }
  return id;
}

/// Items of a required list.
template <class Read>
void each_item(const MapReader& map, const char* key, const Read& read) {
  const YamlNode* list = map.require(key);
  if (list == nullptr || !is_list(*list, map.faults())) return;
  if (list->children.empty()) map.faults().at(*list, fmt::format("'{}' is empty", key));
  for (const YamlNode& child : list->children) read(child);
}

class SchemeReader {
 public:
  SchemeReader(const Catalogue& catalogue, const FileFaults& faults)
      : catalogue_(catalogue), faults_(faults) {}

  CaseScheme read(const YamlNode& root, const std::string& stem) {
    const MapReader map(
        root, faults_,
        {"scheme", "version", "basis", "title", "about", "method", "profiles", "indicator",
         "criterion", "categories", "places", "places_of", "bar", "criteria", "points", "notes"});
    if (!map.is_map()) return out_;
    out_.id = map.own_name("scheme", stem);
    out_.version = map.integer("version", 1, 1'000'000);
    static_cast<void>(map.text("basis"));
    out_.title = map.local_text("title");
    static_cast<void>(map.local_text("about"));
    static_cast<void>(map.text_list("notes"));
    read_method(map);
    read_profiles(map);
    out_.categories = map.text_list("categories");
    if (map.find("places") != nullptr) {
      out_.places = static_cast<std::size_t>(map.integer("places", 1, kMaxPlaces));
    }
    if (map.find("places_of") != nullptr) read_places_of(map);
    if (const YamlNode* bar = map.find("bar")) {
      const NumberRange range = out_.method == CaseMethod::votes ? NumberRange{0, 1} : kBar;
      out_.bar = read_number(*bar, faults_, range);
    }
    if (map.find("indicator") != nullptr || map.find("points") != nullptr) read_bonus(map);
    return std::move(out_);
  }

 private:
  void read_method(const MapReader& map) {
    const std::string method = map.text("method");
    if (method == "criteria") {
      out_.method = CaseMethod::criteria;
      std::set<std::string> ids;
      each_item(map, "criteria", [&](const YamlNode& node) {
        const MapReader item(node, faults_, {"id", "title", "weight"});
        if (!item.is_map()) return;
        CaseCriterion one{read_id(item, ids), item.local_text("title"), 1};
        if (const YamlNode* weight = item.find("weight")) {
          one.weight = read_number(*weight, faults_, kWeights).value_or(1);
        }
        out_.criteria.push_back(std::move(one));
      });
      return;
    }
    map.forbid({"criteria"}, "belongs to `method: criteria`");
    if (method == "votes" || method.empty()) return;
    faults_.at(*map.find("method"), "method is votes or criteria");
  }

  void read_profiles(const MapReader& map) {
    out_.profiles = map.text_list("profiles");
    const YamlNode* node = map.find("profiles");
    for (const std::string& profile : out_.profiles) {
      if (catalogue_.find_profile(profile) != nullptr) continue;
      std::vector<std::string> known;
      for (const Profile& one : catalogue_.profiles) known.push_back(one.id);
      faults_.at(*node, fmt::format("there is no profile '{}'{}", profile,
                                    faults_.suggestion(profile, known)));
    }
  }

  void read_places_of(const MapReader& map) {
    const std::string of = map.text("places_of");
    out_.is_by_category = of == "category";
    if (of == "category" || of == "all" || of.empty()) return;
    faults_.at(*map.find("places_of"), "places_of is category or all");
  }

  void read_bonus(const MapReader& map) {
    read_target(map, catalogue_, out_.indicator, out_.criterion);
    each_item(map, "points", [&](const YamlNode& node) {
      const auto points = read_number(node, faults_, kBonusPoints);
      if (!points) return;
      if (!out_.points.empty() && *points > out_.points.back()) {
        faults_.at(node, "a later case is worth more than an earlier one; points fall");
      }
      out_.points.push_back(*points);
    });
  }

  const Catalogue& catalogue_;
  const FileFaults& faults_;
  CaseScheme out_;
};

TestClass read_class(const YamlNode& node, const FileFaults& faults, const Catalogue& catalogue,
                     std::set<std::string>& ids, std::set<std::string>& questions) {
  const MapReader map(node, faults,
                      {"id", "title", "indicator", "criterion", "expected", "questions"});
  TestClass out;
  if (!map.is_map()) return out;
  out.id = read_id(map, ids);
  out.title = map.local_text("title");
  out.expected = map.local_text("expected");
  read_target(map, catalogue, out.indicator, out.criterion);
  each_item(map, "questions", [&](const YamlNode& child) {
    const MapReader item(child, faults, {"id", "ask"});
    if (!item.is_map()) return;
    std::string id = read_id(item, questions);
    out.questions.push_back({std::move(id), item.text("ask")});
  });
  return out;
}

TestPlan read_plan(const YamlNode& root, const FileFaults& faults, const Catalogue& catalogue,
                   const std::string& stem) {
  const MapReader map(root, faults, {"plan", "version", "title", "about", "classes", "notes"});
  TestPlan out;
  if (!map.is_map()) return out;
  out.id = map.own_name("plan", stem);
  out.version = map.integer("version", 1, 1'000'000);
  out.title = map.local_text("title");
  static_cast<void>(map.local_text("about"));
  static_cast<void>(map.text_list("notes"));
  std::set<std::string> ids;
  std::set<std::string> questions;
  each_item(map, "classes", [&](const YamlNode& node) {
    out.classes.push_back(read_class(node, faults, catalogue, ids, questions));
  });
  return out;
}

}  // namespace

HandCatalogue read_hand_catalogue(CatalogueFiles& files, const Catalogue& catalogue,
                                  Faults& faults) {
  HandCatalogue out;
  for (const std::string& stem : files.list("cases")) {
    const std::string relative = "cases/" + stem + ".yaml";
    const auto root = read_yaml_file(files, relative, faults);
    const FileFaults own(faults, files.path_text(relative));
    if (root) out.schemes.push_back(SchemeReader(catalogue, own).read(*root, stem));
  }
  for (const std::string& stem : files.list("test-plans")) {
    const std::string relative = "test-plans/" + stem + ".yaml";
    const auto root = read_yaml_file(files, relative, faults);
    const FileFaults own(faults, files.path_text(relative));
    if (root) out.plans.push_back(read_plan(*root, own, catalogue, stem));
  }
  return out;
}

}  // namespace gweval

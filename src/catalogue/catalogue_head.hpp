#pragma once
// catalogue.yaml: what holds for the whole edition.

#include <string>
#include <vector>

#include "catalogue/faults.hpp"
#include "catalogue/yaml_node.hpp"
#include "gweval/catalogue.hpp"

namespace gweval {

struct CatalogueHead {
  Catalogue catalogue;  // without profiles and crosswalks
  std::vector<std::string> profiles;
  std::vector<Place> profile_places;
  std::vector<std::string> crosswalks;
  std::vector<Place> crosswalk_places;
  Place bonus_place;
};

[[nodiscard]] CatalogueHead read_catalogue_head(const YamlNode& root, const FileFaults& faults);

}  // namespace gweval

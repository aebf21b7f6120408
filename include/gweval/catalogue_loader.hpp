#pragma once
// Reads and checks a catalogue folder (docs/catalogue-format.md). All faults are reported at once.

#include <filesystem>
#include <optional>
#include <span>

#include "gweval/catalogue.hpp"
#include "gweval/hand_catalogue.hpp"
#include "gweval/result.hpp"
#include "gweval/rule.hpp"

namespace gweval {

struct CatalogueLoad {
  std::optional<Catalogue> catalogue;  // absent if there is any fault
  HandCatalogue hand;                  // what it says of scoring by hand beside its rubrics
  Diagnostics faults;                  // sorted by file, line, column
};

/// `folder` holds catalogue.yaml; `rules` are the schemas criteria may name.
[[nodiscard]] CatalogueLoad load_catalogue(const std::filesystem::path& folder,
                                           std::span<const RuleSchema* const> rules);

}  // namespace gweval

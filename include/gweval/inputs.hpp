#pragma once
// Site lists and manual sheets: CSV files people write. UTF-8 with or without BOM, or GB18030.

#include <filesystem>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/site.hpp"

namespace gweval {

struct SiteListLoad {
  std::vector<Site> sites;  // file order; empty if there is any fault
  Diagnostics faults;       // all of them, by line and column
  Diagnostics notices;      // read all the same, worth a look
};

/// `profiles` are the --profile values after expanding `development-zone`: they select rows that
/// name a profile, and one value fills rows that have none. `known` are the catalogue's profile
/// ids. Zero rows, and zero selected rows, are a fault.
[[nodiscard]] SiteListLoad load_site_list(const std::filesystem::path& file,
                                          const std::vector<std::string>& profiles,
                                          const std::vector<std::string>& known);

struct ManualSheetLoad {
  std::vector<ManualRating> ratings;  // empty if there is any fault
  Diagnostics faults;
  Diagnostics notices;  // e.g. rows of sites that are not in this list
};

/// Checks ids against the sites and the catalogue's profiles, indices, duplicates and conflicts.
[[nodiscard]] ManualSheetLoad load_manual_sheets(const std::vector<std::filesystem::path>& files,
                                                 const std::vector<Site>& sites,
                                                 const Catalogue& catalogue);

}  // namespace gweval

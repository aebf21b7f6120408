#pragma once
// A round's results as files, written site by site.

#include <filesystem>

#include "app/round.hpp"
#include "app/site_spill.hpp"
#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// Level columns of indicators.csv: three, or as many as the deepest tree of the sites' profiles
/// has.
[[nodiscard]] std::size_t level_columns_of(const Catalogue& catalogue,
                                           const std::vector<Site>& sites);

/// As write_results(), of results whose indicators are in the spill.
[[nodiscard]] Result<void> write_spilled_results(const RoundOptions& options,
                                                 const Results& results, const SiteSpill& spill,
                                                 std::size_t level_columns);

/// Prints a file to stdout.
[[nodiscard]] Result<void> print_file(const std::filesystem::path& path);

}  // namespace gweval

#pragma once
// What `gweval catalogue` prints.

#include <string>

#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// Catalogues at hand: id, year, title, profiles with their number of leaves.
[[nodiscard]] Result<std::string> catalogue_list(Language language);

/// The tree of one profile, or of all if `profile` is empty.
[[nodiscard]] Result<std::string> catalogue_tree(const std::string& catalogue,
                                                 const std::string& profile, Language language);

/// profile,id,level1,level2,level3,weight,bonus: one leaf a row (DESIGN §4). Plain UTF-8 without
/// BOM.
[[nodiscard]] Result<std::string> catalogue_csv(const std::string& catalogue,
                                                const std::string& profile);

/// A sentence when there is no fault; faults are logged and become the Error.
[[nodiscard]] Result<std::string> lint_catalogue(const std::string& catalogue);

}  // namespace gweval

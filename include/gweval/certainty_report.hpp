#pragma once
// Renderings of how sure ranks and tiers are (docs/certainty.md). Views of ProfileCertainty: no
// number is computed here.

#include <string>
#include <vector>

#include "gweval/certainty.hpp"
#include "gweval/report.hpp"

namespace gweval {

/// One block a profile: the sites with their rank intervals, then what each leaf does to the
/// ranking. `results` is what the certainty was computed from.
[[nodiscard]] std::string to_certainty_text(const Results& results,
                                            const std::vector<ProfileCertainty>& profiles,
                                            const TextStyle& style);

/// A row a site and a row a leaf; the column `row` tells them apart. CSV as the other tables.
[[nodiscard]] std::string to_certainty_csv(const Results& results,
                                           const std::vector<ProfileCertainty>& profiles);

/// Schema gweval-certainty/1 (docs/certainty.md). Keys in fixed order; ends with a line feed.
[[nodiscard]] std::string to_certainty_json(const Results& results,
                                            const std::vector<ProfileCertainty>& profiles);

}  // namespace gweval

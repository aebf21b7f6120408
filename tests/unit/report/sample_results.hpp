#pragma once
// A small round as scoring would leave it, every kind of site in it, for the report tests.

#include "gweval/results.hpp"

namespace gweval::test {

/// Profile municipal: qinghe complete 86.25, linshui unfinished 60 to 81, yunxi captured in part,
/// beiyuan not observed, heishan disqualified. Profile county: one site. Ranked by projection.
[[nodiscard]] Results sample_results();

/// Every field filled, every list with an entry: what a key can be is there.
[[nodiscard]] Results full_results();

/// A site name no terminal, spreadsheet or page should trust: an escape sequence, a bidirectional
/// override, markup and a formula.
[[nodiscard]] std::string hostile_text();

}  // namespace gweval::test

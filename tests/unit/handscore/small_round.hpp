#pragma once
// A small catalogue, results of it, and worksheets as raters would send them back.

#include <map>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/results.hpp"
#include "handscore/form_table.hpp"
#include "handscore/store.hpp"
#include "handscore/worksheet.hpp"

namespace gweval::test {

/// Profile "town": leaf "answers" (6 points) with a rule's criterion "entry" and manual ones
/// "speed" (grades 好 1, 中 0.5, 差 0) and "free" (any index).
[[nodiscard]] Catalogue small_catalogue();

/// Sites s1, s2 … of it, the manual criteria pending.
[[nodiscard]] Results small_results(int sites);

/// A plan of both raters on everything, in a store of one batch.
[[nodiscard]] RatingStore planned_store(int sites, Language language = Language::zh);

[[nodiscard]] WorksheetSet small_worksheets(int sites, const RatingStore& store = {},
                                            Language language = Language::zh);

/// A rater's sheet as a table, with cells changed: by row and column id.
[[nodiscard]] FormTable filled(
    const Worksheet& sheet,
    const std::map<std::pair<std::size_t, std::string>, std::string>& cells);

/// A rating of the store.
[[nodiscard]] StoredRating stored(const Plan& plan, std::size_t unit, const std::string& rater,
                                  std::optional<double> index);

}  // namespace gweval::test

#pragma once
// Worksheets: what is pending, who scores it, and the table each rater gets. Pure.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/text.hpp"
#include "handscore/assignment.hpp"
#include "handscore/plan.hpp"
#include "handscore/store.hpp"

namespace gweval {

/// One criterion of one site that awaits a person.
struct PendingUnit {
  const SiteResult* site = nullptr;
  const IndicatorResult* leaf = nullptr;
  std::size_t leaf_place = 0;  // in SiteResult::indicators
  const CriterionResult* result = nullptr;
  const Criterion* criterion = nullptr;  // of the catalogue
};

/// Manual criteria without a rating, of sites that were observed; with `with_unmeasured` also those
/// a rule could not tell. Indicators in `left_out` are scored otherwise.
[[nodiscard]] Result<std::vector<PendingUnit>> pending_units(
    const Results& results, const Catalogue& catalogue, bool with_unmeasured,
    const std::vector<std::string>& left_out);

struct WorksheetOptions {
  std::string round;
  AssignmentOptions assignment;
  Language language = Language::zh;
  /// Crawled pages to look at for a leaf, by its place; nothing: none beside what findings name.
  std::function<std::vector<std::string>(const SiteResult&, std::size_t leaf)> find_pages;
};

struct Worksheet {
  std::string rater;
  std::vector<std::vector<std::string>> rows;     // by worksheet_columns()
  std::vector<std::vector<std::string>> choices;  // by row: the scale's grades
};

struct WorksheetSet {
  Plan plan;
  std::vector<Worksheet> sheets;  // of raters who got something, in the order they were named
};

/// Units that a rater has scored in `store` are left out; earlier assignments are kept.
[[nodiscard]] Result<WorksheetSet> make_worksheets(const std::vector<PendingUnit>& pending,
                                                   const Results& results,
                                                   const Catalogue& catalogue,
                                                   const RatingStore& store,
                                                   const WorksheetOptions& options);

struct WorksheetColumn {
  const char* id;
  LocalText title;
  LocalText hint;
};

/// Fixed texts first, then what the rater fills in, then what the program needs to know the row.
[[nodiscard]] const std::vector<WorksheetColumn>& worksheet_columns();
inline constexpr std::size_t kShownColumns = 10;  // their digests are kept in the plan
inline constexpr std::size_t kOpenColumns = 5;
inline constexpr std::size_t kHiddenColumns = 3;

/// A decision of the scale in words: "优 = 1：…" a line.
[[nodiscard]] std::string scale_text(const std::vector<Grade>& grades, Language language);

}  // namespace gweval

#pragma once
// Worksheets: what is pending, who scores it, and the table each rater gets. Pure.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
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

/// Rows that a plan of the store gave to raters who have not answered them: raters by unit id.
using OwedRows = std::map<std::string, std::set<std::string>>;
[[nodiscard]] OwedRows owed_rows(const RatingStore& store);

/// What is asked besides the manual criteria without a rating.
struct PendingOptions {
  std::string round;
  bool with_unmeasured = false;       // also what a rule could not tell
  std::vector<std::string> left_out;  // indicators that are scored otherwise
};

/// Manual criteria without a rating, of sites that were observed, and what is owed in `store`:
/// an assignment ends when its rater has answered, not when another one has.
[[nodiscard]] Result<std::vector<PendingUnit>> pending_units(const Results& results,
                                                             const Catalogue& catalogue,
                                                             const RatingStore& store,
                                                             const PendingOptions& options);

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
  std::map<std::string, std::size_t> owed_by_others;  // rows of raters who were not named now
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

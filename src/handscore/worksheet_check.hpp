#pragma once
// A worksheet that came back, checked against the plan it was made from. All faults at once, by
// sheet, row and column; ratings only if there is none. Pure.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "gweval/result.hpp"
#include "handscore/form_table.hpp"
#include "handscore/store.hpp"

namespace gweval {

struct WorksheetCheckOptions {
  std::string round;        // the sheets must be of; empty: the store's last one
  bool may_revise = false;  // a rater's new answer may follow an earlier, other one
};

struct WorksheetRatings {
  std::vector<StoredRating> ratings;  // new or revised
  std::size_t unchanged = 0;          // rows the store has already
  std::size_t open = 0;               // rows without an answer
  Diagnostics faults;
};

/// Column ids a worksheet has.
[[nodiscard]] std::vector<std::string> worksheet_column_ids();

/// Reads sheets of one import. A row's number alone says which unit it is of and whose: every other
/// cell must agree with it. A unit may stand once for each rater in all of them.
class WorksheetChecker {
 public:
  WorksheetChecker(const RatingStore& store, WorksheetCheckOptions options);
  /// One table; ratings name `source`, the digest of its file.
  [[nodiscard]] WorksheetRatings check(const FormTable& table, const std::string& source);

 private:
  /// A rater's row; the plans that gave it, the newest last. Each may have shown other texts.
  struct Known {
    std::string rater;
    std::vector<std::pair<const Plan*, const PlanUnit*>> plans;
  };
  class Row;
  friend class Row;

  WorksheetCheckOptions options_;
  std::map<std::string, Known> rows_;  // by row_id()
  std::vector<std::string> row_ids_;
  std::string file_rater_;      // of the sheet that is read now
  std::set<std::string> kept_;  // digests of the store's files
  std::map<std::pair<std::string, std::string>, StoredRating> stored_;  // unit, rater
  std::map<std::pair<std::string, std::string>, std::pair<std::string, StoredRating>>
      seen_;  // unit, rater -> place, answer
};

/// An answer on a scale, by its name or by the index of a grade. Nothing after a fault message.
[[nodiscard]] std::optional<Grade> read_grade(const std::vector<Grade>& grades,
                                              const std::string& text, std::string& fault);

/// "sha256:<64 hex digits>" or an http(s) address.
[[nodiscard]] bool is_evidence(const std::string& text);

}  // namespace gweval

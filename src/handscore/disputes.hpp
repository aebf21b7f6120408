#pragma once
// Where raters differ by more than the tolerance, and the sheet by which a third person decides.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gweval/judgement.hpp"
#include "gweval/result.hpp"
#include "gweval/text.hpp"
#include "handscore/form_table.hpp"
#include "handscore/store.hpp"

namespace gweval {

struct Dispute {
  const Plan* plan = nullptr;
  const PlanUnit* unit = nullptr;
  std::vector<StoredRating> ratings;  // of two raters or more
  double points_apart = 0;            // what the difference is worth, of the site's 100
  std::optional<Decision> decision;   // of an earlier import; then it is no dispute any more
};

/// Undecided ones, the most points first. A number against n/a is always apart.
[[nodiscard]] std::vector<Dispute> find_disputes(const RatingStore& store, double tolerance);

/// Columns: what was asked, each answer with its note; open: grade, not_applicable, reason,
/// evidence_url, decided_by.
[[nodiscard]] Result<void> write_dispute_sheet(const std::vector<Dispute>& disputes,
                                               const std::filesystem::path& path,
                                               Language language);

struct DecisionLoad {
  std::vector<Decision> decisions;
  Diagnostics faults;
  std::size_t unchanged = 0;  // rows decided earlier, alike
  std::size_t open = 0;
  std::string bytes;  // of the file
};

/// Reads a sheet back: the unit must be in dispute and shown as it is now, who decides is none of
/// its raters, and says why. A row that was decided earlier may be blank or alike.
[[nodiscard]] DecisionLoad load_decisions(const std::filesystem::path& path,
                                          const RatingStore& store, double tolerance);

}  // namespace gweval

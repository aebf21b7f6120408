#pragma once
// Several people's scores of one cell of the manual sheet as one (method §2.11).

#include <string>
#include <string_view>
#include <vector>

#include "gweval/results.hpp"
#include "score/bounded.hpp"

namespace gweval {

/// Largest difference of two raters that their mean may settle (method §2.11).
inline constexpr double kRaterTolerance = 0.25;

struct MergedRating {
  BoundedIndex index;              // known, n/a, or unknown within the raters' range
  ManualRating rating;             // the mean; raters and notes joined
  std::vector<ManualRating> each;  // one a rater, in sheet order
  LocalText reason;                // who disagrees; empty if settled
  Agreement agreement = Agreement::none;
};

/// The ratings of one cell; an empty criterion id names the whole leaf. A rater's later row
/// replaces the earlier one. Ratings that are not numbers are left out.
[[nodiscard]] std::vector<ManualRating> ratings_of(const std::vector<ManualRating>& ratings,
                                                   std::string_view indicator,
                                                   std::string_view criterion);

/// At least one rating. Numbers within the tolerance give their mean; all n/a gives n/a; anything
/// else stays unknown until a further rating replaces one of them.
[[nodiscard]] MergedRating merge_ratings(std::vector<ManualRating> each);

/// The last decision of a criterion; null if there is none or it is no number.
[[nodiscard]] const Decision* decision_of(const std::vector<Decision>& decisions,
                                          std::string_view indicator, std::string_view criterion);

/// The override of a criterion that counts, else the last lapsed one; null if there is none.
[[nodiscard]] const Override* override_of(const std::vector<Override>& overrides,
                                          std::string_view indicator, std::string_view criterion);

}  // namespace gweval

#pragma once
// Can published averages be rebuilt from each other with the published weights? A test of any table
// of indices, and of what it may be used for (docs/diff.md). Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// One published figure. Printed digits mean an interval: 0.62 is 0.615 to 0.625; "> 0.70" is 0.70
/// to 1.
struct PublishedIndex {
  std::string group;
  std::string level;  // L0 the total index, L1, L2
  std::string indicator;
  std::string parent;  // L2: name of its level-1 indicator
  int year = 0;
  std::string text;  // as printed, with its relation
  double low = 0;
  double high = 1;
  bool is_exact = true;               // not one-sided: a level-1 figure that can be tested
  std::vector<std::string> profiles;  // column of that name; empty without it
};

struct PublishedTableLoad {
  std::vector<PublishedIndex> rows;
  Diagnostics faults;
};

/// CSV with a header: group, level, indicator, year, index, relation (=, >, >=, <, <=, derived),
/// parent; optional profiles (ids joined by "+"); other columns are ignored.
[[nodiscard]] PublishedTableLoad parse_published_table(std::string_view csv,
                                                       const std::string& file);

enum class Reproducible {
  yes,            // the intervals meet
  no,             // they do not
  not_published,  // it can be rebuilt, but no figure was printed to compare with
  incomplete,     // parts of it are not published
};
[[nodiscard]] std::string_view to_text(Reproducible reproducible);

struct PublishedCheck {
  std::string group;
  std::string indicator;  // level 1, or the total index
  bool is_total = false;
  int year = 0;
  std::string published;              // as printed; empty if it was not
  std::optional<double> rebuilt_low;  // hull over the profiles of the group
  std::optional<double> rebuilt_high;
  Reproducible reproducible = Reproducible::incomplete;
  std::vector<std::string> unpublished;  // parts without a figure; in a total they count 0 to 1
  double shortfall = 0;  // total, not reproducible from below: points of bonus it would need
};

struct PublishedCheckResult {
  std::vector<PublishedCheck> checks;
  std::vector<LocalText> notices;  // groups no profile is known of, figures no indicator matches

  [[nodiscard]] std::size_t count(Reproducible reproducible) const;
};

/// Profiles of groups, for tables without that column; a group that is named like a profile's id or
/// title needs none. A group of several profiles pools them: a profile whose parts the group does
/// not publish itself is taken from the group that does.
using GroupProfiles = std::map<std::string, std::vector<std::string>>;

[[nodiscard]] PublishedCheckResult check_published(const Catalogue& catalogue,
                                                   const std::vector<PublishedIndex>& table,
                                                   const GroupProfiles& groups);

}  // namespace gweval

#pragma once
// Who scores what: the plan a set of worksheets was made from. It is kept in the store of ratings,
// so that a sheet that comes back is checked against what was sent.

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// What raters answer with; one a criterion of a profile.
struct PlanScale {
  std::string profile;
  std::string indicator;
  std::string criterion;
  std::string indicator_name;
  LocalText title;
  double points = 0;          // what full marks are worth, of the site's 100
  std::vector<Grade> grades;  // best first; empty: any index in [0, 1]
};

/// One criterion of one site, and who scores it.
struct PlanUnit {
  std::string id;  // unit_id()
  std::string site;
  std::string indicator;
  std::string criterion;
  std::vector<std::string> raters;  // one, or two who do not know of one another
  std::string cells;                // digest of the texts the rater was shown (text_digests)
  std::size_t scale = 0;            // place in Plan::scales
};

struct Plan {
  int number = 0;  // of the batch in the store; 0: not stored yet
  std::string at;  // when it was made, ISO 8601
  std::string round;
  std::string catalogue_id;
  std::string catalogue_digest;
  std::string as_of;
  std::uint64_t seed = 1;
  double share = 0.1;      // of the units of an indicator that two raters score
  std::size_t least = 30;  // and at least so many units
  std::vector<std::string> raters;
  std::vector<PlanScale> scales;
  std::vector<PlanUnit> units;
};

/// "u" and 12 hex digits; the same for every rater and every export of a round.
[[nodiscard]] std::string unit_id(const std::string& round, const std::string& site,
                                  const std::string& indicator, const std::string& criterion);

/// The number of a unit's row on one rater's sheet: the unit's id, and 6 hex digits that follow
/// from unit and rater. It alone says whose answer to what a row is.
[[nodiscard]] std::string row_id(const std::string& unit, const std::string& rater);

/// 6 hex digits of each text, joined by blanks; white space is folded and a defusing apostrophe
/// left out, so that what a spreadsheet does to a cell does not count as a change.
[[nodiscard]] std::string text_digests(const std::vector<std::string>& texts);

/// 1 to 60 characters without control characters, comma, slash or blank at an end.
[[nodiscard]] bool is_rater_name(const std::string& name);

}  // namespace gweval

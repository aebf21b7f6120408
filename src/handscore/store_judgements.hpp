#pragma once
// What the store says of the sites of a list, checked against the catalogue they are scored with.

#include <string>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/judgement.hpp"
#include "gweval/result.hpp"
#include "gweval/site.hpp"
#include "handscore/store.hpp"

namespace gweval {

struct StoreJudgements {
  Judgements judgements;
  Diagnostics faults;   // criteria the catalogue does not have
  Diagnostics notices;  // sites that are not in the list, another catalogue
};

/// `where` names the store in diagnostics.
[[nodiscard]] StoreJudgements judgements_from(const RatingStore& store,
                                              const std::vector<Site>& sites,
                                              const Catalogue& catalogue, const std::string& where);

/// A leaf of a profile, bonus included; null if there is none of this id.
[[nodiscard]] const Indicator* find_leaf(const Profile& profile, std::string_view id);
[[nodiscard]] const Criterion* find_criterion(const Indicator& leaf, std::string_view id);

}  // namespace gweval

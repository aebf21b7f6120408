#pragma once
// What people say of a round's sites, from wherever it is kept.

#include <optional>
#include <vector>

#include "app/round.hpp"
#include "gweval/catalogue.hpp"
#include "gweval/judgement.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/site.hpp"

namespace gweval {

struct LoadedJudgements {
  Judgements said;
  std::optional<RatingsHead> head;  // of the store of ratings, if one is given
};

/// Manual sheets and the store of ratings. All faults are logged; the Error only counts them.
[[nodiscard]] Result<LoadedJudgements> load_judgements(const RoundOptions& options,
                                                       const Catalogue& catalogue,
                                                       const std::vector<Site>& sites);

}  // namespace gweval

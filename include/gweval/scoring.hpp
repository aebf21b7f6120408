#pragma once
// Observations to points, bounds, tiers and ranks: reference definition in docs/scoring.md. Pure.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/result.hpp"
#include "gweval/results.hpp"
#include "gweval/rule.hpp"
#include "gweval/site.hpp"

namespace gweval {

/// (indicator id, criterion id) -> observation of an automatic criterion.
using ObservationMap = std::map<std::pair<std::string, std::string>, Observation>;

struct SiteInput {
  const Site* site = nullptr;
  const Profile* profile = nullptr;
  ObservationMap observations;        // a missing automatic criterion counts as cannot_tell
  std::vector<ManualRating> ratings;  // of this site, of any rater
  std::vector<Decision> decisions;    // of this site; the last one of a criterion counts
  std::vector<Override> overrides;    // of this site; lapsed ones are marked
  SiteStatus status = SiteStatus::observed;
  LocalText status_reason;
  std::string captured_at;
};

/// Schema of a rule by id, for sentences and outcome titles; null if unknown.
using SchemaLookup = const RuleSchema* (*)(std::string_view id);

[[nodiscard]] SiteResult score_site(const Catalogue& catalogue, const SiteInput& input,
                                    SchemaLookup schemas);

/// Results of no site yet, with what they carry of the catalogue: id, digest, tiers, titles.
[[nodiscard]] Results empty_results(const Catalogue& catalogue);

/// The unfinished leaf whose bounds move the total most (method §2.5); null if the tier is already
/// certain or nothing is unfinished.
[[nodiscard]] const IndicatorResult* next_leaf_to_score(const SiteResult& site);

/// The results of every shard of one round, in any order, as one run over the whole list gives
/// them: sites in list order, ranked anew. ErrorCode::invalid_input, naming the shards, if one is
/// missing, given twice or cut short, or if they differ in catalogue, rules, engine, as-of date or
/// ties.
[[nodiscard]] Result<Results> merge_shards(std::vector<Results> shards);

/// Fills rank, rank_min, rank_max of every site, within its profile, and Results::ranked_by.
void rank_sites(Results& results, TieRule ties);

}  // namespace gweval

// One site's observations and ratings to its result (method §2.1 to §2.5).

#include <algorithm>
#include <utility>

#include "gweval/scoring.hpp"
#include "score/bonus.hpp"
#include "score/leaf_score.hpp"
#include "score/rounding.hpp"
#include "score/site_ledger.hpp"
#include "score/tiers.hpp"
#include "score/tree.hpp"
#include "score/veto.hpp"

namespace gweval {
namespace {

SiteResult describe_site(const SiteInput& input) {
  SiteResult out;
  out.id = input.site->id;
  out.name = input.site->name;
  out.url = input.site->url;
  out.profile = input.profile->id;
  out.region_code = input.site->region_code;
  out.group = input.site->group;
  out.extra = input.site->extra;
  out.status = input.status;
  out.status_reason = input.status_reason;
  out.captured_at = input.captured_at;
  return out;
}

/// Nothing could be observed, so no score is made: everything stays possible.
void leave_unscored(SiteResult& site, const Catalogue& catalogue, const Profile& profile) {
  std::int64_t units = 0;
  for (const Indicator& root : profile.indicators) units += root.weight.units;
  site.base_max = Weight{units}.points();
  site.bonus_max = profile.bonus.empty() ? 0 : catalogue.bonus.cap;
  site.total_max = site.base_max + site.bonus_max;
}

/// With the bonus that is certain, and within the bounds: no more than the rest could bring about,
/// no less than is certain. Of a finished site it is the total.
double projection(double base, const SiteResult& site) {
  if (site.total) return *site.total;
  return std::clamp(quantise(base + site.bonus_min), site.total_min, site.total_max);
}

void fill_totals(SiteResult& site, const Catalogue& catalogue, const SiteLedger& ledger,
                 const TotalVetoes& vetoes) {
  const Totals totals = join_totals(catalogue.bonus, ledger.totals, vetoes);
  site.base = totals.base;
  site.base_min = totals.base_min;
  site.base_max = totals.base_max;
  site.bonus = totals.bonus;
  site.bonus_min = totals.bonus_min;
  site.bonus_max = totals.bonus_max;
  site.total = totals.total;
  site.total_min = totals.total_min;
  site.total_max = totals.total_max;
  site.coverage = ledger.coverage;
  site.applicable = ledger.applicable;
  site.is_disqualified = vetoes.is_disqualified;
  if (ledger.projected && !vetoes.is_disqualified) {
    site.projected = projection(*ledger.projected, site);
  }
}

void fill_tiers(SiteResult& site, const std::vector<Tier>& tiers, const TotalVetoes& vetoes) {
  const bool has_score = site.base || site.base_max > 0;  // else nothing applies
  if (!has_score) return;
  const auto base_tiers = possible_tiers(tiers, site.base_min, site.base_max);
  if (base_tiers.size() == 1) site.base_tier = base_tiers.front();
  if (site.is_disqualified) return;
  site.possible_tiers = possible_tiers(tiers, site.total_min, site.total_max);
  if (site.possible_tiers.size() == 1 && !vetoes.may_be_disqualified) {
    site.tier = site.possible_tiers.front();
  }
}

}  // namespace

SiteResult score_site(const Catalogue& catalogue, const SiteInput& input, SchemaLookup schemas) {
  SiteResult out = describe_site(input);
  const Tree tree = flatten(*input.profile);
  std::vector<LeafScore> leaves(tree.nodes.size());
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    if (tree.is_leaf(i)) leaves[i] = score_leaf(*tree.nodes[i].indicator, input, schemas);
  }
  const std::vector<VetoFound> vetoes = find_vetoes(catalogue, tree, leaves);
  SiteLedger ledger = make_ledger(tree, catalogue.not_applicable, std::move(leaves), vetoes);
  if (input.status == SiteStatus::not_observed) {
    leave_unscored(out, catalogue, *input.profile);
  } else {
    const TotalVetoes on_total = total_vetoes(vetoes);
    fill_totals(out, catalogue, ledger, on_total);
    fill_tiers(out, catalogue.tiers, on_total);
    for (const VetoFound& veto : vetoes) out.veto.push_back(veto.result);
  }
  out.indicators = std::move(ledger.indicators);
  return out;
}

Results empty_results(const Catalogue& catalogue) {
  Results out;
  out.catalogue_id = catalogue.id;
  out.catalogue_digest = catalogue.digest;
  out.tiers = catalogue.tiers;
  for (const Profile& profile : catalogue.profiles) {
    out.profiles.push_back({profile.id, profile.title});
  }
  return out;
}

const IndicatorResult* next_leaf_to_score(const SiteResult& site) {
  if (site.possible_tiers.size() <= 1) return nullptr;
  const IndicatorResult* widest = nullptr;
  for (const IndicatorResult& node : site.indicators) {
    const bool is_open = node.state == NodeState::pending || node.state == NodeState::error;
    if (!node.is_leaf || !is_open || node.points_max <= node.points_min) continue;
    const double width = node.points_max - node.points_min;
    if (widest == nullptr || width > widest->points_max - widest->points_min) widest = &node;
  }
  return widest;
}

}  // namespace gweval

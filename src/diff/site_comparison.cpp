#include "diff/site_comparison.hpp"

#include <algorithm>
#include <utility>

#include "diff/indicator_row.hpp"
#include "diff/match_indicators.hpp"
#include "diff/matched_values.hpp"
#include "diff/three_factors.hpp"

namespace gweval {
namespace {

/// Points of the compared part of the base, in each year.
struct ComparedBase {
  KnownPart old_part;
  KnownPart new_part;
  double old_whole = 0;  // points of the base that apply
  double new_whole = 0;
};

double base_weight(const SiteResult& site) {
  double sum = 0;
  for (const IndicatorResult& node : site.indicators) {
    if (node.is_leaf && !node.is_bonus) sum += node.effective_weight;
  }
  return sum;
}

bool is_bonus(const MatchedValues& values) {
  const IndicatorMatch& match = *values.match;
  return (match.new_leaves.empty() ? match.old_leaves : match.new_leaves).front()->is_bonus;
}

ComparedBase compared_base(const std::vector<MatchedValues>& values, const SiteResult& old_site,
                           const SiteResult& new_site) {
  ComparedBase out;
  for (const MatchedValues& value : values) {
    if (!value.is_compared || is_bonus(value)) continue;
    out.old_part.weight += value.old_part.weight;
    out.old_part.points += value.old_part.points;
    out.new_part.weight += value.new_part.weight;
    out.new_part.points += value.new_part.points;
  }
  out.old_whole = base_weight(old_site);
  out.new_whole = base_weight(new_site);
  return out;
}

Obstacle obstacle_of(const SiteResult& old_site, const SiteResult& new_site) {
  if (old_site.status == SiteStatus::not_observed) return Obstacle::old_not_observed;
  if (new_site.status == SiteStatus::not_observed) return Obstacle::new_not_observed;
  if (old_site.is_disqualified) return Obstacle::old_disqualified;
  if (new_site.is_disqualified) return Obstacle::new_disqualified;
  return Obstacle::nothing;
}

void describe(const SiteResult& old_site, const SiteResult& new_site, SiteDiff& out) {
  out.id = new_site.id;
  out.old_ids = {old_site.id};
  out.name = new_site.name;
  out.profile = new_site.profile;
  out.group = new_site.group;
  out.old_total = old_site.total;
  out.new_total = new_site.total;
  out.old_tier = old_site.tier;
  out.new_tier = new_site.tier;
  out.old_rank = old_site.rank;
  out.new_rank = new_site.rank;
}

void choose_basis(const SiteResult& old_site, const SiteResult& new_site, const ComparedBase& base,
                  SiteDiff& out) {
  out.obstacle = obstacle_of(old_site, new_site);
  if (out.obstacle != Obstacle::nothing) return;
  if (old_site.total && new_site.total) {
    out.basis = DiffBasis::total;
  } else if (base.old_part.is_known() && base.new_part.is_known()) {
    out.basis = DiffBasis::scored_part;
  } else {
    out.obstacle = Obstacle::nothing_scored_in_both;
  }
}

DiffScale scale_of(DiffBasis basis, const ComparedBase& base) {
  DiffScale scale;
  if (basis == DiffBasis::scored_part) {
    scale.old_factor = 100 / base.old_part.weight;
    scale.new_factor = 100 / base.new_part.weight;
    scale.with_bonus = false;
  }
  scale.centre = (base.old_part.index() + base.new_part.index()) / 2;
  return scale;
}

void add_up(const SiteResult& old_site, const SiteResult& new_site, const ComparedBase& base,
            SiteDiff& out) {
  double at_old = 0;
  double at_new = 0;
  for (const IndicatorDiff& row : out.indicators) {
    if (!row.effect) continue;
    out.site_effect += row.effect->site;
    out.catalogue_effect += row.effect->catalogue;
    at_old += row.effect->site_at_old_weights;
    at_new += row.effect->site_at_new_weights;
    if (row.is_site_and_rules) out.site_and_rules += row.effect->site;
  }
  if (out.basis == DiffBasis::total) {
    out.old_score = old_site.total;
    out.new_score = new_site.total;
    out.adjustment = total_adjustment(new_site) - total_adjustment(old_site);
    out.site_effect += out.adjustment;
  } else {
    out.old_score = 100 * base.old_part.index();
    out.new_score = 100 * base.new_part.index();
  }
  out.change = *out.new_score - *out.old_score;
  out.site_effect_low = std::min(at_old, at_new) + out.adjustment;
  out.site_effect_high = std::max(at_old, at_new) + out.adjustment;
}

void set_bounds(const SiteResult& old_site, const SiteResult& new_site, SiteDiff& out) {
  if (out.basis == DiffBasis::none) return;
  out.change_min = new_site.total_min - old_site.total_max;
  out.change_max = new_site.total_max - old_site.total_min;
  if (old_site.total && new_site.total) {
    out.change_min = out.change_max = *new_site.total - *old_site.total;
  }
}

SiteDiff one_sided(const SiteResult& site, Obstacle obstacle) {
  SiteDiff out;
  out.id = site.id;
  out.name = site.name;
  out.profile = site.profile;
  out.group = site.group;
  out.obstacle = obstacle;
  return out;
}

}  // namespace

SiteDiff compare_site(const SiteResult& old_site, const SiteResult& new_site,
                      const std::vector<CrosswalkEntry>* entries, const CrossScores& cross) {
  const auto matches = match_indicators(old_site, new_site, entries);
  std::vector<MatchedValues> values;
  for (const IndicatorMatch& match : matches) values.push_back(matched_values(match));
  const ComparedBase base = compared_base(values, old_site, new_site);
  SiteDiff out;
  describe(old_site, new_site, out);
  choose_basis(old_site, new_site, base, out);
  const bool is_comparable = out.basis != DiffBasis::none;
  const DiffScale scale = scale_of(out.basis, base);
  for (const MatchedValues& value : values) {
    out.indicators.push_back(indicator_row(value, scale, is_comparable));
  }
  if (is_comparable) {
    add_up(old_site, new_site, base, out);
    const auto share = [](double part, double whole) { return whole > 0 ? part / whole : 0; };
    out.compared = std::min({1.0, share(base.old_part.weight, base.old_whole),
                             share(base.new_part.weight, base.new_whole)});
  }
  set_bounds(old_site, new_site, out);
  add_three_factors(out, values, old_site, new_site, cross);
  return out;
}

SiteDiff only_in_new(const SiteResult& site) {
  SiteDiff out = one_sided(site, Obstacle::only_in_new);
  out.new_total = site.total;
  out.new_tier = site.tier;
  out.new_rank = site.rank;
  return out;
}

SiteDiff only_in_old(const SiteResult& site) {
  SiteDiff out = one_sided(site, Obstacle::only_in_old);
  out.old_ids = {site.id};
  out.old_total = site.total;
  out.old_tier = site.tier;
  out.old_rank = site.rank;
  return out;
}

}  // namespace gweval

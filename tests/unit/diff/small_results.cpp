#include "small_results.hpp"

#include <algorithm>

#include "support/catch.hpp"

namespace gweval::test {

IndicatorResult scored(std::string id, double weight, double index, std::string parent) {
  IndicatorResult out;
  out.id = std::move(id);
  out.name = "name of " + out.id;
  out.parent = std::move(parent);
  out.is_leaf = true;
  out.weight = weight;
  out.effective_weight = weight;
  out.state = NodeState::scored;
  out.index = index;
  out.index_min = out.index_max = index;
  out.points = weight * index;
  out.points_min = out.points_max = weight * index;
  out.coverage = 1;
  out.rubric = out.id;
  out.rubric_version = 1;
  return out;
}

IndicatorResult pending(std::string id, double weight, double low, double high) {
  IndicatorResult out = scored(std::move(id), weight, 0);
  out.state = NodeState::pending;
  out.index.reset();
  out.points.reset();
  out.index_min = low;
  out.index_max = high;
  out.points_min = weight * low;
  out.points_max = weight * high;
  out.coverage = 0;
  return out;
}

IndicatorResult not_applicable(std::string id) {
  IndicatorResult out = pending(std::move(id), 0, 0, 0);
  out.state = NodeState::not_applicable;
  out.applicable = 0;
  return out;
}

IndicatorResult bonus(std::string id, double weight, double index) {
  IndicatorResult out = scored(std::move(id), weight, index);
  out.is_bonus = true;
  return out;
}

IndicatorResult parent(std::string id, const std::vector<IndicatorResult>& children) {
  IndicatorResult out = scored(std::move(id), 0, 0);
  out.is_leaf = false;
  for (const IndicatorResult& child : children) {
    out.weight += child.weight;
    out.effective_weight += child.effective_weight;
    *out.points += child.points.value_or(0);
  }
  out.index = *out.points / out.effective_weight;
  return out;
}

CriterionResult measured(std::string id, std::string rule, int version, double weight,
                         std::optional<double> index) {
  CriterionResult out;
  out.id = std::move(id);
  out.rule = std::move(rule);
  out.rule_version = version;
  out.state = index ? CriterionState::observed : CriterionState::pending;
  out.index = index;
  out.weight = weight;
  if (index) out.points = weight * *index;
  return out;
}

SiteResult site(std::string id, std::vector<IndicatorResult> indicators) {
  SiteResult out;
  out.id = std::move(id);
  out.name = "site " + out.id;
  out.profile = "city";
  out.base = 0;
  out.bonus = 0;
  double weight = 0;
  double known = 0;
  double points = 0;
  for (const IndicatorResult& node : indicators) {
    if (!node.is_leaf) continue;
    const bool is_settled = node.points || node.state == NodeState::not_applicable;
    auto& sum = node.is_bonus ? out.bonus : out.base;
    if (!is_settled) sum.reset();
    if (sum) *sum += node.points.value_or(0);
    if (node.is_bonus) continue;
    weight += node.effective_weight;
    known += node.points ? node.effective_weight : 0;
    points += node.points.value_or(0);
  }
  double low = 0;
  double high = 0;
  for (const IndicatorResult& node : indicators) {
    low += node.is_leaf ? node.points_min : 0;
    high += node.is_leaf ? node.points_max : 0;
  }
  out.total_min = low;
  out.total_max = high;
  if (out.bonus) out.bonus = std::min(10.0, *out.bonus);
  if (out.base && out.bonus) out.total = *out.base + *out.bonus;
  if (known > 0) out.projected = 100 * points / known;
  out.coverage = weight > 0 ? known / weight : 0;
  out.indicators = std::move(indicators);
  return out;
}

Results results(std::vector<SiteResult> sites, std::string catalogue) {
  Results out;
  out.engine_version = "1.0.0";
  out.catalogue_digest = "sha256:" + catalogue;
  out.catalogue_id = std::move(catalogue);
  out.tiers = {{"high", 80}, {"middle", 60}, {"low", 0}};
  out.sites = std::move(sites);
  return out;
}

const SiteDiff& site_of(const ResultsDiff& diff, const std::string& id) {
  const auto found = std::find_if(diff.sites.begin(), diff.sites.end(),
                                  [&](const SiteDiff& site) { return site.id == id; });
  INFO("site " << id);
  REQUIRE(found != diff.sites.end());
  return *found;
}

const IndicatorDiff& row_of(const SiteDiff& site, const std::string& id) {
  const auto found = std::find_if(site.indicators.begin(), site.indicators.end(),
                                  [&](const IndicatorDiff& row) { return row.id == id; });
  INFO("row " << id);
  REQUIRE(found != site.indicators.end());
  return *found;
}

}  // namespace gweval::test

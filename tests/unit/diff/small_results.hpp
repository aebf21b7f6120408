#pragma once
// Small results documents for the tests of comparisons.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gweval/diff.hpp"

namespace gweval::test {

/// A scored leaf; its rubric has the leaf's id and version 1.
[[nodiscard]] IndicatorResult scored(std::string id, double weight, double index,
                                     std::string parent = "");
/// Nothing known yet, within the bounds.
[[nodiscard]] IndicatorResult pending(std::string id, double weight, double low = 0,
                                      double high = 1);
[[nodiscard]] IndicatorResult not_applicable(std::string id);
[[nodiscard]] IndicatorResult bonus(std::string id, double weight, double index);
/// A node above leaves, with the sums of those given.
[[nodiscard]] IndicatorResult parent(std::string id, const std::vector<IndicatorResult>& children);
[[nodiscard]] CriterionResult measured(std::string id, std::string rule, int version, double weight,
                                       std::optional<double> index);

/// Totals are made of the leaves: complete if all of them are, bonus at most 10.
[[nodiscard]] SiteResult site(std::string id, std::vector<IndicatorResult> indicators);
[[nodiscard]] Results results(std::vector<SiteResult> sites, std::string catalogue = "year-a");

/// Fail the test if there is none.
[[nodiscard]] const SiteDiff& site_of(const ResultsDiff& diff, const std::string& id);
[[nodiscard]] const IndicatorDiff& row_of(const SiteDiff& site, const std::string& id);

}  // namespace gweval::test

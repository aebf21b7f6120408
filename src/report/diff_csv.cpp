// The comparison as one table: a row a site, then its indicators and its adjustment.

#include <cmath>

#include "base/csv.hpp"
#include "gweval/diff_report.hpp"
#include "report/csv_cells.hpp"

namespace gweval {
namespace {

using Row = std::vector<std::string>;

std::string number_cell(double number) {
  return csv_cell(std::nearbyint(number * 1e12) / 1e12);
}

std::string number_cell(const std::optional<double>& number) {
  return number ? number_cell(*number) : std::string();
}

/// Columns that name the site, the same in each of its rows.
Row site_cells(const SiteDiff& site, std::string_view row) {
  const std::string_view obstacle =
      site.obstacle == Obstacle::nothing ? std::string_view() : to_text(site.obstacle);
  return {csv_cell(site.id),
          csv_cell(site.name),
          csv_cell(site.profile),
          csv_cell(site.group),
          std::string(to_text(site.basis)),
          std::string(obstacle),
          std::string(row)};
}

void append(Row& row, std::initializer_list<std::string> cells) {
  row.insert(row.end(), cells.begin(), cells.end());
}

void append_factors(Row& row, const std::optional<ThreeFactors>& factors) {
  append(row,
         {factors ? number_cell(factors->evidence) : "", factors ? number_cell(factors->rules) : "",
          factors ? number_cell(factors->weights) : ""});
}

std::string site_row(const SiteDiff& site) {
  const bool is_compared = site.basis != DiffBasis::none;
  const auto effect = [&](double value) { return is_compared ? number_cell(value) : ""; };
  Row row = site_cells(site, "site");
  append(row, {"", "", "", "", "", "", "", "", number_cell(site.change), effect(site.site_effect),
               effect(site.catalogue_effect)});
  append_factors(row, site.factors);
  append(row, {number_cell(site.compared), number_cell(site.old_score), number_cell(site.new_score),
               number_cell(site.old_total), number_cell(site.new_total),
               number_cell(site.change_min), number_cell(site.change_max)});
  return csv_row(row);
}

std::string indicator_row_of(const SiteDiff& site, const IndicatorDiff& item) {
  std::string reasons;
  for (const DiffReason reason : item.reasons) {
    reasons += (reasons.empty() ? "" : " ") + std::string(to_text(reason));
  }
  Row row = site_cells(site, "indicator");
  append(row,
         {csv_cell(item.id), csv_cell(item.name), std::string(to_text(item.verdict)), reasons});
  for (const auto& value : {item.old_value, item.new_value}) {
    append(row, {value ? number_cell(value->weight) : "", value ? number_cell(value->index) : ""});
  }
  const auto& effect = item.effect;
  append(row,
         {effect ? number_cell(effect->site + effect->catalogue) : "",
          effect ? number_cell(effect->site) : "", effect ? number_cell(effect->catalogue) : ""});
  append_factors(row, item.factors);
  append(row, {number_cell(item.compared), "", "", "", "", "", ""});
  return csv_row(row);
}

std::string adjustment_row(const SiteDiff& site) {
  Row row = site_cells(site, "adjustment");
  row.resize(row.size() + 8);  // of an indicator
  append(row, {number_cell(site.adjustment), number_cell(site.adjustment), "0"});
  row.resize(row.size() + 10);  // factors, and what is of the whole site
  return csv_row(row);
}

}  // namespace

std::string to_diff_csv(const ResultsDiff& diff) {
  constexpr double kVisible = 5e-13;
  std::string out(kUtf8Bom);
  out += csv_row(
      {"site_id",        "name",        "profile",          "group",           "basis",
       "obstacle",       "row",         "indicator",        "indicator_name",  "verdict",
       "reasons",        "old_weight",  "old_index",        "new_weight",      "new_index",
       "change",         "site_effect", "catalogue_effect", "evidence_effect", "rules_effect",
       "weights_effect", "compared",    "old_score",        "new_score",       "old_total",
       "new_total",      "change_min",  "change_max"});
  for (const auto* sites : {&diff.sites, &diff.only_old}) {
    for (const SiteDiff& site : *sites) {
      out += site_row(site);
      for (const IndicatorDiff& item : site.indicators) out += indicator_row_of(site, item);
      if (std::abs(site.adjustment) > kVisible) out += adjustment_row(site);
    }
  }
  return out;
}

}  // namespace gweval

// The three CSV files: one row a site, a leaf, a finding (docs/report-format.md).

#include <algorithm>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "gweval/report.hpp"
#include "report/csv_cells.hpp"
#include "report/report_text.hpp"
#include "report/results_order.hpp"
#include "report/site_json.hpp"

namespace gweval {
namespace {

using Row = std::vector<std::string>;

std::string cell(std::string_view text) {
  return csv_cell(text);
}
std::string cell(double number) {
  return csv_cell(number);
}
std::string cell(const std::optional<double>& number) {
  return csv_cell(number);
}
std::string cell(const std::optional<int>& number) {
  return number ? std::to_string(*number) : std::string();
}

/// "disqualify fired security/https; cap 59 possible assurance/probe"
std::string veto_cell(const SiteResult& site) {
  std::vector<std::string> items;
  for (const VetoResult& veto : site.veto) {
    std::string item = veto.effect;
    if (veto.cap) item += " " + shortest_decimal(*veto.cap);
    if (!veto.node.empty()) item += " " + veto.node;
    items.push_back(item + " " + veto.state + " " + veto.indicator + "/" + veto.criterion);
  }
  return joined(items, "; ");
}

std::vector<const SiteResult*> in_ranking_order(const Results& results) {
  std::vector<const SiteResult*> out;
  for (const ProfileBlock& block : blocks_of(results)) {
    out.insert(out.end(), block.ranked.begin(), block.ranked.end());
    out.insert(out.end(), block.unranked.begin(), block.unranked.end());
  }
  return out;
}

/// Names of the site list's own columns, in the order they first turn up.
Row extra_columns(const Results& results) {
  Row out;
  for (const SiteResult& site : results.sites) {
    for (const auto& [column, value] : site.extra) {
      if (std::find(out.begin(), out.end(), column) == out.end()) out.push_back(column);
    }
  }
  return out;
}

std::string extra_value(const SiteResult& site, const std::string& column) {
  for (const auto& [name, value] : site.extra) {
    if (name == column) return value;
  }
  return {};
}

const Row kRankingColumns{
    "rank",   "id",    "name",      "profile",        "region_code", "group",    "url",
    "status", "total", "total_min", "total_max",      "projected",   "coverage", "base",
    "bonus",  "tier",  "base_tier", "possible_tiers", "rank_min",    "rank_max", "veto"};

Row ranking_row(const SiteResult& site) {
  return {cell(site.rank),        cell(site.id),
          cell(site.name),        cell(site.profile),
          cell(site.region_code), cell(site.group),
          cell(site.url),         std::string(to_text(site.status)),
          cell(site.total),       cell(site.total_min),
          cell(site.total_max),   cell(site.projected),
          cell(site.coverage),    cell(site.base),
          cell(site.bonus),       cell(site.tier),
          cell(site.base_tier),   cell(joined(site.possible_tiers, "|")),
          cell(site.rank_min),    cell(site.rank_max),
          cell(veto_cell(site))};
}

/// Columns for level names: three, or as many as the deepest tree has.
std::size_t level_columns(const Results& results) {
  int deepest = 3;
  for (const SiteResult& site : results.sites) {
    for (const IndicatorResult& node : site.indicators) deepest = std::max(deepest, node.level);
  }
  return static_cast<std::size_t>(deepest);
}

Row indicator_row(const SiteResult& site, std::size_t index, std::size_t levels) {
  const IndicatorResult& leaf = site.indicators[index];
  Row row{cell(site.id), cell(site.name), cell(site.profile), cell(leaf.id)};
  Row path = path_of(site, index);
  path.resize(levels);
  for (const std::string& name : path) row.push_back(cell(name));
  const Row rest{leaf.is_bonus ? "yes" : "no",
                 cell(leaf.weight),
                 cell(leaf.effective_weight),
                 std::string(to_text(leaf.state)),
                 cell(leaf.index),
                 cell(leaf.index_min),
                 cell(leaf.index_max),
                 cell(leaf.points),
                 cell(leaf.points_min),
                 cell(leaf.points_max),
                 cell(leaf.coverage),
                 cell(leaf.rubric),
                 leaf.rubric_version == 0 ? "" : std::to_string(leaf.rubric_version),
                 cell(leaf.rating ? leaf.rating->rater : ""),
                 cell(leaf.rating ? leaf.rating->note : "")};
  row.insert(row.end(), rest.begin(), rest.end());
  return row;
}

void append_indicators(std::string& out, const SiteResult& site, std::size_t levels) {
  for (std::size_t i = 0; i < site.indicators.size(); ++i) {
    if (site.indicators[i].is_leaf) out += csv_row(indicator_row(site, i, levels));
  }
}

void append_findings(std::string& out, const SiteResult& site, const IndicatorResult& leaf,
                     Language language) {
  for (const CriterionResult& criterion : leaf.criteria) {
    for (const RenderedFinding& finding : criterion.findings) {
      out +=
          csv_row({cell(site.id), cell(site.name), cell(site.profile), cell(leaf.id),
                   cell(leaf.name), cell(criterion.id), cell(criterion.title.in(language)),
                   cell(criterion.rule), std::to_string(criterion.rule_version),
                   cell(criterion.outcome), cell(finding.message), cell(finding.text.in(language)),
                   cell(finding.url), cell(finding.pointer), cell(finding.quote)});
    }
  }
}

}  // namespace

std::string to_ranking_csv(const Results& results) {
  const Row extra = extra_columns(results);
  Row header = kRankingColumns;
  for (const std::string& column : extra) {
    // A column of the list that is called like one of ours must not read as ours.
    const bool is_taken =
        std::find(kRankingColumns.begin(), kRankingColumns.end(), column) != kRankingColumns.end();
    header.push_back(cell(is_taken ? "list_" + column : column));
  }
  std::string out = std::string(kUtf8Bom) + csv_row(header);
  for (const SiteResult* site : in_ranking_order(results)) {
    Row row = ranking_row(*site);
    for (const std::string& column : extra) row.push_back(cell(extra_value(*site, column)));
    out += csv_row(row);
  }
  return out;
}

std::string indicators_csv_header(std::size_t level_columns) {
  Row header{"site_id", "name", "profile", "indicator_id"};
  for (std::size_t level = 1; level <= level_columns; ++level) {
    header.push_back("level" + std::to_string(level));
  }
  for (const char* column :
       {"bonus", "weight", "effective_weight", "state", "index", "index_min", "index_max", "points",
        "points_min", "points_max", "coverage", "rubric", "rubric_version", "rater", "note"}) {
    header.emplace_back(column);
  }
  return std::string(kUtf8Bom) + csv_row(header);
}

std::string findings_csv_header() {
  return std::string(kUtf8Bom) + csv_row({"site_id", "name", "profile", "indicator_id", "indicator",
                                          "criterion_id", "criterion", "rule", "rule_version",
                                          "outcome", "message", "text", "url", "pointer", "quote"});
}

std::string to_indicators_csv(const Results& results) {
  const std::size_t levels = level_columns(results);
  std::string out = indicators_csv_header(levels);
  for (const SiteResult& site : results.sites) append_indicators(out, site, levels);
  return out;
}

std::string to_findings_csv(const Results& results, Language language) {
  std::string out = findings_csv_header();
  for (const SiteResult& site : results.sites) {
    for (const IndicatorResult& leaf : site.indicators) append_findings(out, site, leaf, language);
  }
  return out;
}

SitePieces pieces_of(const SiteResult& site, std::size_t level_columns, Language language) {
  SitePieces pieces;
  pieces.indicators_json = indicators_json(site);
  append_indicators(pieces.indicator_rows, site, level_columns);
  for (const IndicatorResult& leaf : site.indicators) {
    append_findings(pieces.finding_rows, site, leaf, language);
  }
  return pieces;
}

}  // namespace gweval

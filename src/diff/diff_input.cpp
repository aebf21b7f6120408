#include "gweval/diff_input.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/csv.hpp"
#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr double kAnyChange = 1e-6;  // the step scores are rounded to

std::vector<std::string> ids_of(const Results& results) {
  std::vector<std::string> out;
  for (const SiteResult& site : results.sites) out.push_back(site.id);
  return out;
}

class SiteMapReader {
 public:
  SiteMapReader(const std::string& file, const Results& old_results, const Results& new_results)
      : file_(file), old_ids_(ids_of(old_results)), new_ids_(ids_of(new_results)) {}

  SiteMapLoad run(std::string_view text) {
    if (text.starts_with(kUtf8Bom)) text.remove_prefix(kUtf8Bom.size());
    CsvTable table = parse_csv(text, file_);
    out_.faults = std::move(table.faults);
    if (!out_.faults.empty()) return std::move(out_);
    if (table.rows.empty() || !read_header(table.rows.front())) {
      fault({}, "the first line must name the columns old_id and new_id");
      return std::move(out_);
    }
    for (std::size_t i = 1; i < table.rows.size(); ++i) read_row(table.rows[i]);
    return std::move(out_);
  }

 private:
  bool read_header(const std::vector<CsvCell>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string_view name = trim(row[i].text);
      if (name == "old_id") old_column_ = i;
      if (name == "new_id") new_column_ = i;
    }
    return old_column_ && new_column_;
  }

  void read_row(const std::vector<CsvCell>& row) {
    const std::size_t columns = std::max(*old_column_, *new_column_) + 1;
    if (row.size() < columns) {
      fault(row.empty() ? CsvCell{} : row.front(), "this line has too few columns");
      return;
    }
    const bool has_old = check(row[*old_column_], old_ids_, "old");
    const bool has_new = check(row[*new_column_], new_ids_, "new");
    if (!has_old || !has_new) return;
    std::pair<std::string, std::string> entry(trim(row[*old_column_].text),
                                              trim(row[*new_column_].text));
    if (!seen_.insert(entry).second) {
      fault(row[*old_column_], "this pair stands here twice; remove one line");
      return;
    }
    out_.sites.push_back(std::move(entry));
  }

  bool check(const CsvCell& cell, const std::vector<std::string>& known, const char* which) {
    const std::string id(trim(cell.text));
    if (std::find(known.begin(), known.end(), id) != known.end()) return true;
    fault(cell, "the " + std::string(which) + " results have no site '" + id + "'" +
                    did_you_mean(id, known));
    return false;
  }

  void fault(const CsvCell& cell, std::string message) {
    out_.faults.push_back({file_, cell.line, cell.column, std::move(message)});
  }

  const std::string& file_;
  std::vector<std::string> old_ids_;
  std::vector<std::string> new_ids_;
  std::optional<std::size_t> old_column_;
  std::optional<std::size_t> new_column_;
  std::set<std::pair<std::string, std::string>> seen_;
  SiteMapLoad out_;
};

/// Better is lower; a tier the document does not name is no tier.
std::optional<std::size_t> tier_place(const std::vector<Tier>& tiers, const std::string& name) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (tiers[i].name == name) return i;
  }
  return std::nullopt;
}

bool meets(const SiteDiff& site, const DiffCondition& condition, const std::vector<Tier>& tiers) {
  switch (condition.kind) {
    case DiffCondition::Kind::regression:
      return site.basis != DiffBasis::none &&
             site.site_effect < -std::max(condition.points, kAnyChange);
    case DiffCondition::Kind::change:
      return site.change && std::abs(*site.change) > std::max(condition.points, kAnyChange);
    case DiffCondition::Kind::tier:
      break;
  }
  const auto before = tier_place(tiers, site.old_tier);
  const auto after = tier_place(tiers, site.new_tier);
  return before && after && *after > *before;
}

}  // namespace

SiteMapLoad parse_site_map(std::string_view csv, const std::string& file,
                           const Results& old_results, const Results& new_results) {
  return SiteMapReader(file, old_results, new_results).run(csv);
}

Result<DiffCondition> parse_diff_condition(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  DiffCondition out;
  const bool takes_points = name != "tier";
  if (name == "regression") {
    out.kind = DiffCondition::Kind::regression;
  } else if (name == "change") {
    out.kind = DiffCondition::Kind::change;
  } else if (name == "tier") {
    out.kind = DiffCondition::Kind::tier;
  } else {
    return Error{ErrorCode::invalid_argument,
                 "'" + std::string(text) +
                     "' is no condition; write regression[:POINTS], change[:POINTS] or tier"};
  }
  if (colon == std::string_view::npos) return out;
  const auto points = parse_number(text.substr(colon + 1));
  if (!takes_points || !points || *points < 0) {
    return Error{ErrorCode::invalid_argument,
                 "'" + std::string(text) + "': " +
                     (takes_points ? "points are a number from 0 on, e.g. regression:2.5"
                                   : "tier takes no points")};
  }
  out.points = *points;
  return out;
}

std::vector<std::string> sites_meeting(const ResultsDiff& diff, const DiffCondition& condition) {
  std::vector<std::string> out;
  for (const SiteDiff& site : diff.sites) {
    if (meets(site, condition, diff.tiers)) out.push_back(site.id);
  }
  return out;
}

}  // namespace gweval

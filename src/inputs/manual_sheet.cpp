#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/date.hpp"
#include "gweval/inputs.hpp"
#include "inputs/input_table.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names{"site_id",      "indicator_id", "criterion_id",
                                              "index",        "rater",        "note",
                                              "evidence_url", "scored_at"};
  return names;
}

/// Every indicator of a profile by id; leaves and the nodes above them.
using IndicatorMap = std::map<std::string, const Indicator*, std::less<>>;

void collect(const std::vector<Indicator>& indicators, IndicatorMap& out) {
  for (const Indicator& indicator : indicators) {
    out.emplace(indicator.id, &indicator);
    collect(indicator.children, out);
  }
}

/// Where an earlier row was: file and line.
struct Earlier {
  std::string file;
  int line = 0;
};

/// What is known across all sheets.
class SheetReader {
 public:
  SheetReader(const std::vector<Site>& sites, const Catalogue& catalogue) {
    for (const Site& site : sites) {
      sites_.emplace(site.id, &site);
      site_ids_.push_back(site.id);
    }
    for (const Profile& profile : catalogue.profiles) {
      IndicatorMap& map = indicators_[profile.id];
      collect(profile.indicators, map);
      collect(profile.bonus, map);
    }
  }

  void read(const InputTable& table, Remarks& faults, Remarks& notices) {
    for (const CsvCell& cell : table.header) {
      const std::string name = to_lower_ascii(cell.text);
      if (name.empty() || std::find(columns().begin(), columns().end(), name) != columns().end())
        continue;
      faults.at(cell, fmt::format("unknown column {}{}", cell_text(cell.text),
                                  faults.hint(name, columns())));
    }
    for (const auto& row : table.rows) read_row(Row{table, row, faults, notices});
  }

  std::vector<ManualRating> take() { return std::move(ratings_); }

 private:
  struct Row {
    const InputTable& table;
    const std::vector<CsvCell>& cells;
    Remarks& faults;
    Remarks& notices;

    /// The row's first cell stands for a column that is not there.
    [[nodiscard]] const CsvCell& cell(std::string_view column) const {
      const auto index = table.find(column);
      return cells[index.value_or(0)];
    }
    [[nodiscard]] std::string text(std::string_view column) const {
      const auto index = table.find(column);
      return index ? cells[*index].text : std::string{};
    }
  };

  void read_row(const Row& row) {
    ManualRating rating;
    rating.site_id = row.text("site_id");
    rating.indicator_id = row.text("indicator_id");
    rating.criterion_id = row.text("criterion_id");
    rating.rater = fold_space(row.text("rater"));
    rating.note = row.text("note");
    for (const char* column : {"site_id", "indicator_id"}) {
      if (row.text(column).empty())
        row.faults.at(row.cell(column), fmt::format("'{}' is empty; fill it", column));
    }
    read_index(row, rating);
    read_evidence(row, rating);
    if (rating.site_id.empty() || rating.indicator_id.empty()) return;
    const auto site = sites_.find(rating.site_id);
    if (site == sites_.end()) {
      report_unknown_site(row, rating.site_id);
      return;
    }
    check_target(row, *site->second, rating);
    check_repeats(row, rating);
    ratings_.push_back(std::move(rating));
  }

  /// Once a site: sheets of a whole round are used with lists of a few sites.
  void report_unknown_site(const Row& row, const std::string& id) {
    if (!unknown_sites_.insert(id).second) return;
    row.notices.at(row.cell("site_id"),
                   fmt::format("site {} is not in this list; its rows are left out{}",
                               cell_text(id), row.notices.hint(id, site_ids_)));
  }

  static void read_index(const Row& row, ManualRating& rating) {
    const std::string text = row.text("index");
    if (equals_ignoring_case(text, "na")) return;
    rating.index = parse_number(text);
    if (rating.index && *rating.index >= 0 && *rating.index <= 1) return;
    row.faults.at(row.cell("index"),
                  fmt::format("'index' must be a number from 0 to 1, such as 0.75, or na, not {}",
                              cell_text(text)));
    rating.index.reset();
  }

  static void read_evidence(const Row& row, ManualRating& rating) {
    rating.evidence_url = row.text("evidence_url");
    if (!rating.evidence_url.empty()) {
      const auto url = parse_url(rating.evidence_url);
      if (!url || !is_http(*url)) {
        row.faults.at(row.cell("evidence_url"),
                      fmt::format("'evidence_url' {} is no http or https address; correct it or "
                                  "leave it empty",
                                  cell_text(rating.evidence_url)));
      }
    }
    rating.scored_at = row.text("scored_at");
    if (!rating.scored_at.empty() && !parse_iso_date(rating.scored_at)) {
      row.faults.at(row.cell("scored_at"),
                    fmt::format("'scored_at' must be a date such as 2025-11-20, not {}",
                                cell_text(rating.scored_at)));
    }
  }

  /// The indicator must be a leaf of the site's profile, and the criterion one of its rubric.
  void check_target(const Row& row, const Site& site, const ManualRating& rating) const {
    const auto profile = indicators_.find(site.profile);
    if (profile == indicators_.end()) return;  // a fault of the site list
    const auto found = profile->second.find(rating.indicator_id);
    const CsvCell& place = row.cell("indicator_id");
    if (found == profile->second.end()) {
      std::vector<std::string> ids;
      for (const auto& [id, indicator] : profile->second) ids.push_back(id);
      row.faults.at(place, fmt::format("profile '{}' has no indicator {}{}", site.profile,
                                       cell_text(rating.indicator_id),
                                       row.faults.hint(rating.indicator_id, ids)));
      return;
    }
    const Indicator& indicator = *found->second;
    if (!indicator.is_leaf()) {
      std::vector<std::string> ids;
      for (const Indicator& child : indicator.children) ids.push_back(child.id);
      row.faults.at(place, fmt::format("indicator '{}' is no leaf; score what is below it: {}",
                                       indicator.id, fmt::join(ids, ", ")));
      return;
    }
    if (!rating.criterion_id.empty()) check_criterion(row, indicator, rating.criterion_id);
  }

  static void check_criterion(const Row& row, const Indicator& leaf, const std::string& id) {
    std::vector<std::string> ids;
    if (!leaf.rubric) return;
    for (const Criterion& criterion : leaf.rubric->criteria) {
      ids.push_back(criterion.id);
      if (criterion.id != id) continue;
      if (!criterion.is_manual) {
        row.notices.at(row.cell("criterion_id"),
                       fmt::format("criterion '{}' is measured by rule {}; this rating replaces "
                                   "the measurement",
                                   id, criterion.rule));
      }
      return;
    }
    const std::string hint = row.faults.hint(id, ids);
    row.faults.at(
        row.cell("criterion_id"),
        fmt::format("indicator '{}' has no criterion {}{}", leaf.id, cell_text(id),
                    hint.empty() ? fmt::format("; it has {}", fmt::join(ids, ", ")) : hint));
  }

  /// One rater gives one opinion: not twice, and not on a leaf and on its criteria as well.
  void check_repeats(const Row& row, const ManualRating& rating) {
    const auto leaf = std::tuple(rating.site_id, rating.indicator_id, rating.rater);
    auto& rated = rated_[leaf];
    const Earlier here{row.faults.file(), row.cell("site_id").line};
    const auto [at, is_new] = rated.try_emplace(rating.criterion_id, here);
    if (!is_new) {
      row.faults.at(row.cell("site_id"),
                    fmt::format("the same rater has already scored this in {}:{}; keep one row",
                                at->second.file, at->second.line));
      return;
    }
    const bool is_whole = rating.criterion_id.empty();
    const auto other = is_whole ? std::find_if(rated.begin(), rated.end(),
                                               [](const auto& each) { return !each.first.empty(); })
                                : rated.find("");
    if (other == rated.end()) return;
    row.faults.at(row.cell("criterion_id"),
                  fmt::format("the same rater scores the whole leaf in one row and a criterion of "
                              "it in another ({}:{}); keep one kind",
                              other->second.file, other->second.line));
  }

  std::map<std::string, const Site*, std::less<>> sites_;
  std::vector<std::string> site_ids_;
  std::set<std::string> unknown_sites_;
  std::map<std::string, IndicatorMap, std::less<>> indicators_;  // by profile
  std::map<std::tuple<std::string, std::string, std::string>, std::map<std::string, Earlier>>
      rated_;  // (site, leaf, rater) -> criterion -> where
  std::vector<ManualRating> ratings_;
};

void append(Diagnostics& all, Diagnostics more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

ManualSheetLoad load_manual_sheets(const std::vector<std::filesystem::path>& files,
                                   const std::vector<Site>& sites, const Catalogue& catalogue) {
  SheetReader reader(sites, catalogue);
  ManualSheetLoad load;
  for (const auto& file : files) {
    Remarks faults(file.string());
    Remarks notices(file.string());
    const auto table = read_input_table(file, {"site_id", "indicator_id", "index"}, faults);
    if (table) reader.read(*table, faults, notices);
    append(load.faults, std::move(faults).finish());
    append(load.notices, std::move(notices).finish());
  }
  if (load.faults.empty()) load.ratings = reader.take();
  return load;
}

}  // namespace gweval

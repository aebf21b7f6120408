#include "handscore/worksheet.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "handscore/machine_text.hpp"
#include "handscore/store_judgements.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxText = 3'000;  // bytes of a shown cell

using ScaleKey = std::tuple<std::string, std::string, std::string>;
using PairKey = std::pair<std::string, std::string>;

/// What full marks of a criterion are worth, of the site's 100.
double points_of(const IndicatorResult& leaf, const CriterionResult& criterion) {
  if (criterion.share > 0) return leaf.weight * criterion.share;
  return criterion.points_max - criterion.points_min;  // a deduction
}

class Maker {
 public:
  Maker(const std::vector<PendingUnit>& pending, const Results& results, const Catalogue& catalogue,
        const RatingStore& store, const WorksheetOptions& options)
      : pending_(pending),
        results_(results),
        catalogue_(catalogue),
        store_(store),
        options_(options) {}

  Result<WorksheetSet> run() {
    note_store();
    GWEVAL_CHECK(assign());
    Plan& plan = out_.plan;
    plan.round = options_.round;
    plan.catalogue_id = catalogue_.id;
    plan.catalogue_digest = catalogue_.digest;
    plan.as_of = results_.as_of;
    plan.seed = options_.assignment.seed;
    plan.share = options_.assignment.share;
    plan.least = options_.assignment.least;
    plan.raters = options_.assignment.raters;
    for (const std::string& rater : plan.raters) out_.sheets.push_back({rater, {}, {}});
    for (const PendingUnit& unit : pending_) add(unit);
    std::erase_if(out_.sheets, [](const Worksheet& sheet) { return sheet.rows.empty(); });
    return std::move(out_);
  }

 private:
  void note_store() {
    for (const StoredRating& one : store_.ratings()) {
      done_.insert({one.unit, one.rating.rater});
    }
    for (const Batch& batch : store_.batches) {
      if (!batch.plan) continue;
      for (const PlanUnit& unit : batch.plan->units) {
        std::vector<std::string>& raters = planned_[{unit.site, unit.indicator}];
        for (const std::string& rater : unit.raters) {
          if (std::find(raters.begin(), raters.end(), rater) == raters.end()) {
            raters.push_back(rater);
          }
        }
      }
    }
  }

  Result<void> assign() {
    std::map<PairKey, std::size_t> places;
    for (const PendingUnit& unit : pending_) {
      const PairKey key{unit.site->id, unit.leaf->id};
      const auto [at, is_new] = places.try_emplace(key, pairs_.size());
      if (!is_new) {
        ++pairs_[at->second].rows;
        continue;
      }
      PairToScore pair{key.first, key.second, 1, {}};
      if (const auto planned = planned_.find(key); planned != planned_.end()) {
        pair.raters = planned->second;
      }
      pairs_.push_back(std::move(pair));
    }
    GWEVAL_CHECK(assign_raters(pairs_, options_.assignment));
    for (const PairToScore& pair : pairs_) raters_[{pair.site, pair.indicator}] = pair.raters;
    return {};
  }

  std::size_t scale_place(const PendingUnit& unit) {
    const ScaleKey key{unit.site->profile, unit.leaf->id, unit.criterion->id};
    std::vector<PlanScale>& scales = out_.plan.scales;
    const auto [at, is_new] = scale_places_.try_emplace(key, scales.size());
    if (is_new) {
      scales.push_back({unit.site->profile, unit.leaf->id, unit.criterion->id, unit.leaf->name,
                        unit.criterion->title, points_of(*unit.leaf, *unit.result),
                        unit.criterion->grades});
    }
    return at->second;
  }

  [[nodiscard]] std::vector<std::string> pages_of(const PendingUnit& unit) const {
    if (!options_.find_pages) return {};
    return options_.find_pages(*unit.site, unit.leaf_place);
  }

  /// The cells a rater reads, in the order of worksheet_columns().
  [[nodiscard]] std::vector<std::string> shown_cells(const PendingUnit& unit,
                                                     const std::string& id) const {
    const Language language = options_.language;
    const Criterion& criterion = *unit.criterion;
    const LocalText& guidance = criterion.is_manual ? criterion.guidance : unit.result->reason;
    std::vector<std::string> cells{id,
                                   unit.site->id,
                                   unit.site->name,
                                   unit.leaf->id,
                                   unit.leaf->name,
                                   criterion.title.in(language),
                                   guidance.in(language),
                                   scale_text(criterion.grades, language),
                                   relevant_pages(*unit.site, unit.leaf_place, pages_of(unit)),
                                   machine_text(*unit.leaf, language)};
    // As every spreadsheet can keep it, so that it comes back as it was sent.
    for (std::string& cell : cells) cell = printable_lines(cell, kMaxText);
    return cells;
  }

  void add(const PendingUnit& unit) {
    PlanUnit planned;
    planned.site = unit.site->id;
    planned.indicator = unit.leaf->id;
    planned.criterion = unit.criterion->id;
    planned.id = unit_id(options_.round, planned.site, planned.indicator, planned.criterion);
    planned.raters = raters_.at({planned.site, planned.indicator});
    const auto cells = shown_cells(unit, planned.id);
    planned.cells = text_digests(cells);
    planned.scale = scale_place(unit);
    std::vector<std::string> choices;
    for (const Grade& grade : unit.criterion->grades) choices.push_back(grade.grade);
    for (const std::string& rater : planned.raters) {
      if (done_.contains({planned.id, rater})) continue;
      const auto sheet =
          std::find_if(out_.sheets.begin(), out_.sheets.end(),
                       [&rater](const Worksheet& one) { return one.rater == rater; });
      if (sheet == out_.sheets.end()) {
        ++out_.owed_by_others[rater];
        continue;
      }
      auto row = cells;
      row[0] = row_id(planned.id, rater);
      row.resize(row.size() + kOpenColumns);
      row.insert(row.end(), {planned.criterion, options_.round, rater});
      sheet->rows.push_back(std::move(row));
      sheet->choices.push_back(choices);
    }
    out_.plan.units.push_back(std::move(planned));
  }

  const std::vector<PendingUnit>& pending_;
  const Results& results_;
  const Catalogue& catalogue_;
  const RatingStore& store_;
  const WorksheetOptions& options_;
  std::set<std::pair<std::string, std::string>> done_;   // unit, rater
  std::map<PairKey, std::vector<std::string>> planned_;  // earlier
  std::map<PairKey, std::vector<std::string>> raters_;
  std::vector<PairToScore> pairs_;
  std::map<ScaleKey, std::size_t> scale_places_;
  WorksheetSet out_;
};

bool awaits_person(const CriterionResult& result, bool with_unmeasured) {
  if (result.is_overridden || result.rating) return false;
  if (result.rule.empty()) return result.state == CriterionState::pending;
  return with_unmeasured && !result.is_veto_only &&
         (result.state == CriterionState::cannot_tell ||
          result.state == CriterionState::rule_error);
}

Error unknown_criterion(const SiteResult& site, const std::string& what) {
  return {
      ErrorCode::invalid_input,
      fmt::format("site '{}' has {}, which the catalogue does not; give the catalogue the results "
                  "were made with",
                  site.id, what)};
}

}  // namespace

const std::vector<WorksheetColumn>& worksheet_columns() {
  static const std::vector<WorksheetColumn> columns{
      {"unit", {"编号", "row"}, {}},
      {"site_id", {"网站编号", "site id"}, {}},
      {"site", {"网站", "name of the"}, {}},
      {"indicator_id", {"指标编号", "indicator id"}, {}},
      {"indicator", {"指标", "name of the"}, {}},
      {"criterion", {"评分要点", "scored"}, {}},
      {"look_at", {"看什么", "what to"}, {}},
      {"scale", {"等级说明", "the"}, {}},
      {"pages", {"相关页面", "relevant"}, {}},
      {"machine", {"机器所见", "seen by the"}, {}},
      {"grade",
       {"等级", "your"},
       {"从列表中选一个等级；没有等级的要点填 0 到 1 的数",
        "a grade of the list, or a number from 0 to 1 "
        "where there is none"}},
      {"not_applicable",
       {"不适用填 na", "na if"},
       {"不适用时选 na，并写明原因", "na, and say why"}},
      {"note",
       {"备注", "a"},
       {"未得满分或不适用时必填：看到了什么", "what you saw; needed unless it is the best grade"}},
      {"evidence_url",
       {"依据网址", "the"},
       {"看到的页面网址；得零分或不适用时可空",
        "the page you saw; may be empty for the lowest grade or na"}},
      {"minutes", {"用时（分钟）", "time taken, in"}, {"可空", "may be empty"}},
      {"criterion_id", {"", ""}, {}},
      {"round", {"", ""}, {}},
      {"rater", {"", ""}, {}}};
  return columns;
}

std::string scale_text(const std::vector<Grade>& grades, Language language) {
  std::string out;
  for (const Grade& grade : grades) {
    out += fmt::format("{}{} = {}{}{}", out.empty() ? "" : "\n", grade.grade,
                       shortest_decimal(grade.index), language == Language::zh ? "：" : ": ",
                       grade.anchor.in(language));
  }
  if (!out.empty()) return out;
  return language == Language::zh ? "0 到 1 之间的数，1 为满分"
                                  : "a number from 0 to 1; 1 is full marks";
}

OwedRows owed_rows(const RatingStore& store) {
  OwedRows out;
  for (const Batch& batch : store.batches) {
    if (!batch.plan) continue;
    for (const PlanUnit& unit : batch.plan->units) {
      out[unit.id].insert(unit.raters.begin(), unit.raters.end());
    }
  }
  for (const StoredRating& one : store.ratings()) {
    const auto owed = out.find(one.unit);
    if (owed == out.end()) continue;
    owed->second.erase(one.rating.rater);
    if (owed->second.empty()) out.erase(owed);
  }
  return out;
}

Result<std::vector<PendingUnit>> pending_units(const Results& results, const Catalogue& catalogue,
                                               const RatingStore& store,
                                               const PendingOptions& options) {
  const OwedRows owed = owed_rows(store);
  const auto& left_out = options.left_out;
  std::vector<PendingUnit> out;
  for (const SiteResult& site : results.sites) {
    if (site.status == SiteStatus::not_observed) continue;
    const Profile* profile = catalogue.find_profile(site.profile);
    if (profile == nullptr) return unknown_criterion(site, "the profile '" + site.profile + "'");
    for (std::size_t i = 0; i < site.indicators.size(); ++i) {
      const IndicatorResult& leaf = site.indicators[i];
      if (!leaf.is_leaf || std::find(left_out.begin(), left_out.end(), leaf.id) != left_out.end()) {
        continue;
      }
      const Indicator* indicator = find_leaf(*profile, leaf.id);
      for (const CriterionResult& result : leaf.criteria) {
        const bool is_open = !leaf.rating && awaits_person(result, options.with_unmeasured);
        if (!is_open && !owed.contains(unit_id(options.round, site.id, leaf.id, result.id))) {
          continue;
        }
        const Criterion* criterion =
            indicator == nullptr ? nullptr : find_criterion(*indicator, result.id);
        if (criterion == nullptr) {
          return unknown_criterion(site, "the criterion '" + leaf.id + "/" + result.id + "'");
        }
        out.push_back({&site, &leaf, i, &result, criterion});
      }
    }
  }
  return out;
}

Result<WorksheetSet> make_worksheets(const std::vector<PendingUnit>& pending,
                                     const Results& results, const Catalogue& catalogue,
                                     const RatingStore& store, const WorksheetOptions& options) {
  return Maker(pending, results, catalogue, store, options).run();
}

}  // namespace gweval

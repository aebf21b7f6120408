#include "report/xlsx_certainty.hpp"

#include <algorithm>

#include "gweval/scoring.hpp"
#include "report/display.hpp"
#include "report/find_site.hpp"
#include "report/report_words.hpp"
#include "report/results_order.hpp"

namespace gweval {
namespace {

using Row = std::vector<XlsxCell>;
using F = XlsxFormat;

class CertaintySheets {
 public:
  CertaintySheets(const ReportModel& model, Language language, XlsxBook& book)
      : model_(model), results_(*model.results), language_(language), book_(book) {}

  Result<void> run() {
    GWEVAL_CHECK(sites());
    return leaves();
  }

 private:
  XlsxColumn column(const Phrase& phrase, double width, F format = F::text) const {
    return {say(phrase, language_), width, format};
  }
  [[nodiscard]] std::string title_of(const ProfileCertainty& profile) const {
    return profile_title(results_, profile.profile, language_);
  }
  [[nodiscard]] std::string name_of(const std::string& id) const {
    const SiteResult* site = site_of(results_, id);
    return site == nullptr || site->name.empty() ? id : site->name;
  }

  Result<void> sites() {
    std::vector<XlsxColumn> columns{column(word::kProfile, 18),
                                    column(word::kId, 16),
                                    column(word::kSite, 30),
                                    column(word::kScore, 12, F::points),
                                    column(word::kTotalMin, 9, F::points),
                                    column(word::kTotalMax, 9, F::points),
                                    column(word::kCoverage, 9, F::share),
                                    column(word::kRank, 8, F::whole),
                                    column(word::kRankLow, 9, F::whole),
                                    column(word::kRankMiddle, 9, F::whole),
                                    column(word::kRankHigh, 9, F::whole)};
    const std::string top = std::to_string(model_.certainty.front().options.top);
    columns.push_back({say(word::kTopShare, language_, {top}), 10, F::share});
    for (const Tier& tier : results_.tiers) {
      columns.push_back({say(word::kTierShareMin, language_, {tier.name}), 10, F::share});
      columns.push_back({say(word::kTierShareMax, language_, {tier.name}), 10, F::share});
    }
    columns.push_back(column(word::kMeanShift, 12, F::points));
    columns.push_back(column(word::kNextLeaf, 30));
    columns.push_back(column(word::kPointsMin, 8, F::points));
    columns.push_back(column(word::kPointsMax, 8, F::points));
    GWEVAL_CHECK(book_.sheet(say(word::kCertainty, language_), columns));
    for (const ProfileCertainty& profile : model_.certainty) {
      for (const RankCertainty& site : profile.sites) {
        GWEVAL_CHECK(book_.row(site_row(profile, site)));
      }
    }
    return about();
  }

  Row site_row(const ProfileCertainty& profile, const RankCertainty& site) const {
    const auto whole = [](int value) { return XlsxCell(static_cast<double>(value)); };
    const SiteResult& known = *site_of(results_, site.site_id);  // certainty is of these results
    Row row{xlsx_text(title_of(profile)),
            xlsx_text(site.site_id),
            xlsx_text(name_of(site.site_id)),
            site.score,
            known.total_min,
            known.total_max,
            known.coverage,
            whole(site.rank),
            whole(site.rank_q05),
            whole(site.rank_median),
            whole(site.rank_q95),
            site.top};
    for (std::size_t tier = 0; tier < site.tiers_min.size(); ++tier) {
      row.push_back(site.tiers_min[tier]);
      row.push_back(site.tiers_max[tier]);
    }
    row.push_back(site.mean_shift);
    const IndicatorResult* next = next_leaf_to_score(known);
    if (next == nullptr) return row;
    row.push_back(xlsx_text(next->name));
    row.push_back(next->points_min);
    row.push_back(next->points_max);
    return row;
  }

  Result<void> about() {
    const PerturbationOptions& how = model_.certainty.front().options;
    return book_.row({xlsx_text(say(word::kAboutCertainty, language_)), XlsxCell(),
                      xlsx_text(say(word::kAboutCertaintyText, language_,
                                    {display_share(how.spread), std::to_string(how.draws),
                                     std::to_string(how.seed)}))});
  }

  Result<void> leaves() {
    GWEVAL_CHECK(book_.sheet(
        say(word::kInfluence, language_),
        {column(word::kProfile, 18), column(word::kIndicatorId, 24), column(word::kIndicator, 28),
         column(word::kMeanShift, 12, F::points), column(word::kLargestShift, 12, F::whole),
         column(word::kMovedMost, 30), column(word::kTierChanges, 12, F::whole)}));
    for (const ProfileCertainty& profile : model_.certainty) {
      for (const LeafInfluence& leaf : profile.leaves) {
        GWEVAL_CHECK(book_.row(
            {xlsx_text(title_of(profile)), xlsx_text(leaf.indicator), xlsx_text(leaf.name),
             leaf.mean_shift, static_cast<double>(leaf.largest_shift),
             leaf.moved_most.empty() ? XlsxCell() : xlsx_text(name_of(leaf.moved_most)),
             static_cast<double>(leaf.tier_changes)}));
      }
    }
    return {};
  }

  const ReportModel& model_;
  const Results& results_;
  Language language_;
  XlsxBook& book_;
};

}  // namespace

Result<void> write_certainty_sheets(const ReportModel& model, Language language, XlsxBook& book) {
  if (model.certainty.empty()) return {};
  return CertaintySheets(model, language, book).run();
}

}  // namespace gweval

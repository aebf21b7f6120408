// The workbook: ranking, indicators, findings, averages, tiers, survey tables and method.

#include <utility>

#include "gweval/report_files.hpp"
#include "report/criterion_text.hpp"
#include "report/report_words.hpp"
#include "report/xlsx_certainty.hpp"
#include "workbook/table_book.hpp"

namespace gweval {
namespace {

using Row = std::vector<XlsxCell>;

XlsxCell whole(std::size_t value) {
  return static_cast<double>(value);
}
XlsxCell whole(const std::optional<int>& value) {
  return value ? XlsxCell(static_cast<double>(*value)) : XlsxCell();
}

class Workbook {
 public:
  Workbook(const ReportModel& model, Language language, XlsxBook& book)
      : model_(model), results_(*model.results), language_(language), book_(book) {}

  Result<void> run() {
    GWEVAL_CHECK(ranking());
    GWEVAL_CHECK(indicators());
    GWEVAL_CHECK(findings());
    GWEVAL_CHECK(by_hand());
    GWEVAL_CHECK(averages());
    GWEVAL_CHECK(tiers());
    GWEVAL_CHECK(leading());
    GWEVAL_CHECK(survey());
    GWEVAL_CHECK(write_certainty_sheets(model_, language_, book_));
    return method();
  }

 private:
  using F = XlsxFormat;

  [[nodiscard]] std::string say_(const Phrase& phrase) const { return say(phrase, language_); }
  XlsxColumn column(const Phrase& phrase, double width, F format = F::text) const {
    return {say_(phrase), width, format};
  }
  [[nodiscard]] XlsxCell tier(const std::string& name) const {
    for (std::size_t i = 0; i < results_.tiers.size(); ++i) {
      if (results_.tiers[i].name == name) return XlsxTier{name, i};
    }
    return xlsx_text(name);
  }
  [[nodiscard]] std::string name_of(const SiteResult& site) const {
    return site.name.empty() ? say_(word::kUnnamed) : site.name;
  }

  Result<void> ranking() {
    GWEVAL_CHECK(book_.sheet(say_(word::kRanking), {column(word::kProfile, 18),
                                                    column(word::kRank, 8, F::whole),
                                                    column(word::kRankMin, 10, F::whole),
                                                    column(word::kRankMax, 10, F::whole),
                                                    column(word::kId, 16),
                                                    column(word::kSite, 30),
                                                    column(word::kRegion, 10),
                                                    column(word::kGroup, 12),
                                                    column(word::kTotal, 9, F::points),
                                                    column(word::kTotalMin, 9, F::points),
                                                    column(word::kTotalMax, 9, F::points),
                                                    column(word::kProjected, 9, F::points),
                                                    column(word::kCoverage, 9, F::share),
                                                    column(word::kTier, 8),
                                                    column(word::kPossible, 18),
                                                    column(word::kBase, 9, F::points),
                                                    column(word::kBonus, 8, F::points),
                                                    column(word::kBaseTier, 10),
                                                    column(word::kStatus, 12),
                                                    column(word::kUrl, 34)}));
    for (const ProfileReport& profile : model_.profiles) {
      for (const auto* sites : {&profile.ranked, &profile.unranked}) {
        for (const SiteResult* site : *sites) {
          GWEVAL_CHECK(book_.row(ranking_row(profile, *site)));
        }
      }
    }
    return {};
  }

  Row ranking_row(const ProfileReport& profile, const SiteResult& site) const {
    std::string possible;
    for (const std::string& one : site.possible_tiers) {
      possible += (possible.empty() ? "" : "、") + one;
    }
    return {xlsx_text(profile.title.in(language_)),
            xlsx_cell(site.rank),
            whole(site.rank_min),
            whole(site.rank_max),
            xlsx_text(site.id),
            xlsx_text(name_of(site)),
            xlsx_text(site.region_code),
            xlsx_text(site.group),
            xlsx_cell(site.total),
            site.total_min,
            site.total_max,
            xlsx_cell(site.projected),
            site.coverage,
            tier(site.tier),
            xlsx_text(possible),
            xlsx_cell(site.base),
            xlsx_cell(site.bonus),
            tier(site.base_tier),
            xlsx_text(to_text(site.status)),
            xlsx_text(site.url)};
  }

  Result<void> indicators() {
    GWEVAL_CHECK(book_.sheet(
        say_(word::kIndicators),
        {column(word::kId, 16), column(word::kSite, 30), column(word::kProfile, 16),
         column(word::kIndicatorId, 24), column(word::kLevel, 6, F::whole),
         column(word::kIndicator, 26), column(word::kParent, 24),
         column(word::kWeight, 8, F::points), column(word::kEffective, 8, F::points),
         column(word::kState, 12), column(word::kIndex, 8, F::index),
         column(word::kIndexMin, 8, F::index), column(word::kIndexMax, 8, F::index),
         column(word::kPoints, 8, F::points), column(word::kPointsMin, 8, F::points),
         column(word::kPointsMax, 8, F::points), column(word::kCoverage, 8, F::share)}));
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& node : site.indicators) {
        GWEVAL_CHECK(
            book_.row({xlsx_text(site.id), xlsx_text(name_of(site)), xlsx_text(site.profile),
                       xlsx_text(node.id), static_cast<double>(node.level), xlsx_text(node.name),
                       xlsx_text(node.parent), node.weight, node.effective_weight,
                       xlsx_text(say_(state_phrase(node.state))), xlsx_cell(node.index),
                       node.index_min, node.index_max, xlsx_cell(node.points), node.points_min,
                       node.points_max, node.coverage}));
      }
    }
    return {};
  }

  Result<void> findings() {
    GWEVAL_CHECK(
        book_.sheet(say_(word::kFindings),
                    {column(word::kId, 16), column(word::kSite, 30), column(word::kIndicator, 24),
                     column(word::kCriterion, 24), column(word::kRule, 22),
                     column(word::kOutcome, 18), column(word::kText, 60), column(word::kPage, 40),
                     column(word::kPointer, 14), column(word::kQuote, 40)}));
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) {
          GWEVAL_CHECK(findings_of(site, leaf, criterion));
        }
      }
    }
    return {};
  }

  Result<void> findings_of(const SiteResult& site, const IndicatorResult& leaf,
                           const CriterionResult& criterion) {
    for (const RenderedFinding& finding : criterion.findings) {
      if (book_.rows_left() == 0) {
        ++rows_left_out_;
        continue;
      }
      const std::string& outcome = criterion.outcome_title.in(language_);
      GWEVAL_CHECK(book_.row({xlsx_text(site.id), xlsx_text(name_of(site)), xlsx_text(leaf.name),
                              xlsx_text(criterion.title.in(language_)), xlsx_text(criterion.rule),
                              xlsx_text(outcome.empty() ? criterion.outcome : outcome),
                              xlsx_text(finding.text.in(language_)), xlsx_text(finding.url),
                              xlsx_text(finding.pointer), xlsx_text(finding.quote)}));
    }
    return {};
  }

  /// Who scored what by hand; no sheet where nobody did.
  Result<void> by_hand() {
    constexpr Phrase kTitle{"人工评分", "Scored by hand"};
    constexpr Phrase kSaid{"评分人与裁定", "Raters and decision"};
    bool is_open = false;
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) {
          const std::string said = judgement_text(criterion, language_);
          if (said.empty()) continue;
          if (!is_open) {
            GWEVAL_CHECK(book_.sheet(say_(kTitle),
                                     {column(word::kId, 16), column(word::kSite, 30),
                                      column(word::kIndicator, 24), column(word::kCriterion, 24),
                                      column(word::kIndex, 9, F::index), column(kSaid, 90)}));
            is_open = true;
          }
          if (book_.rows_left() == 0) {
            ++rows_left_out_;
            continue;
          }
          GWEVAL_CHECK(book_.row({xlsx_text(site.id), xlsx_text(name_of(site)),
                                  xlsx_text(leaf.name), xlsx_text(criterion.title.in(language_)),
                                  xlsx_cell(criterion.index), xlsx_text(said)}));
        }
      }
    }
    return {};
  }

  static Row with_mean(Row row, const MeanValue& mean) {
    row.push_back(xlsx_cell(mean.mean));
    row.push_back(whole(mean.complete));
    row.push_back(whole(mean.applicable));
    row.push_back(xlsx_cell(mean.low));
    row.push_back(xlsx_cell(mean.high));
    return row;
  }
  [[nodiscard]] std::vector<XlsxColumn> with_mean(std::vector<XlsxColumn> columns) const {
    for (const XlsxColumn& one :
         {column(word::kMean, 9, F::index), column(word::kComplete, 9, F::whole),
          column(word::kApplicable, 9, F::whole), column(word::kLow, 9, F::index),
          column(word::kHigh, 9, F::index)}) {
      columns.push_back(one);
    }
    return columns;
  }

  Result<void> averages() {
    GWEVAL_CHECK(
        book_.sheet(say_(word::kAverages),
                    with_mean({column(word::kProfile, 18), column(word::kGroup, 14),
                               column(word::kSites, 8, F::whole), column(word::kIndicatorId, 24),
                               column(word::kLevel, 6, F::whole), column(word::kIndicator, 28)})));
    for (const ProfileReport& profile : model_.profiles) {
      for (const GroupAverages& group : profile.averages) {
        const std::string title = profile.title.in(language_);
        const std::string name = group.group.empty() ? say_(word::kAllSites) : group.group;
        const auto add = [&](const std::string& id, int level, const std::string& indicator,
                             const MeanValue& mean) {
          return book_.row(
              with_mean({xlsx_text(title), xlsx_text(name), whole(group.sites), xlsx_text(id),
                         static_cast<double>(level), xlsx_text(indicator)},
                        mean));
        };
        GWEVAL_CHECK(add("", 0, say_(word::kTotal), group.total));
        GWEVAL_CHECK(add("", 0, say_(word::kBase), group.base));
        for (std::size_t i = 0; i < profile.columns.size(); ++i) {
          const ReportColumn& node = profile.columns[i];
          GWEVAL_CHECK(add(node.id, node.level, node.name, group.indicators[i]));
        }
      }
    }
    return {};
  }

  Result<void> tiers() {
    GWEVAL_CHECK(book_.sheet(
        say_(word::kTiers),
        {column(word::kProfile, 18), column(word::kTier, 8), column(word::kCertain, 9, F::whole),
         column(word::kPossibly, 12, F::whole), column(word::kPrevious, 9, F::whole),
         column(word::kChange, 9, F::whole), column(word::kRegion, 10), column(word::kSite, 30)}));
    for (const ProfileReport& profile : model_.profiles) {
      for (const TierCount& count : profile.tiers) {
        const auto previous = count.previous ? whole(*count.previous) : XlsxCell();
        const auto change = count.previous ? XlsxCell(static_cast<double>(count.sites.size()) -
                                                      static_cast<double>(*count.previous))
                                           : XlsxCell();
        GWEVAL_CHECK(
            book_.row({xlsx_text(profile.title.in(language_)), tier(count.tier),
                       whole(count.sites.size()), whole(count.possible), previous, change}));
        for (const SiteResult* site : count.sites) {
          GWEVAL_CHECK(book_.row({xlsx_text(profile.title.in(language_)), tier(count.tier),
                                  XlsxCell(), XlsxCell(), XlsxCell(), XlsxCell(),
                                  xlsx_text(site->region_code), xlsx_text(name_of(*site))}));
        }
      }
    }
    return {};
  }

  Result<void> leading() {
    GWEVAL_CHECK(
        book_.sheet(say_(word::kLeading),
                    {column(word::kProfile, 18), column(word::kIndicator, 26),
                     column(word::kPlace, 8, F::whole), column(word::kId, 16),
                     column(word::kSite, 30), column(word::kRegion, 10),
                     column(word::kScore, 12, F::points), column(word::kTotalMin, 9, F::points),
                     column(word::kTotalMax, 9, F::points), column(word::kCoverage, 9, F::share),
                     column(word::kIndex, 9, F::index), column(word::kTiedMore, 14, F::whole)}));
    for (const ProfileReport& profile : model_.profiles) {
      for (const LeadingList& list : profile.leading) {
        const std::string name =
            list.indicator.empty() ? say_(word::kOverall) : column_name(profile, list);
        for (std::size_t i = 0; i < list.sites.size(); ++i) {
          GWEVAL_CHECK(book_.row(leading_row(profile, list, name, i)));
        }
      }
    }
    return {};
  }

  Row leading_row(const ProfileReport& profile, const LeadingList& list, const std::string& name,
                  std::size_t i) const {
    const SiteResult& site = *list.sites[i];
    Row row{xlsx_text(profile.title.in(language_)),
            xlsx_text(name),
            whole(i + 1),
            xlsx_text(site.id),
            xlsx_text(name_of(site)),
            xlsx_text(site.region_code)};
    if (list.indicator.empty()) {
      row.insert(row.end(),
                 {list.scores[i], site.total_min, site.total_max, site.coverage, XlsxCell()});
    } else {
      row.insert(row.end(), {XlsxCell(), XlsxCell(), XlsxCell(), XlsxCell(), list.scores[i]});
    }
    const bool is_last = i + 1 == list.sites.size();
    row.push_back(is_last && list.tied_more > 0 ? whole(list.tied_more) : XlsxCell());
    return row;
  }

  static std::string column_name(const ProfileReport& profile, const LeadingList& list) {
    for (const ReportColumn& column : profile.columns) {
      if (column.id == list.indicator) return column.name;
    }
    return list.indicator;
  }

  Result<void> survey() {
    auto columns = with_mean({column(word::kGroup, 22), column(word::kSites, 8, F::whole),
                              column(word::kLevel, 6), column(word::kParent, 20),
                              column(word::kIndicator, 26)});
    columns.push_back(column(word::kPublished, 12));
    columns.push_back(column(word::kDifference, 9, F::index));
    GWEVAL_CHECK(book_.sheet(say_(word::kSurvey), columns));
    for (const SurveyGroup& group : model_.survey) {
      for (const SurveyRow& row : group.rows) {
        const std::string name = row.level == "L0" ? say_(word::kTotalIndex) : row.indicator;
        Row cells = with_mean({xlsx_text(group.name), whole(group.sites), xlsx_text(row.level),
                               xlsx_text(row.parent), xlsx_text(name)},
                              row.ours);
        cells.push_back(xlsx_text(row.published));
        cells.push_back(xlsx_cell(row.difference));
        GWEVAL_CHECK(book_.row(cells));
      }
    }
    return {};
  }

  Result<void> method() {
    GWEVAL_CHECK(
        book_.sheet(say_(word::kMethod), {column(word::kItem, 26), column(word::kValue, 90)}));
    const auto add = [&](const Phrase& item, const std::string& value) {
      return book_.row({xlsx_text(say_(item)), xlsx_text(value)});
    };
    GWEVAL_CHECK(add(word::kEngine, "gweval " + results_.engine_version));
    GWEVAL_CHECK(add(word::kCatalogue, results_.catalogue_id));
    GWEVAL_CHECK(add(word::kDigest, results_.catalogue_digest));
    GWEVAL_CHECK(add(word::kAsOf, results_.as_of));
    GWEVAL_CHECK(add(word::kRound, results_.round));
    GWEVAL_CHECK(add(word::kRankedBy,
                     results_.ranked_by == "total" ? say_(word::kTotal) : say_(word::kProjected)));
    for (const auto& [item, about] : {std::pair{word::kAboutIndex, word::kAboutIndexText},
                                      std::pair{word::kAboutBounds, word::kAboutBoundsText},
                                      std::pair{word::kAboutProjected, word::kAboutProjectedText},
                                      std::pair{word::kAboutMean, word::kAboutMeanText}}) {
      GWEVAL_CHECK(add(item, say_(about)));
    }
    for (const Tier& one : results_.tiers) {
      GWEVAL_CHECK(book_.row({xlsx_text(say_(word::kTierFrom) + " " + one.name), one.from}));
    }
    for (const auto& [rule, version] : results_.rules) {
      GWEVAL_CHECK(
          book_.row({xlsx_text(say_(word::kRules) + " " + rule), static_cast<double>(version)}));
    }
    if (rows_left_out_ > 0) {
      GWEVAL_CHECK(book_.row({xlsx_text(say_(word::kRowsLeftOut)), whole(rows_left_out_)}));
    }
    return {};
  }

  const ReportModel& model_;
  const Results& results_;
  Language language_;
  XlsxBook& book_;
  std::size_t rows_left_out_ = 0;
};

}  // namespace

Result<void> write_report_xlsx(const ReportModel& model, const std::filesystem::path& path,
                               Language language) {
  GWEVAL_TRY(XlsxBook book, XlsxBook::create(path, model.results->as_of));
  GWEVAL_CHECK(Workbook(model, language, book).run());
  return book.finish();
}

}  // namespace gweval

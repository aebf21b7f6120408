// The report as Markdown: for a pull request or a notice.

#include <algorithm>

#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
#include "gweval/scoring.hpp"
#include "report/criterion_text.hpp"
#include "report/display.hpp"
#include "report/plain_text.hpp"
#include "report/report_words.hpp"
#include "report/results_order.hpp"
#include "report/veto_text.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMostRows = 100;  // beyond, a notice is no notice; ranking.csv has all

class Markdown {
 public:
  Markdown(const ReportModel& model, Language language)
      : model_(model),
        results_(*model.results),
        language_(language),
        cut_offs_(cut_offs_of(results_)) {}

  std::string run() {
    out_ = "# " + say_(word::kTitle) + "\n\n";
    out_ += say_(word::kCatalogue) + " " + markdown_text(results_.catalogue_id) + " · " +
            say_(word::kAsOf) + " " + markdown_text(results_.as_of) + " · " + say_(word::kEngine) +
            " gweval " + markdown_text(results_.engine_version) + "\n";
    for (const ProfileReport& profile : model_.profiles) write_profile(profile);
    write_overrides();
    write_by_hand();
    write_survey();
    return std::move(out_);
  }

 private:
  /// Machine's outcomes that people have set aside, lapsed ones too: nobody should have to look for
  /// them.
  void write_overrides() {
    constexpr Phrase kTitle{"人工改判", "Overrides"};
    std::size_t count = 0;
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) {
          for (const RenderedFinding& finding : criterion.findings) {
            if (!criterion.set_aside || !finding.message.starts_with("override")) continue;
            if (count++ == 0) out_ += "\n## " + say_(kTitle) + "\n\n";
            if (count > kMostRows) return;
            out_ += "- " + name_of(site) + " · " + markdown_text(leaf.name) + " / " +
                    markdown_text(criterion.title.in(language_)) + ": " +
                    markdown_text(finding.text.in(language_)) + "\n";
          }
        }
      }
    }
  }

  /// Criteria that people scored, with who said what; the ledger of results.json has the rest.
  void write_by_hand() {
    constexpr Phrase kTitle{"人工评分", "Scored by hand"};
    std::size_t count = 0;
    for (const SiteResult& site : results_.sites) {
      for (const IndicatorResult& leaf : site.indicators) {
        for (const CriterionResult& criterion : leaf.criteria) {
          const std::string said = judgement_text(criterion, language_);
          if (said.empty()) continue;
          if (count++ == 0) out_ += "\n## " + say_(kTitle) + "\n\n";
          if (count > kMostRows) continue;
          out_ += "- " + name_of(site) + " · " + markdown_text(leaf.name) + " / " +
                  markdown_text(criterion_title(criterion, language_)) + ": " +
                  markdown_text(said) + "\n";
        }
      }
    }
    if (count <= kMostRows) return;
    out_ += "- " + say(phrase::kMoreUnknown, language_, {std::to_string(count - kMostRows)}) + "\n";
  }

  [[nodiscard]] std::string say_(const Phrase& phrase) const { return say(phrase, language_); }
  [[nodiscard]] std::string shown(double points) const { return display_points(points, cut_offs_); }
  [[nodiscard]] std::string name_of(const SiteResult& site) const {
    const std::string name = markdown_text(site.name);
    return name.empty() ? say_(word::kUnnamed) + " " + markdown_text(site.id) : name;
  }

  void row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) out_ += "| " + cell + " ";
    out_ += "|\n";
  }
  /// `numbers`: how many columns, from the second on, are set to the right.
  void head(const std::vector<std::string>& titles, std::size_t numbers) {
    row(titles);
    for (std::size_t i = 0; i < titles.size(); ++i) {
      out_ += i > 0 && i <= numbers ? "|--:" : "|---";
    }
    out_ += "|\n";
  }

  void write_profile(const ProfileReport& profile) {
    out_ += "\n## " + markdown_text(profile.title.in(language_)) + "\n\n";
    if (!profile.ranked.empty()) write_ranking(profile);
    write_tiers(profile);
    write_tier_lists(profile);
    write_leading(profile);
    write_averages(profile);
    write_certainty(profile);
    if (profile.unranked.empty()) return;
    out_ += "\n### " + say_(word::kNotRanked) + "\n\n";
    for (const SiteResult* site : profile.unranked) {
      out_ += "- " + name_of(*site) + ": " + why_unranked(*site) + " · " + say_(word::kTotal) +
              " " + shown(site->total_min) + "–" + shown(site->total_max) + " · " +
              say_(word::kCoverage) + " " + display_share(site->coverage) + "\n";
    }
  }

  void write_ranking(const ProfileReport& profile) {
    const bool is_by_total = results_.ranked_by == "total";
    out_ += say_(is_by_total ? phrase::kByTotal : phrase::kByProjected) + "\n\n";
    head({say_(word::kSite), say_(word::kRank), say_(phrase::kRankBounds),
          say_(is_by_total ? word::kTotal : word::kProjected), say_(phrase::kBounds),
          say_(word::kCoverage), say_(word::kTier)},
         5);
    const std::size_t rows = std::min(profile.ranked.size(), kMostRows);
    for (std::size_t i = 0; i < rows; ++i) {
      const SiteResult& site = *profile.ranked[i];
      const auto& score = ranked_score(results_, site);
      row({name_of(site), display_rank(*site.rank), display_rank_bounds(site),
           score ? shown(*score) : "–", shown(site.total_min) + "–" + shown(site.total_max),
           display_share(site.coverage), markdown_text(display_tiers(site))});
    }
    if (profile.ranked.size() > rows) {
      out_ += "\n" +
              say(phrase::kMoreUnknown, language_, {std::to_string(profile.ranked.size() - rows)}) +
              "\n";
    }
  }

  [[nodiscard]] std::string why_unranked(const SiteResult& site) const {
    if (site.status == SiteStatus::not_observed) {
      const std::string& reason = site.status_reason.in(language_);
      return say(phrase::kNotObserved, language_,
                 {reason.empty() ? say_(phrase::kNoReason) : markdown_text(reason)});
    }
    if (!site.is_disqualified) return say_(phrase::kNothingScored);
    std::string reasons;
    for (const VetoResult& veto : site.veto) {
      if (veto.state != "fired" || veto.effect != "disqualify") continue;
      reasons +=
          (reasons.empty() ? "" : "; ") + markdown_text(veto_criterion(site, veto, language_));
    }
    return say(phrase::kDisqualified, language_, {reasons});
  }

  void write_tiers(const ProfileReport& profile) {
    out_ += "\n";
    const bool has_previous = model_.previous_round.has_value();
    std::vector<std::string> titles{say_(word::kTier), say_(word::kCertain), say_(word::kPossibly)};
    if (has_previous) {
      titles.push_back(say_(word::kPrevious) + " (" + markdown_text(*model_.previous_round) + ")");
      titles.push_back(say_(word::kChange));
    }
    head(titles, titles.size());
    for (const TierCount& tier : profile.tiers) {
      std::vector<std::string> cells{markdown_text(tier.tier), std::to_string(tier.sites.size()),
                                     std::to_string(tier.possible)};
      if (has_previous) {
        const auto before = static_cast<long>(tier.previous.value_or(0));
        const long change = static_cast<long>(tier.sites.size()) - before;
        cells.push_back(std::to_string(before));
        cells.push_back((change > 0 ? "+" : "") + std::to_string(change));
      }
      row(cells);
    }
  }

  /// By region code, as the tables of the survey are: a tier is no ranking.
  void write_tier_lists(const ProfileReport& profile) {
    const auto is_filled = [](const TierCount& tier) { return !tier.sites.empty(); };
    if (std::none_of(profile.tiers.begin(), profile.tiers.end(), is_filled)) return;
    out_ += "\n### " + say_(word::kTierLists) + "\n\n";
    for (const TierCount& tier : profile.tiers) {
      if (tier.sites.empty()) continue;
      out_ += "- " + markdown_text(tier.tier) + " (" + std::to_string(tier.sites.size()) + ")\n";
      for (std::size_t i = 0; i < std::min(tier.sites.size(), kMostRows); ++i) {
        out_ += "  - " + name_of(*tier.sites[i]) + " " + markdown_text(tier.sites[i]->region_code) +
                "\n";
      }
      if (tier.sites.size() <= kMostRows) continue;
      const std::string more = std::to_string(tier.sites.size() - kMostRows);
      out_ += "  - " + say(phrase::kMoreUnknown, language_, {more}) + "\n";
    }
  }

  void write_leading(const ProfileReport& profile) {
    const auto is_filled = [](const LeadingList& list) { return !list.sites.empty(); };
    if (std::none_of(profile.leading.begin(), profile.leading.end(), is_filled)) return;
    out_ += "\n### " + say_(word::kLeading) + "\n\n";
    for (const LeadingList& list : profile.leading) {
      if (list.sites.empty()) continue;
      const bool is_overall = list.indicator.empty();
      out_ += "- " + (is_overall ? say_(word::kOverall) : column_name(profile, list)) + "\n";
      for (std::size_t i = 0; i < list.sites.size(); ++i) {
        const SiteResult& site = *list.sites[i];
        out_ += "  " + std::to_string(i + 1) + ". " + name_of(site) + " " +
                (is_overall ? shown(list.scores[i]) : display_index(list.scores[i]));
        if (is_overall && !site.total) {
          out_ += " (" + shown(site.total_min) + "–" + shown(site.total_max) + "; " +
                  say_(word::kCoverage) + " " + display_share(site.coverage) + ")";
        }
        out_ += "\n";
      }
      if (list.tied_more == 0) continue;
      out_ += "  - " + say_(word::kTiedMore) + " " + std::to_string(list.tied_more) + "\n";
    }
  }

  static std::string column_name(const ProfileReport& profile, const LeadingList& list) {
    for (const ReportColumn& column : profile.columns) {
      if (column.id == list.indicator) return markdown_text(column.name);
    }
    return markdown_text(list.indicator);
  }

  static std::string mean_text(const MeanValue& mean) {
    std::string out;
    if (mean.mean) out = display_index(*mean.mean) + " (" + std::to_string(mean.complete) + ")";
    const bool is_open = mean.low && (mean.complete < mean.applicable || *mean.low != *mean.high);
    if (is_open) {
      out += (out.empty() ? "" : " ") + display_index(*mean.low) + "–" + display_index(*mean.high);
    }
    return out.empty() ? "–" : out;
  }

  /// Levels 1 and 2; all sites, then the groups.
  void write_averages(const ProfileReport& profile) {
    constexpr std::size_t kMostGroups = 8;  // a wider table is none in a pull request
    const std::size_t groups = std::min(profile.averages.size(), kMostGroups + 1);
    out_ += "\n### " + say_(word::kAverages) + "\n\n";
    std::vector<std::string> titles{say_(word::kIndicator)};
    for (std::size_t k = 0; k < groups; ++k) {
      const GroupAverages& group = profile.averages[k];
      titles.push_back((group.group.empty() ? say_(word::kAllSites) : markdown_text(group.group)) +
                       " (" + std::to_string(group.sites) + ")");
    }
    head(titles, groups);
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      const ReportColumn& column = profile.columns[i];
      if (column.level > 2) continue;
      std::vector<std::string> cells{(column.level == 2 ? "　" : "") + markdown_text(column.name)};
      for (std::size_t k = 0; k < groups; ++k) {
        cells.push_back(mean_text(profile.averages[k].indicators[i]));
      }
      row(cells);
    }
  }

  /// Rank intervals of the first sites; the rest is in the other formats.
  void write_certainty(const ProfileReport& profile) {
    const auto known =
        std::find_if(model_.certainty.begin(), model_.certainty.end(),
                     [&](const ProfileCertainty& one) { return one.profile == profile.id; });
    if (known == model_.certainty.end() || known->sites.empty()) return;
    const PerturbationOptions& how = known->options;
    out_ += "\n### " + say_(word::kCertainty) + "\n\n" +
            say(word::kAboutCertaintyText, language_,
                {display_share(how.spread), std::to_string(how.draws), std::to_string(how.seed)}) +
            "\n\n";
    head({say_(word::kSite), say_(word::kRank), say_(word::kRankSpan),
          say(word::kTopShare, language_, {std::to_string(how.top)}), say_(word::kNextLeaf)},
         3);
    const std::size_t rows = std::min(profile.ranked.size(), kMostRows);
    for (std::size_t i = 0; i < rows; ++i) {
      const SiteResult& site = *profile.ranked[i];
      const auto sure =
          std::find_if(known->sites.begin(), known->sites.end(),
                       [&](const RankCertainty& one) { return one.site_id == site.id; });
      if (sure == known->sites.end()) continue;
      const IndicatorResult* next = next_leaf_to_score(site);
      row({name_of(site), std::to_string(sure->rank),
           std::to_string(sure->rank_q05) + "–" + std::to_string(sure->rank_q95),
           display_share(sure->top), next == nullptr ? "–" : markdown_text(next->name)});
    }
  }

  void write_survey() {
    for (const SurveyGroup& group : model_.survey) {
      if (group.year == 0) continue;
      out_ += "\n## " + say_(word::kSurvey) + ": " + markdown_text(group.name) + "\n\n";
      head({say_(word::kIndicator), say_(word::kMean), say_(word::kComplete),
            say_(word::kPublished) + " " + std::to_string(group.year), say_(word::kDifference)},
           4);
      for (const SurveyRow& item : group.rows) {
        const std::string name =
            item.level == "L0" ? say_(word::kTotalIndex) : markdown_text(item.indicator);
        std::string difference = "–";
        if (item.difference) {
          const bool is_less = *item.difference < 0;
          difference =
              (is_less ? "−" : "+") + display_index(is_less ? -*item.difference : *item.difference);
        }
        row({(item.level == "L2" ? "　" : "") + name,
             item.ours.mean ? display_index(*item.ours.mean) : "–",
             std::to_string(item.ours.complete) + "/" + std::to_string(item.ours.applicable),
             item.published.empty() ? "–" : markdown_text(item.published), difference});
      }
    }
  }

  const ReportModel& model_;
  const Results& results_;
  Language language_;
  std::vector<double> cut_offs_;
  std::string out_;
};

}  // namespace

std::string to_report_markdown(const ReportModel& model, Language language) {
  return Markdown(model, language).run();
}

}  // namespace gweval

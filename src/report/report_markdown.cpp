// The report as Markdown: for a pull request or a notice.

#include <algorithm>

#include "gweval/report.hpp"
#include "gweval/report_files.hpp"
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
    write_survey();
    return std::move(out_);
  }

 private:
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
    write_averages(profile);
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

  void write_averages(const ProfileReport& profile) {
    out_ += "\n";
    head({say_(word::kIndicator), say_(word::kMean), say_(word::kComplete), say_(word::kLow),
          say_(word::kHigh)},
         4);
    const GroupAverages& all = profile.averages.front();
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      if (profile.columns[i].level != 1) continue;
      const MeanValue& mean = all.indicators[i];
      const auto index = [](const std::optional<double>& value) {
        return value ? display_index(*value) : std::string("–");
      };
      row({markdown_text(profile.columns[i].name), index(mean.mean),
           std::to_string(mean.complete) + "/" + std::to_string(mean.applicable), index(mean.low),
           index(mean.high)});
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

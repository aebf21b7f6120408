// The ranking on a terminal: one block a profile, what it is ranked by, and who is not ranked and
// why.

#include <algorithm>

#include "base/display_width.hpp"
#include "gweval/report.hpp"
#include "report/display.hpp"
#include "report/report_text.hpp"
#include "report/results_order.hpp"
#include "report/text_layout.hpp"
#include "report/veto_text.hpp"

namespace gweval {
namespace {

/// Columns of the fixed cells and the gaps between all seven; the site gets the rest.
constexpr std::size_t kRankWidth = 4;
constexpr std::size_t kRankBoundsWidth = 9;
constexpr std::size_t kScoreWidth = 6;
constexpr std::size_t kBoundsWidth = 13;
constexpr std::size_t kCoverageWidth = 5;
constexpr std::size_t kTierWidth = 9;
constexpr std::size_t kGap = 1;
constexpr std::size_t kFixedWidth = kRankWidth + kRankBoundsWidth + kScoreWidth + kBoundsWidth +
                                    kCoverageWidth + kTierWidth + 6 * kGap;
constexpr std::size_t kLeastSiteWidth = 10;
/// Below this applicable share a composite index says little (OECD and JRC, Handbook on
/// Constructing Composite Indicators).
constexpr double kLeastApplicable = 0.65;

struct Cells {
  std::string rank, bounds_of_rank, site, score, bounds, coverage, tier;
};

class Table {
 public:
  Table(const Results& results, const TextStyle& style)
      : results_(results),
        layout_(style),
        language_(style.language),
        cut_offs_(cut_offs_of(results)),
        site_width_(std::max(style.width, kFixedWidth + kLeastSiteWidth) - kFixedWidth) {}

  std::string run() {
    if (results_.sites.empty()) layout_.paragraph(say(phrase::kNoSites, language_), 0);
    bool is_first = true;
    for (const ProfileBlock& block : blocks_of(results_)) {
      if (!is_first) layout_.blank();
      is_first = false;
      write_block(block);
    }
    return layout_.take();
  }

 private:
  void write_block(const ProfileBlock& block) {
    const std::string title = profile_title(results_, block.profile, language_);
    const std::string count = std::to_string(block.ranked.size() + block.unranked.size());
    layout_.paragraph(say(phrase::kBlock, language_, {title, count}), 0, 2, Colour::bold);
    if (!block.ranked.empty()) {
      const bool is_by_total = results_.ranked_by == "total";
      layout_.paragraph(say(is_by_total ? phrase::kByTotal : phrase::kByProjected, language_), 0,
                        0);
      write_head(is_by_total);
      for (const SiteResult* site : block.ranked) write_site(*site);
      write_partial_notes(block.ranked);
      write_applicability_notes(block.ranked);
    }
    if (block.unranked.empty()) return;
    layout_.paragraph(say(phrase::kUnranked, language_), 0, 2, Colour::bold);
    for (const SiteResult* site : block.unranked) {
      layout_.paragraph("- " + one_line(site->name, 40) + " (" + one_line(site->id, 60) +
                            "): " + why_unranked(*site),
                        2);
    }
  }

  void write_head(bool is_by_total) {
    const auto word = [&](const Phrase& phrase) { return std::string(phrase.in(language_)); };
    write_row({word(phrase::kRank), word(phrase::kRankBounds), word(phrase::kSite),
               word(is_by_total ? phrase::kTotal : phrase::kProjected), word(phrase::kBounds),
               word(phrase::kCoverage), word(phrase::kTier)},
              Colour::bold);
  }

  void write_site(const SiteResult& site) {
    Cells cells;
    cells.rank = display_rank(*site.rank);
    cells.bounds_of_rank = display_rank_bounds(site);
    cells.site = one_line(site.name, site_width_);
    if (site.status == SiteStatus::partial) {
      cells.site = one_line(site.name, site_width_ - 2) + " *";
    }
    if (const auto& score = ranked_score(results_, site)) {
      cells.score = display_points(*score, cut_offs_);
    }
    cells.bounds =
        display_points(site.total_min, cut_offs_) + "-" + display_points(site.total_max, cut_offs_);
    cells.coverage = display_share(site.coverage);
    cells.tier = one_line(display_tiers(site), kTierWidth);
    write_row(cells, Colour::none);
  }

  void write_row(const Cells& cells, Colour colour) {
    std::string row = fit_right(cells.rank, kRankWidth);
    const auto add = [&](const std::string& cell, std::size_t width, bool is_number) {
      row.append(kGap, ' ');
      row += is_number ? fit_right(cell, width) : fit_left(cell, width);
    };
    add(cells.bounds_of_rank, kRankBoundsWidth, true);
    add(cells.site, site_width_, false);
    add(cells.score, kScoreWidth, true);
    add(cells.bounds, kBoundsWidth, true);
    add(cells.coverage, kCoverageWidth, true);
    row.append(kGap, ' ');
    const std::string tier =
        layout_.coloured(cells.tier, colour == Colour::none ? tier_colour(cells.tier) : colour);
    layout_.line(layout_.coloured(row, colour) + tier);
  }

  /// The best tier green, the worst red, an open one plain.
  [[nodiscard]] Colour tier_colour(const std::string& shown) const {
    if (results_.tiers.empty()) return Colour::none;
    if (shown == results_.tiers.front().name) return Colour::green;
    return shown == results_.tiers.back().name ? Colour::red : Colour::none;
  }

  void write_partial_notes(const std::vector<const SiteResult*>& sites) {
    for (const SiteResult* site : sites) {
      if (site->status != SiteStatus::partial) continue;
      const std::string reason = site->status_reason.empty()
                                     ? say(phrase::kNoReason, language_)
                                     : one_line(site->status_reason.in(language_), 300);
      layout_.paragraph(
          say(phrase::kPartialNote, language_, {one_line(site->name, 40) + " — " + reason}), 0);
    }
  }

  void write_applicability_notes(const std::vector<const SiteResult*>& sites) {
    for (const SiteResult* site : sites) {
      if (site->applicable >= kLeastApplicable) continue;
      layout_.paragraph(say(phrase::kLittleApplies, language_,
                            {one_line(site->name, 40), display_share(site->applicable)}),
                        0, 2, Colour::yellow);
    }
  }

  [[nodiscard]] std::string why_unranked(const SiteResult& site) const {
    if (site.status == SiteStatus::not_observed) {
      const std::string reason = site.status_reason.empty()
                                     ? say(phrase::kNoReason, language_)
                                     : one_line(site.status_reason.in(language_), 300);
      return say(phrase::kNotObserved, language_, {reason});
    }
    if (!site.is_disqualified) return say(phrase::kNothingScored, language_);
    std::string reasons;
    for (const VetoResult& veto : site.veto) {
      if (veto.state != "fired" || veto.effect != "disqualify") continue;
      if (!reasons.empty()) reasons += "; ";
      reasons += veto_criterion(site, veto, language_);
    }
    return say(phrase::kDisqualified, language_, {reasons});
  }

  const Results& results_;
  TextLayout layout_;
  Language language_;
  std::vector<double> cut_offs_;
  std::size_t site_width_;
};

}  // namespace

std::string to_ranking_table(const Results& results, const TextStyle& style) {
  return Table(results, style).run();
}

}  // namespace gweval

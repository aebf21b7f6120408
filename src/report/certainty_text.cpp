// The certainty of ranks on a terminal.

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "gweval/certainty_report.hpp"
#include "report/certainty_words.hpp"
#include "report/display.hpp"
#include "report/find_site.hpp"
#include "report/results_order.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

constexpr std::size_t kRankWidth = 4;
constexpr std::size_t kIntervalWidth = 9;
constexpr std::size_t kMedianWidth = 4;
constexpr std::size_t kScoreWidth = 6;
constexpr std::size_t kTopWidth = 5;
constexpr std::size_t kTierWidth = 16;
constexpr std::size_t kFixedWidth =
    kRankWidth + kIntervalWidth + kMedianWidth + kScoreWidth + kTopWidth + kTierWidth + 6;
constexpr std::size_t kLeastSiteWidth = 10;
constexpr std::size_t kLeavesShown = 5;

struct Cells {
  std::string rank, interval, median, site, score, top, tier;
};

std::string one_decimal(double value) {
  return shortest_decimal(std::round(value * 10) / 10);
}

/// The tier that is certain in most draws, of equals the one possible in most; past the end if
/// there are no tiers.
std::size_t likeliest_tier(const RankCertainty& site) {
  std::size_t best = 0;
  for (std::size_t tier = 1; tier < site.tiers_min.size(); ++tier) {
    const auto odds = [&](std::size_t at) {
      return std::pair(site.tiers_min[at], site.tiers_max[at]);
    };
    if (odds(tier) > odds(best)) best = tier;
  }
  return site.tiers_min.empty() ? std::string::npos : best;
}

/// "75%", or "40-100%" where open leaves decide.
std::string tier_share(const RankCertainty& site, std::size_t tier) {
  const std::string most = display_share(site.tiers_max[tier]);
  std::string least = display_share(site.tiers_min[tier]);
  if (least == most) return most;
  if (!least.empty() && least.back() == '%') least.pop_back();
  return least + "-" + most;
}

class CertaintyText {
 public:
  CertaintyText(const Results& results, const TextStyle& style)
      : results_(results),
        layout_(style),
        language_(style.language),
        cut_offs_(cut_offs_of(results)),
        site_width_(std::max(style.width, kFixedWidth + kLeastSiteWidth) - kFixedWidth) {}

  std::string run(const std::vector<ProfileCertainty>& profiles) {
    if (profiles.empty()) layout_.paragraph(say(phrase::kNoSites, language_), 0);
    for (const ProfileCertainty& profile : profiles) {
      if (&profile != &profiles.front()) layout_.blank();
      write(profile);
    }
    return layout_.take();
  }

 private:
  void write(const ProfileCertainty& profile) {
    const std::string title = profile_title(results_, profile.profile, language_);
    const std::string count = std::to_string(profile.sites.size());
    layout_.paragraph(say(phrase::kBlock, language_, {title, count}), 0, 2, Colour::bold);
    if (!profile.sites.empty()) {
      const PerturbationOptions& how = profile.options;
      layout_.paragraph(
          say(phrase::kCertaintyHow, language_,
              {display_share(how.spread), std::to_string(how.draws), std::to_string(how.seed)}),
          0, 0);
      if (profile.scored_by == "projected") {
        layout_.paragraph(say(phrase::kCertaintyProjected, language_), 0, 0);
        layout_.paragraph(say(phrase::kTierRange, language_), 0, 0);
      }
      write_head(profile);
      for (const RankCertainty* site : by_rank(profile)) write_site(*site);
      write_leaves(profile);
    }
    if (profile.left_out.empty()) return;
    std::string ids;
    for (const std::string& id : profile.left_out) ids += (ids.empty() ? "" : ", ") + id;
    layout_.paragraph(say(phrase::kLeftOutSites, language_, {ids}), 0);
  }

  static std::vector<const RankCertainty*> by_rank(const ProfileCertainty& profile) {
    std::vector<const RankCertainty*> out;
    for (const RankCertainty& site : profile.sites) out.push_back(&site);
    std::stable_sort(out.begin(), out.end(), [](const RankCertainty* a, const RankCertainty* b) {
      return a->rank < b->rank;
    });
    return out;
  }

  void write_head(const ProfileCertainty& profile) {
    const auto word = [&](const Phrase& phrase) { return std::string(phrase.in(language_)); };
    const std::string top = std::to_string(profile.options.top);
    write_row({word(phrase::kRank), word(phrase::kRankInterval), word(phrase::kMedian),
               word(phrase::kSite), word(phrase::kScore), say(phrase::kTopTen, language_, {top}),
               word(phrase::kLikelyTier)},
              Colour::bold);
  }

  void write_site(const RankCertainty& site) {
    const SiteResult* known = site_of(results_, site.site_id);
    write_row({std::to_string(site.rank),
               std::to_string(site.rank_q05) + "-" + std::to_string(site.rank_q95),
               std::to_string(site.rank_median),
               one_line(known != nullptr && !known->name.empty() ? known->name : site.site_id,
                        site_width_),
               display_points(site.score, cut_offs_), display_share(site.top), tier_text(site)},
              Colour::none);
  }

  [[nodiscard]] std::string tier_text(const RankCertainty& site) const {
    const std::size_t best = likeliest_tier(site);
    if (best >= results_.tiers.size()) return {};
    return one_line(results_.tiers[best].name, kTierWidth - 9) + " " + tier_share(site, best);
  }

  void write_row(const Cells& cells, Colour colour) {
    std::string row = fit_right(cells.rank, kRankWidth);
    const auto add = [&](const std::string& cell, std::size_t width, bool is_number) {
      row += ' ' + (is_number ? fit_right(cell, width) : fit_left(cell, width));
    };
    add(cells.interval, kIntervalWidth, true);
    add(cells.median, kMedianWidth, true);
    add(cells.site, site_width_, false);
    add(cells.score, kScoreWidth, true);
    add(cells.top, kTopWidth, true);
    layout_.line(layout_.coloured(row + ' ' + cells.tier, colour));
  }

  void write_leaves(const ProfileCertainty& profile) {
    std::vector<const LeafInfluence*> leaves;
    for (const LeafInfluence& leaf : profile.leaves) {
      if (leaf.largest_shift > 0 || leaf.tier_changes > 0) leaves.push_back(&leaf);
    }
    if (leaves.empty()) return layout_.paragraph(say(phrase::kNoInfluence, language_), 0);
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const LeafInfluence* a, const LeafInfluence* b) {
                       return a->mean_shift > b->mean_shift;
                     });
    leaves.resize(std::min(leaves.size(), kLeavesShown));
    layout_.paragraph(say(phrase::kInfluence, language_, {std::to_string(leaves.size())}), 0);
    for (const LeafInfluence* leaf : leaves) {
      const SiteResult* moved = site_of(results_, leaf->moved_most);
      layout_.paragraph("- " + say(phrase::kInfluenceLine, language_,
                                   {leaf->name, one_decimal(leaf->mean_shift),
                                    std::to_string(leaf->largest_shift),
                                    moved != nullptr ? one_line(moved->name, 40) : "–",
                                    std::to_string(leaf->tier_changes)}),
                        2);
    }
  }

  const Results& results_;
  TextLayout layout_;
  Language language_;
  std::vector<double> cut_offs_;
  std::size_t site_width_;
};

}  // namespace

std::string to_certainty_text(const Results& results, const std::vector<ProfileCertainty>& profiles,
                              const TextStyle& style) {
  return CertaintyText(results, style).run(profiles);
}

}  // namespace gweval

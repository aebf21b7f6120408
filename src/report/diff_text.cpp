// A comparison on a terminal: sites, what moved at each as long as they are few, groups.

#include <algorithm>
#include <cmath>

#include "base/display_width.hpp"
#include "gweval/diff_report.hpp"
#include "report/diff_words.hpp"
#include "report/display.hpp"
#include "report/text_layout.hpp"

namespace gweval {
namespace {

constexpr std::size_t kNumberWidth = 8;
constexpr std::size_t kTierWidth = 10;
constexpr std::size_t kFixedWidth = 5 * kNumberWidth + 1 + kTierWidth;
constexpr std::size_t kLeastNameWidth = 12;
constexpr std::size_t kMaxDetailed = 12;  // sites whose indicators are listed

class DiffText {
 public:
  DiffText(const ResultsDiff& diff, const TextStyle& style)
      : diff_(diff),
        layout_(style),
        language_(style.language),
        name_width_(std::max(style.width, kFixedWidth + kLeastNameWidth) - kFixedWidth) {
    for (const Tier& tier : diff.tiers) cut_offs_.push_back(tier.from);
  }

  std::string run() {
    layout_.paragraph(say(phrase::kDiffHead, language_), 0, 2, Colour::bold);
    layout_.paragraph(say(phrase::kDiffOld, language_, {side_text(diff_.old_side, language_)}), 2);
    layout_.paragraph(say(phrase::kDiffNew, language_, {side_text(diff_.new_side, language_)}), 2);
    for (const LocalText& note : diff_.notes) layout_.paragraph("- " + note.in(language_), 2);
    write_rules();
    write_sites();
    write_details();
    write_obstacles();
    write_groups();
    return layout_.take();
  }

 private:
  void write_rules() {
    if (diff_.rules.empty()) return;
    std::string list;
    const auto version = [](int value) { return value > 0 ? std::to_string(value) : "–"; };
    for (const RuleChange& change : diff_.rules) {
      if (!list.empty()) list += ", ";
      list += change.rule + " " + version(change.old_version) + "→" + version(change.new_version);
    }
    layout_.paragraph("- " + say(phrase::kRulesChanged, language_, {list}), 2);
  }

  static bool is_compared(const SiteDiff& site) { return site.basis != DiffBasis::none; }

  void write_sites() {
    layout_.blank();
    if (std::none_of(diff_.sites.begin(), diff_.sites.end(), is_compared)) {
      return layout_.paragraph(say(phrase::kNoOne, language_), 0);
    }
    const auto word = [&](const Phrase& phrase) { return std::string(phrase.in(language_)); };
    write_row({word(phrase::kSite), word(phrase::kOldScore), word(phrase::kNewScore),
               word(phrase::kChange), word(phrase::kSiteEffect), word(phrase::kCatalogueEffect),
               word(phrase::kTierChange)},
              Colour::bold);
    bool has_part = false;
    for (const SiteDiff& site : diff_.sites) {
      if (!is_compared(site)) continue;
      has_part = has_part || site.basis == DiffBasis::scored_part;
      write_site(site);
    }
    layout_.paragraph(say(phrase::kColumnsTotal, language_), 0, 2, Colour::dim);
    if (has_part) layout_.paragraph(say(phrase::kPartMark, language_), 0, 2, Colour::dim);
  }

  void write_site(const SiteDiff& site) {
    const bool is_part = site.basis == DiffBasis::scored_part;
    const std::string& known_as = site.name.empty() ? site.id : site.name;
    const std::string name =
        is_part ? one_line(known_as, name_width_ - 2) + " *" : one_line(known_as, name_width_);
    const auto tier_text = [&](const std::string& known) {
      return known.empty() ? std::string(phrase::kOpenTier.in(language_)) : known;
    };
    const std::string tier = site.old_tier == site.new_tier
                                 ? tier_text(site.new_tier)
                                 : tier_text(site.old_tier) + "→" + tier_text(site.new_tier);
    const auto cut_offs = is_part ? std::vector<double>{} : cut_offs_;
    write_row(
        {name, display_points(*site.old_score, cut_offs), display_points(*site.new_score, cut_offs),
         display_change(*site.change), display_change(site.site_effect),
         display_change(site.catalogue_effect), one_line(tier, kTierWidth)},
        Colour::none);
    if (is_part && !has_details()) layout_.paragraph(bounds_of(site), 2, 2, Colour::dim);
  }

  [[nodiscard]] std::string bounds_of(const SiteDiff& site) const {
    return say(phrase::kTotalBounds, language_,
               {display_change(*site.change_min), display_change(*site.change_max)});
  }

  [[nodiscard]] bool has_details() const {
    const auto compared = std::count_if(diff_.sites.begin(), diff_.sites.end(), is_compared);
    return compared <= static_cast<std::ptrdiff_t>(kMaxDetailed);
  }

  void write_row(const std::vector<std::string>& cells, Colour colour) {
    std::string row = fit_left(cells.front(), name_width_);
    for (std::size_t i = 1; i + 1 < cells.size(); ++i) row += fit_right(cells[i], kNumberWidth);
    row += " " + cells.back();
    layout_.line(layout_.coloured(row, colour));
  }

  void write_details() {
    if (!has_details()) return layout_.paragraph(say(phrase::kTooMany, language_), 0);
    for (const SiteDiff& site : diff_.sites) {
      if (is_compared(site)) write_detail(site);
    }
  }

  void write_detail(const SiteDiff& site) {
    layout_.blank();
    layout_.paragraph(one_line(site.name, 60) + " (" + one_line(site.id, 60) + ")", 0, 2,
                      Colour::bold);
    layout_.paragraph(
        say(phrase::kSiteRange, language_,
            {display_change(site.site_effect), display_change(site.site_effect_low),
             display_change(site.site_effect_high), display_change(site.catalogue_effect)}),
        2);
    if (site.factors) {
      layout_.paragraph(
          say(phrase::kFactors, language_,
              {display_change(site.factors->evidence), display_change(site.factors->rules),
               display_change(site.factors->weights)}),
          2);
    }
    if (std::abs(site.site_and_rules) > kVisibleChange && !site.factors) {
      layout_.paragraph(
          say(phrase::kSiteAndRules, language_, {display_change(site.site_and_rules)}), 2);
    }
    if (std::abs(site.adjustment) > kVisibleChange) {
      layout_.paragraph(say(phrase::kAdjustment, language_, {display_change(site.adjustment)}), 2);
    }
    if (site.basis == DiffBasis::scored_part) {
      layout_.paragraph(say(phrase::kComparedShare, language_, {display_share(site.compared)}) +
                            (language_ == Language::zh ? "；" : "; ") + bounds_of(site),
                        2);
    }
    write_indicators(site);
  }

  static bool is_worth_a_line(const IndicatorDiff& row) {
    const bool has_effect = row.effect && (std::abs(row.effect->site) > kVisibleChange ||
                                           std::abs(row.effect->catalogue) > kVisibleChange);
    const bool has_verdict =
        row.verdict != Verdict::unchanged && row.verdict != Verdict::not_comparable;
    return has_effect || has_verdict;
  }

  void write_indicators(const SiteDiff& site) {
    std::vector<const IndicatorDiff*> rows;
    for (const IndicatorDiff& row : site.indicators) {
      if (is_worth_a_line(row)) rows.push_back(&row);
    }
    if (rows.empty()) return layout_.paragraph(say(phrase::kNothingMoved, language_), 2);
    const auto size = [](const IndicatorDiff& row) {
      return row.effect ? std::abs(row.effect->site) + std::abs(row.effect->catalogue) : 0;
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const auto* a, const auto* b) { return size(*a) > size(*b); });
    for (const IndicatorDiff* row : rows) write_indicator(*row);
  }

  void write_indicator(const IndicatorDiff& row) {
    const bool is_zh = language_ == Language::zh;
    std::string line = one_line(row.name, 36) + (is_zh ? "：" : ": ") +
                       std::string(verdict_phrase(row.verdict).in(language_));
    const auto index = [](const std::optional<WeightedIndex>& value) {
      return value ? display_index(value->index) : "–";
    };
    if (row.old_value || row.new_value) {
      line += " " + index(row.old_value) + "→" + index(row.new_value);
    }
    if (row.effect) {
      line += (is_zh ? "，" : ", ") + std::string(phrase::kSiteEffect.in(language_)) + " " +
              display_change(row.effect->site) + (is_zh ? "，" : ", ") +
              std::string(phrase::kCatalogueEffect.in(language_)) + " " +
              display_change(row.effect->catalogue);
    }
    const std::string why = reasons_text(row, language_);
    if (!why.empty()) line += is_zh ? "（" + why + "）" : " (" + why + ")";
    const Colour colour = row.verdict == Verdict::improved    ? Colour::green
                          : row.verdict == Verdict::regressed ? Colour::red
                                                              : Colour::none;
    layout_.paragraph("- " + line, 2, 2, colour);
  }

  void write_obstacles() {
    bool is_first = true;
    for (const auto* sites : {&diff_.sites, &diff_.only_old}) {
      for (const SiteDiff& site : *sites) {
        if (is_compared(site)) continue;
        if (is_first) {
          layout_.blank();
          layout_.paragraph(say(phrase::kNotCompared, language_), 0, 2, Colour::bold);
        }
        is_first = false;
        layout_.paragraph("- " + one_line(site.name, 40) + " (" + one_line(site.id, 60) +
                              "): " + std::string(obstacle_phrase(site.obstacle).in(language_)),
                          2);
      }
    }
  }

  void write_groups() {
    if (diff_.groups.empty()) return;
    layout_.blank();
    layout_.paragraph(say(phrase::kGroupsHead, language_), 0, 2, Colour::bold);
    for (const GroupDiff& group : diff_.groups) write_group(group);
  }

  void write_group(const GroupDiff& group) {
    const PanelChange& panel = group.panel;
    std::string name = group.group.empty() ? group.profile : group.profile + " / " + group.group;
    if (group.measure == "projected") {
      name += " (" + say(phrase::kGroupProjected, language_) + ")";
    }
    layout_.paragraph(say(phrase::kGroupLine, language_,
                          {one_line(name, 60), display_points(panel.old_mean, {}),
                           display_points(panel.new_mean, {}), display_change(panel.change()),
                           std::to_string(panel.old_count), std::to_string(panel.new_count)}),
                      2);
    layout_.paragraph(
        say(phrase::kGroupSplit, language_,
            {display_change(panel.continuing), display_change(group.site_effect),
             display_change(group.catalogue_effect), display_change(group.coverage_effect),
             display_change(panel.entry), display_change(panel.exit)}),
        4);
    if (group.factors) {
      layout_.paragraph(
          say(phrase::kFactors, language_,
              {display_change(group.factors->evidence), display_change(group.factors->rules),
               display_change(group.factors->weights)}),
          4);
    }
    if (group.left_out.empty()) return;
    std::string list;
    for (const std::string& id : group.left_out) list += (list.empty() ? "" : ", ") + id;
    layout_.paragraph(say(phrase::kLeftOut, language_, {list}), 4);
  }

  const ResultsDiff& diff_;
  TextLayout layout_;
  Language language_;
  std::vector<double> cut_offs_;
  std::size_t name_width_;
};

}  // namespace

std::string to_diff_text(const ResultsDiff& diff, const TextStyle& style) {
  return DiffText(diff, style).run();
}

}  // namespace gweval

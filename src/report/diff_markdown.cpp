// A comparison as Markdown (CommonMark with tables), for a pull request or a notice. Names come
// from sites and lists: nothing in them may become markup.

#include <algorithm>
#include <cmath>

#include "base/display_width.hpp"
#include "base/utf8.hpp"
#include "gweval/diff_report.hpp"
#include "report/diff_words.hpp"
#include "report/display.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxCellBytes = 400;

/// One line of plain text: every character that could mean markup is escaped.
std::string plain(std::string_view text) {
  const std::string line = to_printable(fold_space(to_valid_utf8(text)));
  const std::string_view shown = truncate_utf8(line, kMaxCellBytes);
  constexpr std::string_view kMarkup = "\\`*_{}[]()#+-!|<>&~@:";
  std::string out;
  for (const char c : shown) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      // A colon would let an address become a link of its own.
      if (kMarkup.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return shown.size() < line.size() ? out + "…" : out;
}

class DiffMarkdown {
 public:
  DiffMarkdown(const ResultsDiff& diff, Language language) : diff_(diff), language_(language) {
    for (const Tier& tier : diff.tiers) cut_offs_.push_back(tier.from);
  }

  std::string run() {
    line("# " + word(phrase::kDiffHead));
    line("");
    line("- " + say(phrase::kDiffOld, language_, {plain(side_text(diff_.old_side, language_))}));
    line("- " + say(phrase::kDiffNew, language_, {plain(side_text(diff_.new_side, language_))}));
    for (const LocalText& note : diff_.notes) line("- " + plain(note.in(language_)));
    write_sites();
    write_tallies();
    for (const SiteDiff& site : diff_.sites) write_indicators(site);
    write_obstacles();
    write_groups();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(const Phrase& phrase) const {
    return std::string(phrase.in(language_));
  }
  void line(const std::string& text) { out_ += text + "\n"; }
  void row(const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text += " " + cell + " |";
    line(text);
  }
  void head(const std::vector<std::string>& cells, std::size_t texts) {
    line("");
    row(cells);
    std::string text = "|";
    for (std::size_t i = 0; i < cells.size(); ++i) text += i < texts ? " --- |" : " ---: |";
    line(text);
  }

  void write_sites() {
    const bool has_factors = std::any_of(diff_.sites.begin(), diff_.sites.end(),
                                         [](const SiteDiff& site) { return site.factors; });
    std::vector<std::string> titles{word(phrase::kSite),           word(phrase::kTierChange),
                                    word(phrase::kOldScore),       word(phrase::kNewScore),
                                    word(phrase::kChange),         word(phrase::kSiteEffect),
                                    word(phrase::kCatalogueEffect)};
    if (has_factors) {
      for (const Phrase& one : {phrase::kEvidence, phrase::kRules, phrase::kWeights}) {
        titles.push_back(word(one));
      }
    }
    head(titles, 2);
    bool has_part = false;
    for (const SiteDiff& site : diff_.sites) {
      if (site.basis == DiffBasis::none) continue;
      const bool is_part = site.basis == DiffBasis::scored_part;
      has_part = has_part || is_part;
      const auto cut_offs = is_part ? std::vector<double>{} : cut_offs_;
      const std::string tier = site.old_tier == site.new_tier
                                   ? plain(site.new_tier)
                                   : plain(site.old_tier) + " → " + plain(site.new_tier);
      std::vector<std::string> cells{plain(site.name) + (is_part ? " \\*" : ""),
                                     tier,
                                     display_points(*site.old_score, cut_offs),
                                     display_points(*site.new_score, cut_offs),
                                     display_change(*site.change),
                                     display_change(site.site_effect),
                                     display_change(site.catalogue_effect)};
      if (has_factors) add_factors(site.factors, cells);
      row(cells);
    }
    line("");
    line(word(phrase::kColumnsTotal));
    if (has_part) line("\n" + plain(word(phrase::kPartMark)));
  }

  static void add_factors(const std::optional<ThreeFactors>& factors,
                          std::vector<std::string>& cells) {
    if (!factors) {
      cells.insert(cells.end(), 3, "–");
      return;
    }
    for (const double effect : {factors->evidence, factors->rules, factors->weights}) {
      cells.push_back(display_change(effect));
    }
  }

  /// What became of each indicator over the sites, where there are several.
  void write_tallies() {
    if (diff_.sites.size() < 2 || diff_.indicators.empty()) return;
    line("\n## " + word(phrase::kTallies));
    head({word(phrase::kIndicatorHead), word(verdict_phrase(Verdict::improved)),
          word(verdict_phrase(Verdict::regressed)), word(verdict_phrase(Verdict::unchanged)),
          word(verdict_phrase(Verdict::not_comparable)), word(phrase::kSiteEffect),
          word(phrase::kCatalogueEffect), word(phrase::kWhyHead)},
         1);
    for (const IndicatorTally& tally : diff_.indicators) {
      std::string why;
      for (const auto& [reason, sites] : tally.reasons) {
        why +=
            (why.empty() ? "" : "; ") + word(reason_phrase(reason)) + " " + std::to_string(sites);
      }
      row({plain(tally.name), std::to_string(tally.improved), std::to_string(tally.regressed),
           std::to_string(tally.unchanged), std::to_string(tally.not_comparable),
           tally.compared > 0 ? display_change(tally.site_effect) : "–",
           tally.compared > 0 ? display_change(tally.catalogue_effect) : "–", plain(why)});
    }
  }

  void write_indicators(const SiteDiff& site) {
    if (site.basis == DiffBasis::none) return;
    bool has_row = false;
    for (const IndicatorDiff& item : site.indicators) {
      if (!item.effect || (std::abs(item.effect->site) < kVisibleChange &&
                           std::abs(item.effect->catalogue) < kVisibleChange)) {
        continue;
      }
      if (!has_row) {
        line("\n## " + plain(site.name));
        head({word(phrase::kIndicatorHead), word(phrase::kVerdictHead), word(phrase::kWhyHead),
              word(phrase::kOldScore), word(phrase::kNewScore), word(phrase::kSiteEffect),
              word(phrase::kCatalogueEffect)},
             3);
      }
      has_row = true;
      const auto index = [](const std::optional<WeightedIndex>& value) {
        return value ? display_index(value->index) : "–";
      };
      row({plain(item.name), word(verdict_phrase(item.verdict)),
           plain(reasons_text(item, language_)), index(item.old_value), index(item.new_value),
           display_change(item.effect->site), display_change(item.effect->catalogue)});
    }
    if (has_row && std::abs(site.adjustment) > kVisibleChange) {
      line("\n" + say(phrase::kAdjustment, language_, {display_change(site.adjustment)}));
    }
  }

  void write_obstacles() {
    bool is_first = true;
    for (const auto* sites : {&diff_.sites, &diff_.only_old}) {
      for (const SiteDiff& site : *sites) {
        if (site.basis != DiffBasis::none) continue;
        if (is_first) line("\n## " + word(phrase::kNotCompared) + "\n");
        is_first = false;
        line("- " + plain(site.name) + " (" + plain(site.id) +
             "): " + word(obstacle_phrase(site.obstacle)));
      }
    }
  }

  void write_groups() {
    if (diff_.groups.empty()) return;
    line("\n## " + word(phrase::kGroupsHead) + "\n");
    for (const GroupDiff& group : diff_.groups) {
      const PanelChange& panel = group.panel;
      std::string name = group.group.empty() ? group.profile : group.profile + " / " + group.group;
      if (group.measure == "projected") {
        name += " (" + say(phrase::kGroupProjected, language_) + ")";
      }
      line("- " + say(phrase::kGroupLine, language_,
                      {plain(name), display_points(panel.old_mean, {}),
                       display_points(panel.new_mean, {}), display_change(panel.change()),
                       std::to_string(panel.old_count), std::to_string(panel.new_count)}));
      line("  " +
           say(phrase::kGroupSplit, language_,
               {display_change(panel.continuing), display_change(group.site_effect),
                display_change(group.catalogue_effect), display_change(group.coverage_effect),
                display_change(panel.entry), display_change(panel.exit)}));
      if (!group.factors) continue;
      line("  " +
           say(phrase::kFactors, language_,
               {display_change(group.factors->evidence), display_change(group.factors->rules),
                display_change(group.factors->weights)}));
    }
  }

  const ResultsDiff& diff_;
  Language language_;
  std::vector<double> cut_offs_;
  std::string out_;
};

}  // namespace

std::string to_diff_markdown(const ResultsDiff& diff, Language language) {
  return DiffMarkdown(diff, language).run();
}

}  // namespace gweval

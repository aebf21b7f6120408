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

// A comment on a pull request holds 65,536 characters. Each part may fill the text up to its mark;
// what one part leaves is there for the next. A character is a byte at least.
constexpr std::size_t kNotesEnd = 8'000;
constexpr std::size_t kSitesEnd = 26'000;
constexpr std::size_t kTalliesEnd = 36'000;
constexpr std::size_t kIndicatorsEnd = 50'000;
constexpr std::size_t kObstaclesEnd = 55'000;
constexpr std::size_t kGroupsEnd = 62'000;
constexpr std::size_t kTableHeadBytes = 400;  // of a site's own table, and of its last line
constexpr std::size_t kMostRows = 100;        // as in the report's Markdown

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
    write_notes();
    write_sites();
    write_tallies();
    write_all_indicators();
    write_obstacles();
    write_groups();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string word(const Phrase& phrase) const {
    return std::string(phrase.in(language_));
  }
  void line(const std::string& text) { out_ += text + "\n"; }
  static std::string row_text(const std::vector<std::string>& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text += " " + cell + " |";
    return text;
  }
  void row(const std::vector<std::string>& cells) { line(row_text(cells)); }
  /// Whether the text fitted before the part's mark; if not, nothing is written.
  bool line_within(std::size_t end, const std::string& text) {
    if (out_.size() + text.size() + 1 > end) return false;
    line(text);
    return true;
  }
  void say_left_out(std::size_t count) {
    if (count == 0) return;
    line("\n" + plain(say(phrase::kMoreElsewhere, language_, {std::to_string(count)})));
  }

  void write_notes() {
    std::size_t left_out = 0;
    for (const LocalText& note : diff_.notes) {
      left_out += line_within(kNotesEnd, "- " + plain(note.in(language_))) ? 0 : 1;
    }
    say_left_out(left_out);
  }

  /// The compared ones: in their order while all have a place, else by the size of the change.
  [[nodiscard]] std::vector<const SiteDiff*> compared_sites() const {
    std::vector<const SiteDiff*> out;
    for (const SiteDiff& site : diff_.sites) {
      if (site.basis != DiffBasis::none) out.push_back(&site);
    }
    if (out.size() <= kMostRows) return out;
    std::stable_sort(out.begin(), out.end(), [](const SiteDiff* a, const SiteDiff* b) {
      return std::abs(*a->change) > std::abs(*b->change);
    });
    return out;
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
    std::size_t count = 0;
    std::size_t left_out = 0;
    for (const SiteDiff* site : compared_sites()) {
      const bool is_part = site->basis == DiffBasis::scored_part;
      const bool is_shown =
          ++count <= kMostRows && line_within(kSitesEnd, row_text(site_cells(*site, has_factors)));
      left_out += is_shown ? 0 : 1;
      has_part = has_part || (is_shown && is_part);
    }
    say_left_out(left_out);
    line("");
    line(word(phrase::kColumnsTotal));
    if (has_part) line("\n" + plain(word(phrase::kPartMark)));
  }

  [[nodiscard]] std::vector<std::string> site_cells(const SiteDiff& site, bool has_factors) const {
    const bool is_part = site.basis == DiffBasis::scored_part;
    const auto cut_offs = is_part ? std::vector<double>{} : cut_offs_;
    const auto tier_text = [&](const std::string& name) {
      return name.empty() ? word(phrase::kOpenTier) : plain(name);
    };
    const std::string tier = site.old_tier == site.new_tier
                                 ? tier_text(site.new_tier)
                                 : tier_text(site.old_tier) + " → " + tier_text(site.new_tier);
    const std::string name =
        site.name.empty() ? word(phrase::kNoName) + " " + plain(site.id) : plain(site.name);
    std::string change = display_change(*site.change);
    if (site.change_min && site.change_max && is_part) {
      change +=
          " (" + display_change(*site.change_min) + " … " + display_change(*site.change_max) + ")";
    }
    std::vector<std::string> cells{name + (is_part ? " \\*" : ""),
                                   tier,
                                   display_points(*site.old_score, cut_offs),
                                   display_points(*site.new_score, cut_offs),
                                   std::move(change),
                                   display_change(site.site_effect),
                                   display_change(site.catalogue_effect)};
    if (has_factors) add_factors(site.factors, cells);
    return cells;
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
    std::size_t left_out = 0;
    for (const IndicatorTally& tally : diff_.indicators) {
      std::string why;
      for (const auto& [reason, sites] : tally.reasons) {
        why +=
            (why.empty() ? "" : "; ") + word(reason_phrase(reason)) + " " + std::to_string(sites);
      }
      const std::string cells = row_text(
          {plain(tally.name), std::to_string(tally.improved), std::to_string(tally.regressed),
           std::to_string(tally.unchanged), std::to_string(tally.not_comparable),
           tally.compared > 0 ? display_change(tally.site_effect) : "–",
           tally.compared > 0 ? display_change(tally.catalogue_effect) : "–", plain(why)});
      left_out += line_within(kTalliesEnd, cells) ? 0 : 1;
    }
    say_left_out(left_out);
  }

  void write_all_indicators() {
    std::size_t left_out = 0;
    for (const SiteDiff* site : compared_sites()) left_out += write_indicators(*site);
    say_left_out(left_out);
  }

  /// How many rows had no place.
  std::size_t write_indicators(const SiteDiff& site) {
    bool has_row = false;
    std::size_t left_out = 0;
    for (const IndicatorDiff& item : site.indicators) {
      if (!item.effect || (std::abs(item.effect->site) < kVisibleChange &&
                           std::abs(item.effect->catalogue) < kVisibleChange)) {
        continue;
      }
      const std::string cells = row_text(indicator_cells(item));
      const std::size_t title = has_row ? 0 : plain(site.name).size() + kTableHeadBytes;
      if (out_.size() + title + cells.size() + 1 > kIndicatorsEnd) {
        ++left_out;
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
      line(cells);
    }
    if (has_row && std::abs(site.adjustment) > kVisibleChange) {
      line("\n" + say(phrase::kAdjustment, language_, {display_change(site.adjustment)}));
    }
    return left_out;
  }

  [[nodiscard]] std::vector<std::string> indicator_cells(const IndicatorDiff& item) const {
    const auto index = [](const std::optional<WeightedIndex>& value) {
      return value ? display_index(value->index) : "–";
    };
    return {plain(item.name),
            word(verdict_phrase(item.verdict)),
            plain(reasons_text(item, language_)),
            index(item.old_value),
            index(item.new_value),
            display_change(item.effect->site),
            display_change(item.effect->catalogue)};
  }

  void write_obstacles() {
    bool is_first = true;
    std::size_t left_out = 0;
    for (const auto* sites : {&diff_.sites, &diff_.only_old}) {
      for (const SiteDiff& site : *sites) {
        if (site.basis != DiffBasis::none) continue;
        if (is_first) line("\n## " + word(phrase::kNotCompared) + "\n");
        is_first = false;
        const std::string text = "- " + plain(site.name) + " (" + plain(site.id) +
                                 "): " + word(obstacle_phrase(site.obstacle));
        left_out += line_within(kObstaclesEnd, text) ? 0 : 1;
      }
    }
    say_left_out(left_out);
  }

  void write_groups() {
    if (diff_.groups.empty()) return;
    line("\n## " + word(phrase::kGroupsHead) + "\n");
    std::size_t left_out = 0;
    for (const GroupDiff& group : diff_.groups) {
      left_out += line_within(kGroupsEnd, group_text(group)) ? 0 : 1;
    }
    say_left_out(left_out);
  }

  [[nodiscard]] std::string group_text(const GroupDiff& group) const {
    const PanelChange& panel = group.panel;
    std::string name = group.group.empty() ? group.profile : group.profile + " / " + group.group;
    if (group.measure == "projected") {
      name += " (" + say(phrase::kGroupProjected, language_) + ")";
    }
    std::string out =
        "- " + say(phrase::kGroupLine, language_,
                   {plain(name), display_points(panel.old_mean, {}),
                    display_points(panel.new_mean, {}), display_change(panel.change()),
                    std::to_string(panel.old_count), std::to_string(panel.new_count)});
    out +=
        "\n  " + say(phrase::kGroupSplit, language_,
                     {display_change(panel.continuing), display_change(group.site_effect),
                      display_change(group.catalogue_effect), display_change(group.coverage_effect),
                      display_change(panel.entry), display_change(panel.exit)});
    if (!group.factors) return out;
    return out + "\n  " +
           say(phrase::kFactors, language_,
               {display_change(group.factors->evidence), display_change(group.factors->rules),
                display_change(group.factors->weights)});
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

// The ledger of one site in words, from the total down to each finding.

#include <algorithm>

#include "gweval/report.hpp"
#include "gweval/scoring.hpp"
#include "report/criterion_text.hpp"
#include "report/display.hpp"
#include "report/find_site.hpp"
#include "report/report_text.hpp"
#include "report/results_order.hpp"
#include "report/text_layout.hpp"
#include "report/veto_text.hpp"

namespace gweval {
namespace {

constexpr std::size_t kNameWidth = 60;

class Explanation {
 public:
  Explanation(const Results& results, const SiteResult& site, const TextStyle& style)
      : results_(results),
        site_(site),
        layout_(style),
        language_(style.language),
        cut_offs_(cut_offs_of(results)) {}

  std::string run(const IndicatorRange& range, bool is_whole) {
    write_site();
    if (is_whole) {
      write_score();
    }
    const int top = range.first < range.last ? site_.indicators[range.first].level : 1;
    bool is_in_bonus = !is_whole;
    for (std::size_t i = range.first; i < range.last; ++i) {
      const IndicatorResult& node = site_.indicators[i];
      if (node.level == top) layout_.blank();
      if (node.is_bonus && !is_in_bonus) {
        layout_.paragraph(say(phrase::kBonusHead, language_), 0, 2, Colour::bold);
        is_in_bonus = true;
      }
      write_node(node, static_cast<std::size_t>(std::max(0, node.level - top)) * 2);
    }
    return layout_.take();
  }

 private:
  [[nodiscard]] std::string shown(double points) const { return display_points(points, cut_offs_); }

  void write_site() {
    layout_.paragraph(one_line(site_.name, kNameWidth) + " (" + one_line(site_.id, 100) + ")", 0, 2,
                      Colour::bold);
    layout_.address(site_.url, 0);
    layout_.paragraph(say(phrase::kProfileLine, language_,
                          {profile_title(results_, site_.profile, language_), results_.catalogue_id,
                           results_.as_of}),
                      0);
    if (site_.status == SiteStatus::observed) return;
    const bool is_missing = site_.status == SiteStatus::not_observed;
    const std::string reason = site_.status_reason.empty() ? say(phrase::kNoReason, language_)
                                                           : site_.status_reason.in(language_);
    layout_.paragraph(
        say(is_missing ? phrase::kNotObserved : phrase::kPartialNote, language_, {reason}), 0);
  }

  [[nodiscard]] std::string tiers() const {
    std::string out;
    const std::string comma = language_ == Language::zh ? "、" : ", ";
    for (const std::string& tier : site_.possible_tiers) out += (out.empty() ? "" : comma) + tier;
    return out.empty() ? say(phrase::kTierOpen, language_) : out;
  }

  void write_score() {
    if (site_.status != SiteStatus::not_observed && !site_.is_disqualified) {
      write_total();
      write_parts();
    }
    for (const VetoResult& veto : site_.veto) {
      layout_.paragraph(veto_sentence(site_, veto, language_, cut_offs_), 0, 2,
                        veto.state == "fired" ? Colour::red : Colour::yellow);
    }
  }

  void write_total() {
    const std::string low = shown(site_.total_min);
    const std::string high = shown(site_.total_max);
    if (!site_.total) {
      layout_.paragraph(say(phrase::kUnfinished, language_, {low, high, tiers()}), 0);
    } else {
      const std::string tier = site_.tier.empty() ? say(phrase::kTierOpen, language_) : site_.tier;
      layout_.paragraph(say(phrase::kScored, language_, {shown(*site_.total), tier}), 0);
      if (site_.total_min < site_.total_max) {
        layout_.paragraph(say(phrase::kSampled, language_, {low, high, tiers()}), 0);
      }
    }
    if (site_.projected && !site_.total) {
      layout_.paragraph(say(phrase::kProjection, language_, {shown(*site_.projected)}), 0);
    }
    if (site_.rank) {
      layout_.paragraph(say(phrase::kRankLine, language_,
                            {display_rank(*site_.rank), display_rank_bounds(site_)}),
                        0);
    }
    if (const IndicatorResult* next = next_leaf_to_score(site_)) {
      layout_.paragraph(say(phrase::kNextLeaf, language_,
                            {next->name, shown(next->points_min), shown(next->points_max)}),
                        0);
    }
  }

  void write_parts() {
    const auto part = [&](const std::optional<double>& value, double low, double high) {
      return value ? shown(*value) : shown(low) + "-" + shown(high);
    };
    std::string text =
        say(phrase::kParts, language_,
            {part(site_.base, site_.base_min, site_.base_max),
             part(site_.bonus, site_.bonus_min, site_.bonus_max), display_share(site_.coverage)});
    const std::string comma = language_ == Language::zh ? "，" : ", ";
    if (site_.applicable < 1) {
      text +=
          comma + say(phrase::kNotApplicableShare, language_, {display_share(site_.applicable)});
    }
    if (!site_.base_tier.empty()) {
      text += comma + say(phrase::kBaseTier, language_, {site_.base_tier});
    }
    layout_.paragraph(text, 0);
  }

  /// "name  4.00 / 6.00 points · index 0.667 · coverage 80%"
  void write_node(const IndicatorResult& node, std::size_t indent) {
    std::string text = one_line(node.name.empty() ? node.id : node.name, kNameWidth);
    text += say(phrase::kColon, language_);
    const std::string weight = shown(node.effective_weight);
    if (node.points) {
      text += say(phrase::kPointsOf, language_, {shown(*node.points), weight});
    } else if (node.state == NodeState::not_applicable) {
      text += say(state_phrase(node.state), language_);
    } else {
      text += say(phrase::kPointsWithin, language_,
                  {shown(node.points_min), shown(node.points_max), weight});
    }
    if (node.index) text += " · " + say(phrase::kIndexIs, language_, {display_index(*node.index)});
    if (node.coverage < 1) {
      text += " · " + say(phrase::kCovered, language_, {display_share(node.coverage)});
    }
    if (node.is_leaf && node.state != NodeState::scored &&
        !(node.state == NodeState::not_applicable && !node.points)) {
      text += " · " + say(state_phrase(node.state), language_);
    }
    if (node.weight != node.effective_weight) {
      text += " · " + say(phrase::kPublishedWeight, language_, {shown(node.weight)});
    }
    layout_.paragraph(text, indent, 2, node.level == 1 ? Colour::bold : Colour::none);
    if (!node.is_leaf) return;
    if (node.rating) {
      layout_.paragraph(say(phrase::kLeafRated, language_), indent + 2);
      if (!node.reason.empty()) {
        layout_.paragraph(say(phrase::kDisagreement, language_), indent + 4);
      }
      write_ratings(layout_, node.rating, node.ratings, indent + 4);
    }
    for (const CriterionResult& criterion : node.criteria) write_criterion(criterion, indent + 2);
    if (node.look_at.empty()) return;
    layout_.paragraph(say(phrase::kLookAt, language_), indent + 2, 2, Colour::yellow);
    for (const std::string& url : node.look_at) layout_.address(url, indent + 4);
  }

  void write_criterion(const CriterionResult& criterion, std::size_t indent) {
    std::string text = "* " + criterion_title(criterion, language_);
    const std::string points = criterion_points(criterion, language_, cut_offs_);
    if (!points.empty()) text += say(phrase::kColon, language_) + points;
    const bool is_plain = criterion.state == CriterionState::observed;
    if (!is_plain) text += " · " + say(state_phrase(criterion.state), language_);
    if (criterion.is_veto_only) text += " · " + say(phrase::kVetoOnly, language_);
    layout_.paragraph(text, indent, 4);
    const std::size_t inner = indent + 4;
    if (criterion.is_overridden) layout_.paragraph(say(phrase::kOverridden, language_), inner);
    const std::string measured = criterion_measured(criterion, language_);
    if (!measured.empty()) layout_.paragraph(measured, inner);
    const std::string reason = criterion_reason(criterion, language_);
    if (!reason.empty()) layout_.paragraph(reason, inner, 2, Colour::yellow);
    write_ratings(layout_, criterion.rating, criterion.ratings, inner);
    write_judgement(layout_, criterion, inner);
    if (!criterion.rule.empty()) {
      layout_.paragraph(
          say(phrase::kRule, language_, {criterion.rule, std::to_string(criterion.rule_version)}),
          inner, 2, Colour::dim);
    }
    write_findings(layout_, criterion, inner);
  }

  const Results& results_;
  const SiteResult& site_;
  TextLayout layout_;
  Language language_;
  std::vector<double> cut_offs_;
};

}  // namespace

Result<std::string> to_explanation(const Results& results, std::string_view site_id,
                                   std::string_view indicator, const TextStyle& style) {
  GWEVAL_TRY(const SiteResult* site, find_site(results, site_id));
  GWEVAL_TRY(const IndicatorRange range, find_indicators(*site, indicator));
  return Explanation(results, *site, style).run(range, indicator.empty());
}

}  // namespace gweval

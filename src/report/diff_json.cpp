// gweval-diff/1 (docs/schemas/diff-1.schema.json).

#include "report/diff_json.hpp"

#include <algorithm>
#include <cmath>

#include "gweval/diff_report.hpp"
#include "report/json_writer.hpp"

namespace gweval {
namespace {

constexpr std::size_t kDiffLineDepth = 4;  // a line an indicator
constexpr std::size_t kNoLines = 0;        // all on one line

std::string_view relation_text(CrosswalkRelation relation) {
  switch (relation) {
    case CrosswalkRelation::same:
      break;
    case CrosswalkRelation::renamed:
      return "renamed";
    case CrosswalkRelation::split:
      return "split";
    case CrosswalkRelation::merged:
      return "merged";
    case CrosswalkRelation::added:
      return "added";
    case CrosswalkRelation::dropped:
      return "dropped";
  }
  return "same";
}

class DiffWriter {
 public:
  explicit DiffWriter(std::size_t line_depth) : out_(line_depth) {}

  std::string run(const ResultsDiff& diff) {
    out_.begin_object();
    out_.text("schema", "gweval-diff/1");
    write_body(diff);
    out_.end_object();
    return out_.finish();
  }

  /// For the page: the tiers too, and of every site the counts of its indicators' verdicts.
  std::string summary(const ResultsDiff& diff) {
    is_summary_ = true;
    out_.begin_object();
    out_.list("tiers", diff.tiers, [this](const Tier& tier) {
      out_.begin_object();
      out_.text("name", tier.name);
      out_.number("from", tier.from);
      out_.end_object();
    });
    out_.list("profiles", diff.profiles, [this](const ProfileTitle& profile) {
      out_.begin_object();
      out_.text("id", profile.id);
      out_.key("title");
      local(profile.title);
      out_.end_object();
    });
    write_body(diff);
    out_.end_object();
    return out_.finish();
  }

  std::string indicators(const SiteDiff& row) {
    out_.begin_object();
    write_indicators(row);
    out_.end_object();
    return out_.finish();
  }

 private:
  void write_body(const ResultsDiff& diff) {
    side("old", diff.old_side);
    side("new", diff.new_side);
    out_.list("rules", diff.rules, [this](const RuleChange& change) { rule(change); });
    out_.key("sites");
    out_.begin_array();
    for (const SiteDiff& row : diff.sites) site(row);
    for (const SiteDiff& row : diff.only_old) site(row);
    out_.end_array();
    out_.list("groups", diff.groups, [this](const GroupDiff& row) { group(row); });
    out_.list("indicators", diff.indicators, [this](const IndicatorTally& row) { tally(row); });
    out_.list("notes", diff.notes, [this](const LocalText& note) { local(note); });
  }

  void local(const LocalText& text) {
    out_.begin_object();
    out_.text("zh", text.zh);
    out_.text("en", text.en);
    out_.end_object();
  }

  void number(std::string_view key, const std::optional<double>& value) {
    out_.key(key);
    if (!value) return out_.null();
    // Sums carry the noise of their terms (3.9000000000000004).
    const double clean = std::nearbyint(*value * 1e12) / 1e12;
    out_.value(clean == 0 ? 0.0 : clean);
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    out_.key(key);
    out_.begin_array();
    for (const std::string& value : values) out_.value(std::string_view(value));
    out_.end_array();
  }
  void count(std::string_view key, std::size_t value) { number(key, static_cast<double>(value)); }
  void factors(const std::optional<ThreeFactors>& value) {
    number("evidence_effect", value ? std::optional(value->evidence) : std::nullopt);
    number("rules_effect", value ? std::optional(value->rules) : std::nullopt);
    number("weights_effect", value ? std::optional(value->weights) : std::nullopt);
  }

  void side(std::string_view key, const DiffSide& value) {
    out_.key(key);
    out_.begin_object();
    out_.key("catalogue");
    out_.begin_object();
    out_.text("id", value.catalogue_id);
    out_.text("digest", value.catalogue_digest);
    out_.end_object();
    out_.key("engine");
    out_.begin_object();
    out_.text("version", value.engine_version);
    out_.end_object();
    out_.text("as_of", value.as_of);
    out_.text_or_null("round", value.round);
    out_.end_object();
  }

  void rule(const RuleChange& change) {
    const auto version = [](int value) {
      return value > 0 ? std::optional<double>(value) : std::nullopt;
    };
    out_.begin_object();
    out_.text("rule", change.rule);
    number("old_version", version(change.old_version));
    number("new_version", version(change.new_version));
    out_.end_object();
  }

  void site(const SiteDiff& row) {
    const bool is_compared = row.basis != DiffBasis::none;
    const auto effect = [&](double value) {
      return is_compared ? std::optional(value) : std::nullopt;
    };
    out_.begin_object();
    out_.text("id", row.id);
    number("old_total", row.old_total);
    number("new_total", row.new_total);
    number("change", row.change);
    number("site_effect", effect(row.site_effect));
    number("catalogue_effect", effect(row.catalogue_effect));
    factors(row.factors);
    is_summary_ ? write_verdicts(row) : write_indicators(row);
    out_.text("basis", to_text(row.basis));
    out_.text_or_null("obstacle", row.obstacle == Obstacle::nothing ? "" : to_text(row.obstacle));
    number("old_score", row.old_score);
    number("new_score", row.new_score);
    number("change_min", row.change_min);
    number("change_max", row.change_max);
    number("site_effect_low", effect(row.site_effect_low));
    number("site_effect_high", effect(row.site_effect_high));
    number("site_and_rules", effect(row.site_and_rules));
    number("adjustment", effect(row.adjustment));
    number("compared", row.compared);
    texts("old_ids", row.old_ids);
    out_.text("name", row.name);
    out_.text("profile", row.profile);
    out_.text_or_null("group", row.group);
    out_.text_or_null("old_tier", row.old_tier);
    out_.text_or_null("new_tier", row.new_tier);
    number("old_rank", row.old_rank);
    number("new_rank", row.new_rank);
    out_.end_object();
  }

  void write_indicators(const SiteDiff& row) {
    out_.list("indicators", row.indicators, [this](const IndicatorDiff& item) { indicator(item); });
  }
  void write_verdicts(const SiteDiff& row) {
    const auto of = [&](Verdict verdict) {
      return static_cast<std::size_t>(
          std::count_if(row.indicators.begin(), row.indicators.end(),
                        [&](const IndicatorDiff& item) { return item.verdict == verdict; }));
    };
    count("improved", of(Verdict::improved));
    count("regressed", of(Verdict::regressed));
    count("not_comparable", of(Verdict::not_comparable));
  }

  void indicator(const IndicatorDiff& row) {
    const auto weight = [](const std::optional<WeightedIndex>& value) {
      return value ? std::optional(value->weight) : std::nullopt;
    };
    const auto index = [](const std::optional<WeightedIndex>& value) {
      return value ? std::optional(value->index) : std::nullopt;
    };
    const auto& effect = row.effect;
    const auto part = [&](double TwoFactors::*member) {
      return effect ? std::optional((*effect).*member) : std::nullopt;
    };
    out_.begin_object();
    out_.text("id", row.id);
    out_.text("name", row.name);
    out_.text("verdict", to_text(row.verdict));
    out_.key("reasons");
    out_.begin_array();
    for (const DiffReason reason : row.reasons) out_.value(to_text(reason));
    out_.end_array();
    number("old_weight", weight(row.old_value));
    number("old_index", index(row.old_value));
    number("new_weight", weight(row.new_value));
    number("new_index", index(row.new_value));
    number("site_effect", part(&TwoFactors::site));
    number("catalogue_effect", part(&TwoFactors::catalogue));
    number("catalogue_effect_centred",
           effect ? std::optional(row.catalogue_centred) : std::nullopt);
    factors(row.factors);
    number("site_effect_old_weights", part(&TwoFactors::site_at_old_weights));
    number("site_effect_new_weights", part(&TwoFactors::site_at_new_weights));
    out_.flag("is_site_and_rules", row.is_site_and_rules);
    number("compared", row.compared);
    out_.text("relation", relation_text(row.relation));
    texts("old_ids", row.old_ids);
    texts("new_ids", row.new_ids);
    out_.text_or_null("parent", row.parent);
    out_.flag("is_bonus", row.is_bonus);
    out_.list("rules", row.rules, [this](const RuleChange& change) { rule(change); });
    out_.end_object();
  }

  void panel(const PanelChange& value) {
    number("old_mean", value.old_mean);
    number("new_mean", value.new_mean);
    number("change", value.change());
    number("continuing", value.continuing);
    number("entry", value.entry);
    number("exit", value.exit);
    count("old_count", value.old_count);
    count("new_count", value.new_count);
    count("continuing_count", value.continuing_count);
  }

  void group(const GroupDiff& row) {
    out_.begin_object();
    out_.text("profile", row.profile);
    out_.text_or_null("group", row.group);
    out_.text("measure", row.measure);
    panel(row.panel);
    number("site_effect", row.site_effect);
    number("catalogue_effect", row.catalogue_effect);
    number("coverage_effect", row.coverage_effect);
    factors(row.factors);
    texts("left_out", row.left_out);
    out_.list("indicators", row.indicators, [this](const GroupIndicator& item) {
      out_.begin_object();
      out_.text("id", item.id);
      out_.text("name", item.name);
      number("level", item.level);
      panel(item.panel);
      out_.end_object();
    });
    out_.end_object();
  }

  void tally(const IndicatorTally& row) {
    out_.begin_object();
    out_.text("profile", row.profile);
    out_.text("id", row.id);
    out_.text("name", row.name);
    count("improved", row.improved);
    count("regressed", row.regressed);
    count("unchanged", row.unchanged);
    count("not_comparable", row.not_comparable);
    count("added", row.added);
    count("dropped", row.dropped);
    out_.list("reasons", row.reasons, [this](const std::pair<DiffReason, std::size_t>& one) {
      out_.begin_object();
      out_.text("reason", to_text(one.first));
      count("sites", one.second);
      out_.end_object();
    });
    count("compared", row.compared);
    number("site_effect", row.site_effect);
    number("catalogue_effect", row.catalogue_effect);
    out_.end_object();
  }

  JsonWriter out_;
  bool is_summary_ = false;
};

}  // namespace

std::string to_diff_json(const ResultsDiff& diff) {
  return DiffWriter(kDiffLineDepth).run(diff);
}

std::string diff_summary(const ResultsDiff& diff) {
  return DiffWriter(kNoLines).summary(diff);
}

std::string diff_indicators(const SiteDiff& site) {
  return DiffWriter(kNoLines).indicators(site);
}

}  // namespace gweval

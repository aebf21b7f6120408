// gweval-diff/1 (docs/schemas/diff-1.schema.json).

#include <cmath>

#include "gweval/diff_report.hpp"
#include "report/json_writer.hpp"

namespace gweval {
namespace {

constexpr std::size_t kLineDepth = 4;  // a line an indicator

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
  std::string run(const ResultsDiff& diff) {
    out_.begin_object();
    text("schema", "gweval-diff/1");
    side("old", diff.old_side);
    side("new", diff.new_side);
    list("rules", diff.rules, [this](const RuleChange& change) { rule(change); });
    out_.key("sites");
    out_.begin_array();
    for (const SiteDiff& row : diff.sites) site(row);
    for (const SiteDiff& row : diff.only_old) site(row);
    out_.end_array();
    list("groups", diff.groups, [this](const GroupDiff& row) { group(row); });
    list("notes", diff.notes, [this](const LocalText& note) {
      out_.begin_object();
      text("zh", note.zh);
      text("en", note.en);
      out_.end_object();
    });
    out_.end_object();
    return out_.finish();
  }

 private:
  void text(std::string_view key, std::string_view value) {
    out_.key(key);
    out_.value(value);
  }
  void text_or_null(std::string_view key, std::string_view value) {
    out_.key(key);
    value.empty() ? out_.null() : out_.value(value);
  }
  void number(std::string_view key, const std::optional<double>& value) {
    out_.key(key);
    if (!value) return out_.null();
    // Sums carry the noise of their terms (3.9000000000000004).
    const double clean = std::nearbyint(*value * 1e12) / 1e12;
    out_.value(clean == 0 ? 0.0 : clean);
  }
  void flag(std::string_view key, bool value) {
    out_.key(key);
    out_.value(value);
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    out_.key(key);
    out_.begin_array();
    for (const std::string& value : values) out_.value(std::string_view(value));
    out_.end_array();
  }
  template <class T, class Write>
  void list(std::string_view key, const std::vector<T>& rows, Write write) {
    out_.key(key);
    out_.begin_array();
    for (const T& row : rows) write(row);
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
    text("id", value.catalogue_id);
    text("digest", value.catalogue_digest);
    out_.end_object();
    out_.key("engine");
    out_.begin_object();
    text("version", value.engine_version);
    out_.end_object();
    text("as_of", value.as_of);
    text_or_null("round", value.round);
    out_.end_object();
  }

  void rule(const RuleChange& change) {
    const auto version = [](int value) {
      return value > 0 ? std::optional<double>(value) : std::nullopt;
    };
    out_.begin_object();
    text("rule", change.rule);
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
    text("id", row.id);
    number("old_total", row.old_total);
    number("new_total", row.new_total);
    number("change", row.change);
    number("site_effect", effect(row.site_effect));
    number("catalogue_effect", effect(row.catalogue_effect));
    factors(row.factors);
    list("indicators", row.indicators, [this](const IndicatorDiff& item) { indicator(item); });
    text("basis", to_text(row.basis));
    text_or_null("obstacle", row.obstacle == Obstacle::nothing ? "" : to_text(row.obstacle));
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
    text("name", row.name);
    text("profile", row.profile);
    text_or_null("group", row.group);
    text_or_null("old_tier", row.old_tier);
    text_or_null("new_tier", row.new_tier);
    number("old_rank", row.old_rank);
    number("new_rank", row.new_rank);
    out_.end_object();
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
    text("id", row.id);
    text("name", row.name);
    text("verdict", to_text(row.verdict));
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
    flag("is_site_and_rules", row.is_site_and_rules);
    number("compared", row.compared);
    text("relation", relation_text(row.relation));
    texts("old_ids", row.old_ids);
    texts("new_ids", row.new_ids);
    text_or_null("parent", row.parent);
    flag("is_bonus", row.is_bonus);
    list("rules", row.rules, [this](const RuleChange& change) { rule(change); });
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
    text("profile", row.profile);
    text_or_null("group", row.group);
    text("measure", row.measure);
    panel(row.panel);
    number("site_effect", row.site_effect);
    number("catalogue_effect", row.catalogue_effect);
    number("coverage_effect", row.coverage_effect);
    texts("left_out", row.left_out);
    list("indicators", row.indicators, [this](const GroupIndicator& item) {
      out_.begin_object();
      text("id", item.id);
      text("name", item.name);
      number("level", item.level);
      panel(item.panel);
      out_.end_object();
    });
    out_.end_object();
  }

  JsonWriter out_{kLineDepth};
};

}  // namespace

std::string to_diff_json(const ResultsDiff& diff) {
  return DiffWriter().run(diff);
}

}  // namespace gweval

#pragma once
// The fields of results.json, once: name, order and what may be null. The writer and the reader are
// both visitors of these functions, so they cannot disagree (docs/report-format.md).
//
// A visitor has
//   schema(key, name)        the document's own name
//   text(key, s)             string, required
//   text_or_null(key, s)     null stands for the empty string
//   number, number_or_null   double or optional<double>
//   whole, whole_or_null     int or size_t; null stands for 0, or optional<int>
//   flag, choice             bool; enum by its written names
//   added_choice, added_object  fields that came later: their absence is the first value, or null
//   object(key, s), maybe_object(key, optional), object_or_null(key, what has empty()), list(key,
//   vector), texts(key, vector of strings), versions(key, map of whole numbers)

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/results.hpp"

namespace gweval {

inline constexpr std::string_view kResultsSchema = "gweval-results/1";

template <class V>
void fields_of(V& v, LocalText& text) {
  v.text("zh", text.zh);
  v.text("en", text.en);
}

template <class V>
void fields_of(V& v, Interval& interval) {
  v.number("low", interval.low);
  v.number("high", interval.high);
}

template <class V>
void fields_of(V& v, Tier& tier) {
  v.text("name", tier.name);
  v.number("from", tier.from);
}

template <class V>
void fields_of(V& v, ProfileTitle& profile) {
  v.text("id", profile.id);
  v.object("title", profile.title);
}

template <class V>
void fields_of(V& v, ManualRating& rating) {
  v.text("site_id", rating.site_id);
  v.text("indicator_id", rating.indicator_id);
  v.text_or_null("criterion_id", rating.criterion_id);
  v.number_or_null("index", rating.index);
  v.text_or_null("rater", rating.rater);
  v.text_or_null("note", rating.note);
  v.text_or_null("evidence_url", rating.evidence_url);
  v.text_or_null("scored_at", rating.scored_at);
}

template <class V>
void fields_of(V& v, Decision& decision) {
  v.text("site_id", decision.site_id);
  v.text("indicator_id", decision.indicator_id);
  v.text("criterion_id", decision.criterion_id);
  v.number_or_null("index", decision.index);
  v.text("decided_by", decision.decided_by);
  v.text("reason", decision.reason);
  v.text_or_null("evidence_url", decision.evidence_url);
  v.text_or_null("decided_at", decision.decided_at);
}

template <class V>
void fields_of(V& v, MachineValue& machine) {
  v.choice("state", machine.state);
  v.number_or_null("index", machine.index);
  v.number("index_min", machine.index_min);
  v.number("index_max", machine.index_max);
}

template <class V>
void fields_of(V& v, Override& set_aside) {
  v.text("site_id", set_aside.site_id);
  v.text("indicator_id", set_aside.indicator_id);
  v.text("criterion_id", set_aside.criterion_id);
  v.number_or_null("index", set_aside.index);
  v.text("author", set_aside.author);
  v.text("reason", set_aside.reason);
  v.text_or_null("evidence_url", set_aside.evidence_url);
  v.text_or_null("set_at", set_aside.set_at);
  v.text("expires", set_aside.expires);
  v.flag("is_lapsed", set_aside.is_lapsed);
}

template <class V>
void fields_of(V& v, RenderedFinding& finding) {
  v.text("message", finding.message);
  v.object("text", finding.text);
  v.text_or_null("url", finding.url);
  v.text_or_null("pointer", finding.pointer);
  v.text_or_null("quote", finding.quote);
}

template <class V>
void fields_of(V& v, CriterionResult& criterion) {
  v.text("id", criterion.id);
  v.text_or_null("rule", criterion.rule);
  v.whole_or_null("rule_version", criterion.rule_version);
  v.choice("state", criterion.state);
  v.text_or_null("outcome", criterion.outcome);
  v.number_or_null("value", criterion.value);
  v.text_or_null("unit", criterion.unit);
  v.number_or_null("index", criterion.index);
  v.number("share", criterion.share);
  v.list("findings", criterion.findings);
  v.whole("findings_omitted", criterion.findings_omitted);
  v.object("title", criterion.title);
  v.object("outcome_title", criterion.outcome_title);
  v.maybe_object("interval", criterion.interval);
  v.number("index_min", criterion.index_min);
  v.number("index_max", criterion.index_max);
  v.number("weight", criterion.weight);
  v.number_or_null("points", criterion.points);
  v.number("points_min", criterion.points_min);
  v.number("points_max", criterion.points_max);
  v.object_or_null("reason", criterion.reason);
  v.flag("is_overridden", criterion.is_overridden);
  v.flag("is_veto_only", criterion.is_veto_only);
  v.maybe_object("rating", criterion.rating);
  v.list("ratings", criterion.ratings);
  v.added_choice("agreement", criterion.agreement);
  v.added_object("decision", criterion.decision);
  v.added_object("machine", criterion.machine);
  v.added_object("override", criterion.set_aside);
}

template <class V>
void fields_of(V& v, IndicatorResult& indicator) {
  v.text("id", indicator.id);
  v.text("name", indicator.name);
  v.whole("level", indicator.level);
  v.text_or_null("parent", indicator.parent);
  v.number("weight", indicator.weight);
  v.choice("state", indicator.state);
  v.number_or_null("index", indicator.index);
  v.number("index_min", indicator.index_min);
  v.number("index_max", indicator.index_max);
  v.number_or_null("points", indicator.points);
  v.number("points_min", indicator.points_min);
  v.number("points_max", indicator.points_max);
  v.number("coverage", indicator.coverage);
  v.list("criteria", indicator.criteria);
  v.number("effective_weight", indicator.effective_weight);
  v.number("applicable", indicator.applicable);
  v.flag("is_leaf", indicator.is_leaf);
  v.flag("is_bonus", indicator.is_bonus);
  v.text_or_null("rubric", indicator.rubric);
  v.whole_or_null("rubric_version", indicator.rubric_version);
  v.maybe_object("rating", indicator.rating);
  v.list("ratings", indicator.ratings);
  v.object_or_null("reason", indicator.reason);
  v.added_texts("look_at", indicator.look_at);
}

template <class V>
void fields_of(V& v, VetoResult& veto) {
  v.text("indicator", veto.indicator);
  v.text("criterion", veto.criterion);
  v.text_or_null("node", veto.node);
  v.text("effect", veto.effect);
  v.text("state", veto.state);
  v.number_or_null("cap", veto.cap);
}

/// An unknown column of the site list.
template <class V>
void fields_of(V& v, std::pair<std::string, std::string>& column) {
  v.text("column", column.first);
  v.text("value", column.second);
}

template <class V>
void fields_of(V& v, SiteResult& site) {
  v.text("id", site.id);
  v.text("name", site.name);
  v.text("url", site.url);
  v.text("profile", site.profile);
  v.text_or_null("region_code", site.region_code);
  v.text_or_null("group", site.group);
  v.choice("status", site.status);
  v.number_or_null("base", site.base);
  v.number_or_null("bonus", site.bonus);
  v.number_or_null("total", site.total);
  v.number("total_min", site.total_min);
  v.number("total_max", site.total_max);
  v.number_or_null("projected", site.projected);
  v.number("coverage", site.coverage);
  v.text_or_null("tier", site.tier);
  v.text_or_null("base_tier", site.base_tier);
  v.texts("possible_tiers", site.possible_tiers);
  v.number_or_null("rank", site.rank);
  v.whole_or_null("rank_min", site.rank_min);
  v.whole_or_null("rank_max", site.rank_max);
  v.list("veto", site.veto);
  v.list("indicators", site.indicators);
  v.object_or_null("status_reason", site.status_reason);
  v.text_or_null("captured_at", site.captured_at);
  v.number("base_min", site.base_min);
  v.number("base_max", site.base_max);
  v.number("bonus_min", site.bonus_min);
  v.number("bonus_max", site.bonus_max);
  v.number("applicable", site.applicable);
  v.flag("is_disqualified", site.is_disqualified);
  v.list("extra", site.extra);
}

template <class V>
void fields_of(V& v, Shard& shard) {
  v.whole("number", shard.number);
  v.whole("count", shard.count);
}

template <class V>
void fields_of(V& v, RatingsHead& ratings) {
  v.whole("batches", ratings.batches);
  v.text("digest", ratings.digest);
}

struct EnginePart {
  Results& results;
};
struct CataloguePart {
  Results& results;
};

template <class V>
void fields_of(V& v, EnginePart& part) {
  v.text("version", part.results.engine_version);
  v.versions("rules", part.results.rules);
}

template <class V>
void fields_of(V& v, CataloguePart& part) {
  v.text("id", part.results.catalogue_id);
  v.text("digest", part.results.catalogue_digest);
  v.list("tiers", part.results.tiers);
  v.list("profiles", part.results.profiles);
}

template <class V>
void fields_of(V& v, Results& results) {
  EnginePart engine{results};
  CataloguePart catalogue{results};
  v.schema("schema", kResultsSchema);
  v.object("engine", engine);
  v.object("catalogue", catalogue);
  v.text("as_of", results.as_of);
  v.text_or_null("round", results.round);
  v.list("sites", results.sites);
  v.text_or_null("ranked_by", results.ranked_by);
  v.choice("ties", results.ties);
  v.maybe_object("shard", results.shard);
  v.added_object("ratings", results.ratings);
}

}  // namespace gweval

#include "report/report_json.hpp"

#include <algorithm>

#include "gweval/report_files.hpp"
#include "gweval/scoring.hpp"
#include "report/averages.hpp"
#include "report/certainty_json.hpp"
#include "report/json_visitor.hpp"

namespace gweval {
namespace {

/// Document, profiles or sites, one of them: a line each.
constexpr std::size_t kReportLineDepth = 3;

class ReportJson {
 public:
  ReportJson(const ReportModel& model, std::size_t line_depth)
      : model_(model), results_(*model.results), out_(line_depth), visitor_(out_) {}

  std::string run() {
    out_.begin_object();
    out_.text("schema", kReportSchema);
    write_head();
    out_.list("profiles", model_.profiles, [&](const ProfileReport& item) { profile(item); });
    out_.list("survey", model_.survey, [&](const SurveyGroup& item) { survey(item); });
    out_.list("sites", results_.sites, [&](const SiteResult& item) { site(item); });
    out_.end_object();
    return out_.finish();
  }

 private:
  void whole(std::string_view key, std::size_t value) {
    out_.number(key, static_cast<double>(value));
  }
  template <class T>
  void maybe(std::string_view key, const std::optional<T>& value) {
    out_.key(key);
    value ? out_.value(static_cast<double>(*value)) : out_.null();
  }
  void ids(std::string_view key, const std::vector<const SiteResult*>& sites) {
    out_.list(key, sites, [&](const SiteResult* site) { out_.value(std::string_view(site->id)); });
  }
  void local(std::string_view key, const LocalText& value) {
    out_.key(key);
    out_.begin_object();
    out_.text("zh", value.zh);
    out_.text("en", value.en);
    out_.end_object();
  }

  void write_head() {
    out_.key("engine");
    out_.begin_object();
    out_.text("version", results_.engine_version);
    visitor_.versions("rules", results_.rules);
    out_.end_object();
    out_.key("catalogue");
    out_.begin_object();
    out_.text("id", results_.catalogue_id);
    out_.text("digest", results_.catalogue_digest);
    out_.end_object();
    out_.text("as_of", results_.as_of);
    out_.text_or_null("round", results_.round);
    out_.text_or_null("ranked_by", results_.ranked_by);
    out_.text("ties", to_text(results_.ties));
    out_.text_or_null("previous_as_of", model_.previous_round.value_or(""));
    out_.list("tiers", results_.tiers, [&](const Tier& tier) {
      out_.begin_object();
      out_.text("name", tier.name);
      out_.number("from", tier.from);
      out_.end_object();
    });
  }

  void mean_fields(const MeanValue& mean) {
    maybe("mean", mean.mean);
    whole("complete", mean.complete);
    whole("applicable", mean.applicable);
    maybe("low", mean.low);
    maybe("high", mean.high);
  }
  void mean(const MeanValue& value) {
    out_.begin_object();
    mean_fields(value);
    out_.end_object();
  }

  void profile(const ProfileReport& profile) {
    out_.begin_object();
    out_.text("id", profile.id);
    local("title", profile.title);
    ids("ranked", profile.ranked);
    ids("unranked", profile.unranked);
    ids("left_out", profile.left_out);
    out_.list("indicators", profile.columns, [&](const ReportColumn& item) { column(item); });
    out_.list("averages", profile.averages, [&](const GroupAverages& item) { averages(item); });
    out_.list("tiers", profile.tiers, [&](const TierCount& count) {
      out_.begin_object();
      out_.text("tier", count.tier);
      ids("sites", count.sites);
      whole("possible", count.possible);
      maybe("previous", count.previous);
      out_.end_object();
    });
    out_.list("leading", profile.leading, [&](const LeadingList& item) { leading(item); });
    out_.key("certainty");
    const auto known =
        std::find_if(model_.certainty.begin(), model_.certainty.end(),
                     [&](const ProfileCertainty& one) { return one.profile == profile.id; });
    known == model_.certainty.end() ? out_.null() : write_certainty(*known, out_);
    out_.end_object();
  }

  void column(const ReportColumn& column) {
    out_.begin_object();
    out_.text("id", column.id);
    out_.text("name", column.name);
    whole("level", static_cast<std::size_t>(column.level));
    out_.text_or_null("parent", column.parent);
    out_.number("weight", column.weight);
    out_.flag("is_leaf", column.is_leaf);
    out_.flag("is_bonus", column.is_bonus);
    out_.end_object();
  }

  void averages(const GroupAverages& group) {
    out_.begin_object();
    out_.text_or_null("group", group.group);
    whole("sites", group.sites);
    out_.key("total");
    mean(group.total);
    out_.key("base");
    mean(group.base);
    out_.list("indicators", group.indicators, [&](const MeanValue& value) { mean(value); });
    out_.end_object();
  }

  void leading(const LeadingList& leading) {
    out_.begin_object();
    out_.text_or_null("indicator", leading.indicator);
    out_.key("sites");
    out_.begin_array();
    for (std::size_t i = 0; i < leading.sites.size(); ++i) {
      out_.begin_object();
      out_.text("id", leading.sites[i]->id);
      out_.number("score", leading.scores[i]);
      out_.end_object();
    }
    out_.end_array();
    whole("tied_more", leading.tied_more);
    out_.end_object();
  }

  void survey(const SurveyGroup& group) {
    out_.begin_object();
    out_.text("group", group.name);
    visitor_.texts("profiles", group.profiles);
    whole("sites", group.sites);
    out_.key("year");
    group.year == 0 ? out_.null() : out_.value(static_cast<double>(group.year));
    out_.list("rows", group.rows, [&](const SurveyRow& row) {
      out_.begin_object();
      out_.text("level", row.level);
      out_.text_or_null("indicator", row.indicator);
      out_.text_or_null("parent", row.parent);
      mean_fields(row.ours);
      out_.text_or_null("published", row.published);
      maybe("published_low", row.published_low);
      maybe("published_high", row.published_high);
      maybe("difference", row.difference);
      out_.end_object();
    });
    out_.end_object();
  }

  void site(const SiteResult& site) {
    out_.begin_object();
    out_.text("id", site.id);
    out_.text("name", site.name);
    out_.text("url", site.url);
    out_.text("profile", site.profile);
    out_.text_or_null("region_code", site.region_code);
    out_.text_or_null("group", site.group);
    out_.text("status", to_text(site.status));
    LocalText reason = site.status_reason;
    visitor_.object_or_null("status_reason", reason);
    out_.flag("is_disqualified", site.is_disqualified);
    scores(site);
    whole("findings", findings_of(site));
    next_leaf(site);
    out_.key("nodes");
    nodes(site);
    out_.end_object();
  }

  void scores(const SiteResult& site) {
    maybe("base", site.base);
    out_.number("base_min", site.base_min);
    out_.number("base_max", site.base_max);
    maybe("bonus", site.bonus);
    out_.number("bonus_min", site.bonus_min);
    out_.number("bonus_max", site.bonus_max);
    maybe("total", site.total);
    out_.number("total_min", site.total_min);
    out_.number("total_max", site.total_max);
    maybe("projected", site.projected);
    out_.number("coverage", site.coverage);
    out_.text_or_null("tier", site.tier);
    out_.text_or_null("base_tier", site.base_tier);
    visitor_.texts("possible_tiers", site.possible_tiers);
    maybe("rank", site.rank);
    maybe("rank_min", site.rank_min);
    maybe("rank_max", site.rank_max);
  }

  void next_leaf(const SiteResult& site) {
    out_.key("next_leaf");
    const IndicatorResult* leaf = next_leaf_to_score(site);
    if (leaf == nullptr) return out_.null();
    out_.begin_object();
    out_.text("id", leaf->id);
    out_.number("points_min", leaf->points_min);
    out_.number("points_max", leaf->points_max);
    out_.end_object();
  }

  static std::size_t findings_of(const SiteResult& site) {
    std::size_t out = 0;
    for (const IndicatorResult& leaf : site.indicators) {
      for (const CriterionResult& criterion : leaf.criteria) {
        out += criterion.findings.size() + criterion.findings_omitted;
      }
    }
    return out;
  }

  /// One entry a column of the profile, so that a round of a thousand sites stays small.
  void nodes(const SiteResult& site) {
    out_.begin_array();
    for (const ProfileReport& profile : model_.profiles) {
      if (profile.id != site.profile) continue;
      for (const ReportColumn& column : profile.columns) node(find_node(site, column.id));
    }
    out_.end_array();
  }

  void node(const IndicatorResult* node) {
    if (node == nullptr) {
      out_.null();
      return;
    }
    out_.begin_array();
    out_.value(to_text(node->state));
    node->index ? out_.value(*node->index) : out_.null();
    out_.value(node->index_min);
    out_.value(node->index_max);
    out_.value(node->coverage);
    out_.end_array();
  }

  const ReportModel& model_;
  const Results& results_;
  JsonWriter out_;
  JsonVisitor visitor_;
};

}  // namespace

std::string report_document(const ReportModel& model, std::size_t line_depth) {
  return ReportJson(model, line_depth).run();
}

std::string to_report_json(const ReportModel& model) {
  return report_document(model, kReportLineDepth);
}

}  // namespace gweval

// The certainty of ranks as CSV and JSON.

#include "base/csv.hpp"
#include "gweval/certainty_report.hpp"
#include "report/csv_cells.hpp"
#include "report/find_site.hpp"
#include "report/json_writer.hpp"

namespace gweval {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kLineDepth = 4;  // document, profiles, a profile, its list: a line an entry

std::string number(double value) {
  return csv_cell(value);
}

Row head_of(const Results& results) {
  Row row{"profile",    "row",           "id",         "name",        "score",
          "rank",       "rank_q05",      "rank_q50",   "rank_q95",    "top",
          "mean_shift", "largest_shift", "moved_most", "tier_changes"};
  for (const Tier& tier : results.tiers) row.push_back(csv_cell("P(" + tier.name + ")"));
  return row;
}

std::string name_of(const Results& results, const std::string& id) {
  const SiteResult* site = site_of(results, id);
  return site != nullptr ? site->name : id;
}

Row site_row(const Results& results, const ProfileCertainty& profile, const RankCertainty& site) {
  Row row{csv_cell(profile.profile),
          "site",
          csv_cell(site.site_id),
          csv_cell(name_of(results, site.site_id)),
          number(site.score),
          number(site.rank),
          number(site.rank_q05),
          number(site.rank_median),
          number(site.rank_q95),
          number(site.top),
          number(site.mean_shift),
          "",
          "",
          ""};
  for (const double tier : site.tiers) row.push_back(number(tier));
  return row;
}

Row leaf_row(const Results& results, const ProfileCertainty& profile, const LeafInfluence& leaf) {
  Row row{csv_cell(profile.profile),
          "without",
          csv_cell(leaf.indicator),
          csv_cell(leaf.name),
          "",
          "",
          "",
          "",
          "",
          "",
          number(leaf.mean_shift),
          number(leaf.largest_shift),
          csv_cell(leaf.moved_most),
          number(static_cast<double>(leaf.tier_changes))};
  row.resize(row.size() + results.tiers.size());
  return row;
}

class CertaintyJson {
 public:
  CertaintyJson(const Results& results, JsonWriter& out) : results_(results), out_(out) {}

  void write(const std::vector<ProfileCertainty>& profiles) {
    out_.begin_object();
    out_.text("schema", "gweval-certainty/1");
    out_.text("round", results_.round);
    out_.list("tiers", results_.tiers,
              [this](const Tier& tier) { out_.value(std::string_view(tier.name)); });
    out_.list("profiles", profiles, [this](const ProfileCertainty& profile) { write(profile); });
    out_.end_object();
  }

 private:
  void write(const ProfileCertainty& profile) {
    out_.begin_object();
    out_.text("profile", profile.profile);
    out_.text("scored_by", profile.scored_by);
    // A seed above 2^53 would lose its last digits as a JSON number.
    out_.text("seed", std::to_string(profile.options.seed));
    out_.number("draws", static_cast<double>(profile.options.draws));
    out_.number("spread", profile.options.spread);
    out_.number("top", profile.options.top);
    out_.list("sites", profile.sites, [this](const RankCertainty& site) { write(site); });
    out_.list("leaves", profile.leaves, [this](const LeafInfluence& leaf) { write(leaf); });
    out_.list("left_out", profile.left_out,
              [this](const std::string& id) { out_.value(std::string_view(id)); });
    out_.end_object();
  }

  void write(const RankCertainty& site) {
    out_.begin_object();
    out_.text("id", site.site_id);
    out_.number("score", site.score);
    out_.number("rank", site.rank);
    out_.number("rank_q05", site.rank_q05);
    out_.number("rank_q50", site.rank_median);
    out_.number("rank_q95", site.rank_q95);
    out_.number("p_top", site.top);
    out_.list("p_tiers", site.tiers, [this](double p) { out_.value(p); });
    out_.number("mean_shift", site.mean_shift);
    out_.end_object();
  }

  void write(const LeafInfluence& leaf) {
    out_.begin_object();
    out_.text("indicator", leaf.indicator);
    out_.text("name", leaf.name);
    out_.number("mean_shift", leaf.mean_shift);
    out_.number("largest_shift", leaf.largest_shift);
    out_.text("moved_most", leaf.moved_most);
    out_.number("tier_changes", static_cast<double>(leaf.tier_changes));
    out_.end_object();
  }

  const Results& results_;
  JsonWriter& out_;
};

}  // namespace

std::string to_certainty_csv(const Results& results,
                             const std::vector<ProfileCertainty>& profiles) {
  std::string out(kUtf8Bom);
  out += csv_row(head_of(results));
  for (const ProfileCertainty& profile : profiles) {
    for (const RankCertainty& site : profile.sites)
      out += csv_row(site_row(results, profile, site));
    for (const LeafInfluence& leaf : profile.leaves)
      out += csv_row(leaf_row(results, profile, leaf));
  }
  return out;
}

std::string to_certainty_json(const Results& results,
                              const std::vector<ProfileCertainty>& profiles) {
  JsonWriter out(kLineDepth);
  CertaintyJson(results, out).write(profiles);
  return out.finish();
}

}  // namespace gweval

// The certainty of ranks as CSV and JSON.

#include "base/csv.hpp"
#include "gweval/certainty_report.hpp"
#include "report/certainty_json.hpp"
#include "report/csv_cells.hpp"
#include "report/find_site.hpp"

namespace gweval {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kCertaintyLineDepth =
    4;  // document, profiles, a profile, its list: a line an entry

std::string number(double value) {
  return csv_cell(value);
}

Row head_of(const Results& results) {
  Row row{"profile",    "row",           "id",         "name",        "score",
          "rank",       "rank_q05",      "rank_q50",   "rank_q95",    "top",
          "mean_shift", "largest_shift", "moved_most", "tier_changes"};
  for (const Tier& tier : results.tiers) {
    row.push_back(csv_cell("P_min(" + tier.name + ")"));
    row.push_back(csv_cell("P_max(" + tier.name + ")"));
  }
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
  for (std::size_t tier = 0; tier < site.tiers_min.size(); ++tier) {
    row.push_back(number(site.tiers_min[tier]));
    row.push_back(number(site.tiers_max[tier]));
  }
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
  row.resize(row.size() + 2 * results.tiers.size());
  return row;
}

void write_site(const RankCertainty& site, JsonWriter& out) {
  out.begin_object();
  out.text("id", site.site_id);
  out.number("score", site.score);
  out.number("rank", site.rank);
  out.number("rank_q05", site.rank_q05);
  out.number("rank_q50", site.rank_median);
  out.number("rank_q95", site.rank_q95);
  out.number("p_top", site.top);
  out.list("p_tiers_min", site.tiers_min, [&](double p) { out.value(p); });
  out.list("p_tiers_max", site.tiers_max, [&](double p) { out.value(p); });
  out.number("mean_shift", site.mean_shift);
  out.end_object();
}

void write_leaf(const LeafInfluence& leaf, JsonWriter& out) {
  out.begin_object();
  out.text("indicator", leaf.indicator);
  out.text("name", leaf.name);
  out.number("mean_shift", leaf.mean_shift);
  out.number("largest_shift", leaf.largest_shift);
  out.text("moved_most", leaf.moved_most);
  out.number("tier_changes", static_cast<double>(leaf.tier_changes));
  out.end_object();
}

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

void write_certainty(const ProfileCertainty& profile, JsonWriter& out) {
  out.begin_object();
  out.text("profile", profile.profile);
  out.text("scored_by", profile.scored_by);
  // A seed above 2^53 would lose its last digits as a JSON number.
  out.text("seed", std::to_string(profile.options.seed));
  out.number("draws", static_cast<double>(profile.options.draws));
  out.number("spread", profile.options.spread);
  out.number("top", profile.options.top);
  out.list("sites", profile.sites, [&](const RankCertainty& site) { write_site(site, out); });
  out.list("leaves", profile.leaves, [&](const LeafInfluence& leaf) { write_leaf(leaf, out); });
  out.list("left_out", profile.left_out,
           [&](const std::string& id) { out.value(std::string_view(id)); });
  out.end_object();
}

std::string to_certainty_json(const Results& results,
                              const std::vector<ProfileCertainty>& profiles) {
  JsonWriter out(kCertaintyLineDepth);
  out.begin_object();
  out.text("schema", "gweval-certainty/1");
  out.text("round", results.round);
  out.list("tiers", results.tiers,
           [&](const Tier& tier) { out.value(std::string_view(tier.name)); });
  out.list("profiles", profiles,
           [&](const ProfileCertainty& profile) { write_certainty(profile, out); });
  out.end_object();
  return out.finish();
}

}  // namespace gweval

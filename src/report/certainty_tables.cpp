// The certainty of ranks as CSV and JSON.

#include "base/csv.hpp"
#include "gweval/certainty_report.hpp"
#include "report/csv_cells.hpp"
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
  for (const SiteResult& site : results.sites) {
    if (site.id == id) return site.name;
  }
  return id;
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
    text("schema", "gweval-certainty/1");
    text("round", results_.round);
    list("tiers", results_.tiers,
         [this](const Tier& tier) { out_.value(std::string_view(tier.name)); });
    list("profiles", profiles, [this](const ProfileCertainty& profile) { write(profile); });
    out_.end_object();
  }

 private:
  void text(std::string_view key, std::string_view value) {
    out_.key(key);
    out_.value(value);
  }
  void number(std::string_view key, double value) {
    out_.key(key);
    out_.value(value);
  }
  template <class Items, class Write>
  void list(std::string_view key, const Items& items, Write write_item) {
    out_.key(key);
    out_.begin_array();
    for (const auto& item : items) write_item(item);
    out_.end_array();
  }

  void write(const ProfileCertainty& profile) {
    out_.begin_object();
    text("profile", profile.profile);
    text("scored_by", profile.scored_by);
    // A seed above 2^53 would lose its last digits as a JSON number.
    text("seed", std::to_string(profile.options.seed));
    number("draws", static_cast<double>(profile.options.draws));
    number("spread", profile.options.spread);
    number("top", profile.options.top);
    list("sites", profile.sites, [this](const RankCertainty& site) { write(site); });
    list("leaves", profile.leaves, [this](const LeafInfluence& leaf) { write(leaf); });
    list("left_out", profile.left_out,
         [this](const std::string& id) { out_.value(std::string_view(id)); });
    out_.end_object();
  }

  void write(const RankCertainty& site) {
    out_.begin_object();
    text("id", site.site_id);
    number("score", site.score);
    number("rank", site.rank);
    number("rank_q05", site.rank_q05);
    number("rank_q50", site.rank_median);
    number("rank_q95", site.rank_q95);
    number("p_top", site.top);
    list("p_tiers", site.tiers, [this](double p) { out_.value(p); });
    number("mean_shift", site.mean_shift);
    out_.end_object();
  }

  void write(const LeafInfluence& leaf) {
    out_.begin_object();
    text("indicator", leaf.indicator);
    text("name", leaf.name);
    number("mean_shift", leaf.mean_shift);
    number("largest_shift", leaf.largest_shift);
    text("moved_most", leaf.moved_most);
    number("tier_changes", static_cast<double>(leaf.tier_changes));
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

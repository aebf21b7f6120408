#pragma once
// Two results documents compared: did the sites change, or the ruler? (docs/diff.md, method §2.7 to
// §2.9). Pure. Effects add up to the change without residual.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/decomposition.hpp"
#include "gweval/diff_words.hpp"
#include "gweval/results.hpp"

namespace gweval {

/// A rule used in one of the documents only has version 0 in the other.
struct RuleChange {
  std::string rule;
  int old_version = 0;
  int new_version = 0;
};

/// One row: an indicator, or several that only compare together.
struct IndicatorDiff {
  std::string id;  // new id; several joined by "+"; the old one if dropped
  std::string name;
  std::vector<std::string> old_ids;
  std::vector<std::string> new_ids;
  CrosswalkRelation relation = CrosswalkRelation::same;
  std::string parent;  // of the new tree; of the old one if dropped
  bool is_bonus = false;
  std::optional<WeightedIndex> old_value;  // as compared: on the basis of the site
  std::optional<WeightedIndex> new_value;
  double compared = 1;  // [0, 1]: compared share of the weight, the lesser of both years
  Verdict verdict = Verdict::not_comparable;
  std::vector<DiffReason> reasons;
  std::vector<RuleChange> rules;     // those that differ
  std::optional<TwoFactors> effect;  // absent if not compared
  double catalogue_centred = 0;
  std::optional<ThreeFactors> factors;
  bool is_site_and_rules = false;  // its site effect may be the ruler's: rules changed
};

struct SiteDiff {
  std::string id;                    // new id; the old one if it is gone
  std::vector<std::string> old_ids;  // several: merged, and compared with their mean
  std::string name;
  std::string profile;
  std::string group;
  DiffBasis basis = DiffBasis::none;
  Obstacle obstacle = Obstacle::nothing;
  std::optional<double> old_total;
  std::optional<double> new_total;
  std::optional<double> old_score;  // what is compared, on the basis
  std::optional<double> new_score;
  std::optional<double> change;      // new_score - old_score = site_effect + catalogue_effect
  std::optional<double> change_min;  // of the totals, whatever the open leaves turn out to be
  std::optional<double> change_max;
  double site_effect = 0;
  double catalogue_effect = 0;
  double site_effect_low = 0;  // the lesser of old and new weights
  double site_effect_high = 0;
  double site_and_rules = 0;  // part of the site effect where rules changed as well
  double adjustment = 0;      // part of the site effect: bonus cap, gate and vetoes on the total
  double compared = 0;        // [0, 1]: share of the base that is compared
  std::optional<ThreeFactors> factors;  // evidence_effect, rules_effect, weights_effect
  std::string old_tier;
  std::string new_tier;
  std::optional<double> old_rank;
  std::optional<double> new_rank;
  std::vector<IndicatorDiff> indicators;  // new tree's order, dropped ones last
};

/// Mean of one node's index over the sites of a group where it is known.
struct GroupIndicator {
  std::string id;
  std::string name;
  int level = 1;
  PanelChange panel;
};

struct GroupDiff {
  std::string profile;
  std::string group;    // empty: the whole profile
  std::string measure;  // "total", or "projected" while any site of it is unfinished
  PanelChange panel;
  double site_effect = 0;               // means over the continuing sites;
  double catalogue_effect = 0;          // with coverage_effect they add up to panel.continuing
  double coverage_effect = 0;           // what is scored changed; 0 for totals
  std::optional<ThreeFactors> factors;  // means too, if every continuing site has them
  std::vector<std::string> left_out;    // ids without a score in one of the documents
  std::vector<GroupIndicator> indicators;
};

/// What became of one indicator over the sites of a profile that are in both documents.
struct IndicatorTally {
  std::string profile;
  std::string id;  // as IndicatorDiff::id
  std::string name;
  std::size_t improved = 0;
  std::size_t regressed = 0;
  std::size_t unchanged = 0;
  std::size_t not_comparable = 0;
  std::size_t added = 0;
  std::size_t dropped = 0;
  std::vector<std::pair<DiffReason, std::size_t>> reasons;  // of the not comparable, in order
  std::size_t compared = 0;                                 // sites the means are over
  double site_effect = 0;                                   // mean points
  double catalogue_effect = 0;
};

struct DiffSide {
  std::string catalogue_id;
  std::string catalogue_digest;
  std::string engine_version;
  std::string as_of;
  std::string round;
};

struct ResultsDiff {
  DiffSide old_side;
  DiffSide new_side;
  std::vector<RuleChange> rules;
  std::vector<SiteDiff> sites;  // new document's order
  std::vector<SiteDiff> only_old;
  std::vector<GroupDiff> groups;
  std::vector<IndicatorTally> indicators;  // profile by profile, in the order of their first site
  std::vector<LocalText> notes;
  std::vector<Tier> tiers;             // of the new document
  std::vector<ProfileTitle> profiles;  // likewise
};

/// (old id, new id); an id may stand in several rows: merged or split sites.
using SiteMap = std::vector<std::pair<std::string, std::string>>;

struct DiffOptions {
  const Crosswalk* crosswalk = nullptr;  // null: indicators are matched by id
  SiteMap sites;                         // what is not in it is matched by id
  /// For three factors, scored with the very catalogues of the documents: x10 and x01. What the
  /// engine at hand measures with another version of a rule than the document did is left out.
  const Results* new_evidence_old_rules = nullptr;
  const Results* old_evidence_new_rules = nullptr;
};

[[nodiscard]] ResultsDiff diff_results(const Results& old_results, const Results& new_results,
                                       const DiffOptions& options);

}  // namespace gweval

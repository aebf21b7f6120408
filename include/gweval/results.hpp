#pragma once
// Results of a round: what results.json holds and every report is a view of (DESIGN §9, §10).
// Unknown is never quietly zero: values that are not known are absent.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/judgement.hpp"
#include "gweval/rule.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// Leaf and node states of method §2.2. Written to files: never rename.
enum class NodeState { scored, pending, error, not_applicable };
[[nodiscard]] std::string_view to_text(NodeState state);  // scored pending error na

enum class CriterionState { observed, cannot_tell, not_applicable, rule_error, pending, rated };
[[nodiscard]] std::string_view to_text(CriterionState state);

/// What a rule made of a criterion that people then scored.
struct MachineValue {
  CriterionState state = CriterionState::cannot_tell;
  std::optional<double> index;  // [0, 1]
  double index_min = 0;
  double index_max = 1;

  friend bool operator==(const MachineValue&, const MachineValue&) = default;
};

/// A finding with its sentence filled in, in both languages.
struct RenderedFinding {
  std::string message;  // MessageSpec id
  LocalText text;
  std::string url;
  std::string pointer;
  std::string quote;

  friend bool operator==(const RenderedFinding&, const RenderedFinding&) = default;
};

struct CriterionResult {
  std::string id;
  LocalText title;
  std::string rule;  // empty if manual
  int rule_version = 0;
  CriterionState state = CriterionState::pending;
  std::string outcome;
  LocalText outcome_title;
  std::optional<double> value;
  std::string unit;
  std::optional<Interval> interval;
  std::optional<double> index;  // [0, 1]
  double index_min = 0;
  double index_max = 1;
  double share = 0;   // of the leaf, [0, 1], among all criteria; deduction rubrics: 0
  double weight = 0;  // points it is worth now; deduction rubrics and what does not count: 0
  std::optional<double> points;  // absent until known; a deduction is negative
  double points_min = 0;
  double points_max = 0;
  bool is_veto_only = false;           // counts for a veto, never for points
  LocalText reason;                    // why it is not known
  bool is_overridden = false;          // a whole-leaf rating replaced it; kept visible
  std::optional<ManualRating> rating;  // what counts: of several raters, their mean
  std::vector<ManualRating> ratings;   // each one's own, when there are several
  Agreement agreement = Agreement::none;
  std::optional<Decision> decision;     // a third person's, between raters who differed
  std::optional<MachineValue> machine;  // of a rule whose value does not count now
  std::optional<Override> set_aside;    // why not; a lapsed one is kept for the record
  std::vector<RenderedFinding> findings;
  std::size_t findings_omitted = 0;

  friend bool operator==(const CriterionResult&, const CriterionResult&) = default;
};

struct IndicatorResult {
  std::string id;
  std::string name;
  int level = 1;
  std::string parent;  // empty at level 1
  bool is_leaf = false;
  bool is_bonus = false;
  double weight = 0;            // points, as published
  double effective_weight = 0;  // points after the n/a policy
  NodeState state = NodeState::pending;
  std::optional<double> index;  // absent until complete
  double index_min = 0;
  double index_max = 1;
  std::optional<double> points;  // absent until complete
  double points_min = 0;
  double points_max = 0;
  double coverage = 0;    // [0, 1]: scored share of the applicable weight
  double applicable = 1;  // [0, 1]: applicable share of the published weight (method §2.3)
  std::string rubric;     // id, leaves only
  int rubric_version = 0;
  std::optional<ManualRating> rating;  // of the whole leaf; of several raters, their mean
  std::vector<ManualRating> ratings;   // each one's own, when there are several
  LocalText reason;                    // leaves: why a whole-leaf rating does not settle it
  std::vector<CriterionResult> criteria;
  std::vector<std::string> look_at;  // leaves that await a person: crawled pages about them

  friend bool operator==(const IndicatorResult&, const IndicatorResult&) = default;
};

struct VetoResult {
  std::string indicator;  // of the criterion
  std::string criterion;
  std::string node;    // zero_node: the indicator that is set to zero
  std::string effect;  // "zero_node", "cap", "disqualify"
  std::string state;   // "fired" or "possible" (not yet known)
  std::optional<double> cap;

  friend bool operator==(const VetoResult&, const VetoResult&) = default;
};

enum class SiteStatus {
  observed,      // the start address answered and was read
  partial,       // some captures are missing (limit, interruption, offline)
  not_observed,  // nothing could be observed: no score is made of it
};
[[nodiscard]] std::string_view to_text(SiteStatus status);

struct SiteResult {
  std::string id;
  std::string name;
  std::string url;
  std::string profile;
  std::string region_code;
  std::string group;
  std::vector<std::pair<std::string, std::string>> extra;
  SiteStatus status = SiteStatus::observed;
  LocalText status_reason;
  std::string captured_at;      // newest capture, ISO 8601 UTC; empty if none
  std::optional<double> base;   // [0, 100]
  std::optional<double> bonus;  // [0, cap]
  std::optional<double> total;  // absent until complete or when disqualified
  double base_min = 0;
  double base_max = 100;
  double bonus_min = 0;
  double bonus_max = 10;
  double total_min = 0;
  double total_max = 110;
  std::optional<double> projected;  // scored points / scored weight x 100; a projection
  double coverage = 0;              // of the base, [0, 1]
  double applicable = 1;            // of the base, [0, 1]
  std::string tier;                 // empty unless certain; "不合格" never: see disqualified
  std::string base_tier;
  std::vector<std::string> possible_tiers;  // best first
  bool is_disqualified = false;
  std::optional<double> rank;   // within its profile, whole unless ties are fractional; absent if
                                // disqualified or not observed
  std::optional<int> rank_min;  // best possible
  std::optional<int> rank_max;  // worst possible
  std::vector<VetoResult> veto;
  std::vector<IndicatorResult> indicators;  // pre-order, bonus last

  friend bool operator==(const SiteResult&, const SiteResult&) = default;
};

enum class TieRule { competition, dense, fractional };

struct ProfileTitle {
  std::string id;
  LocalText title;

  friend bool operator==(const ProfileTitle&, const ProfileTitle&) = default;
};

/// Part K of N of a round: every Nth site of the list, from the Kth on.
struct Shard {
  int number = 1;  // 1 to count
  int count = 1;

  friend bool operator==(const Shard&, const Shard&) = default;
};

/// Which state of the store of ratings counted. Its newest batch names all before it and all sheets
/// by digest, so a store rewritten later has another digest.
struct RatingsHead {
  int batches = 0;
  std::string digest;  // "sha256:<hex>" of the newest batch

  friend bool operator==(const RatingsHead&, const RatingsHead&) = default;
};

struct Results {
  std::string engine_version;
  std::map<std::string, int> rules;  // id -> version, the ones used
  std::string catalogue_id;
  std::string catalogue_digest;
  std::vector<Tier> tiers;             // of the catalogue, best first
  std::vector<ProfileTitle> profiles;  // of the catalogue
  std::string as_of;                   // YYYY-MM-DD
  std::string round;
  std::string ranked_by;  // "total" if every ranked site is complete, else "projected"
  TieRule ties = TieRule::competition;
  std::vector<SiteResult> sites;       // site-list order
  std::optional<Shard> shard;          // absent: the whole round
  std::optional<RatingsHead> ratings;  // absent: no store of ratings was given

  friend bool operator==(const Results&, const Results&) = default;
};

}  // namespace gweval

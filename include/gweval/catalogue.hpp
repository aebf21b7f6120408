#pragma once
// A catalogue: one published edition of weighted indicators with gweval's rubrics. Immutable after
// loading.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/text.hpp"

namespace gweval {

/// A weight in points, held as integer ten-thousandths so that sums are exact (method §2.0).
struct Weight {
  std::int64_t units = 0;  // 1 point = 10'000

  static constexpr std::int64_t kPerPoint = 10'000;
  [[nodiscard]] double points() const { return static_cast<double>(units) / kPerPoint; }
  friend auto operator<=>(const Weight&, const Weight&) = default;
};

struct LexiconEntry {
  std::string id;
  std::string name;
  std::vector<std::string> words;
  std::optional<int> window_days;  // how new the newest item must be
};

struct Lexicon {
  std::string id;
  int version = 1;
  std::vector<LexiconEntry> entries;
};

/// Lexicons are resolved at load time, so a rule never opens a file.
using ParamValue =
    std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>, Lexicon>;
using ParamMap = std::map<std::string, ParamValue, std::less<>>;

/// Index by outcome; every outcome of the rule is named, worse never above better.
struct OutcomePoints {
  std::vector<std::pair<std::string, double>> index;  // outcome -> [0, 1], best first
};

/// index = clamp((v - low) / (high - low), 0, 1); low > high when lower is better.
struct Goalposts {
  double low = 0;
  double high = 1;
};

/// index of the first step with value >= from (inclusive), else fallback.
struct Steps {
  std::vector<std::pair<double, double>> steps;  // (from, index), from descending
  double fallback = 0;
};

/// n x each points taken off, at most cap; n is the observation's value.
struct Deduction {
  double each_points = 0;
  std::optional<double> cap_points;
};

using Scale = std::variant<OutcomePoints, Goalposts, Steps, Deduction>;

struct Grade {
  std::string grade;
  double index = 0;
  LocalText anchor;
};

enum class VetoEffect { zero_node, cap, disqualify };

/// Fires when the criterion's outcome is one of `outcomes`; acts after roll-up.
struct Veto {
  std::vector<std::string> outcomes;
  VetoEffect effect = VetoEffect::disqualify;
  std::string node;       // zero_node: indicator id; empty means the leaf itself
  double cap_points = 0;  // cap: highest total
};

struct Criterion {
  std::string id;
  LocalText title;
  double share = 1;  // relative within the leaf, > 0; unused by deduction rubrics
  bool is_manual = false;
  std::string rule;      // empty if manual
  int rule_version = 0;  // as registered when the catalogue was loaded
  ParamMap params;       // complete: defaults filled, references resolved
  Scale scale = OutcomePoints{};
  std::optional<Veto> veto;
  bool is_veto_only = false;  // share 0: measures for the veto alone
  LocalText guidance;         // manual: what to look at
  std::vector<Grade> grades;  // manual, best first; may be empty for a free index
};

enum class RubricKind { checklist, deduction };

struct Rubric {
  std::string id;
  int version = 1;
  std::string basis;
  LocalText about;
  RubricKind kind = RubricKind::checklist;
  std::vector<Criterion> criteria;
};

/// A node of the tree. Leaves have a rubric and no children.
struct Indicator {
  std::string id;    // unique in its profile
  std::string name;  // as published
  Weight weight;
  int level = 1;
  bool is_bonus = false;
  std::vector<Indicator> children;
  std::optional<Rubric> rubric;  // resolved for this leaf
  std::vector<std::string> categories;
  std::vector<std::string> notes;

  [[nodiscard]] bool is_leaf() const { return children.empty(); }
};

struct Profile {
  std::string id;
  LocalText title;
  std::vector<Indicator> indicators;  // level 1; weights sum to 100 points
  std::vector<Indicator> bonus;       // leaves; on top of 100
  std::vector<std::string> notes;
};

struct Tier {
  std::string name;
  double from = 0;  // inclusive, points
  friend bool operator==(const Tier&, const Tier&) = default;
};

enum class NotApplicablePolicy { reweight_parent, reweight_root, spread_even, zero, full };

struct BonusRule {
  double cap = 10;
  std::optional<double> gate;  // bonus counts only if the base total is above this
};

enum class CrosswalkRelation { same, renamed, split, merged, added, dropped };

struct CrosswalkEntry {
  std::vector<std::string> from;
  std::vector<std::string> to;
  CrosswalkRelation relation = CrosswalkRelation::same;
};

struct Crosswalk {
  std::string from;  // catalogue ids
  std::string to;
  std::map<std::string, std::vector<CrosswalkEntry>> profiles;
};

struct Catalogue {
  std::string id;
  int year = 0;
  LocalText title;
  std::string source;
  std::vector<Tier> tiers;  // best first; the last starts at 0
  NotApplicablePolicy not_applicable = NotApplicablePolicy::reweight_parent;
  std::optional<double> total_veto_cap;  // nothing: a total veto disqualifies
  BonusRule bonus;
  std::vector<Profile> profiles;
  std::vector<Crosswalk> crosswalks;
  std::string digest;  // "sha256:<hex>" over all files in name order
  std::vector<std::string> notes;

  [[nodiscard]] const Profile* find_profile(std::string_view profile_id) const;
};

}  // namespace gweval

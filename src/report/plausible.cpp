#include "report/plausible.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/numbers.hpp"

namespace gweval {
namespace {

constexpr double kSlack = 1e-5;  // points: several roundings at 1e-6
constexpr int kMaxLevel = 32;    // far beyond any catalogue

using Fault = std::optional<std::string>;

std::string at(const std::string& field, double value, const std::string& expected) {
  return field + " is " + shortest_decimal(value) + "; expected " + expected;
}

Fault share(const std::string& field, std::optional<double> value) {
  if (!value || (*value >= 0 && *value <= 1)) return std::nullopt;
  return at(field, *value, "0 to 1");
}

/// Bounds in order and not below nothing, and the value between them.
Fault between(const std::string& field, std::optional<double> value, double low, double high) {
  if (low < -kSlack) return at(field + "_min", low, "0 or more");
  if (low > high + kSlack) {
    return at(field + "_min", low, "at most " + field + "_max, " + shortest_decimal(high));
  }
  if (!value || (*value >= low - kSlack && *value <= high + kSlack)) return std::nullopt;
  return at(field, *value, shortest_decimal(low) + " to " + shortest_decimal(high));
}

Fault first_of(std::initializer_list<Fault> faults) {
  const auto found = std::find_if(faults.begin(), faults.end(),
                                  [](const Fault& fault) { return fault.has_value(); });
  return found == faults.end() ? std::nullopt : *found;
}

Fault in(const std::string& where, const Fault& fault) {
  return fault ? Fault(where + ": " + *fault) : std::nullopt;
}

Fault of_criterion(const CriterionResult& one) {
  return first_of({share("share", one.share), share("index", one.index),
                   share("index_min", one.index_min), share("index_max", one.index_max)});
}

Fault of_points(const IndicatorResult& node) {
  if (node.weight < 0) return at("weight", node.weight, "0 or more");
  if (node.effective_weight < -kSlack) {
    return at("effective_weight", node.effective_weight, "0 or more");
  }
  if (node.points_max > node.effective_weight + kSlack) {
    return at("points_max", node.points_max,
              "at most effective_weight, " + shortest_decimal(node.effective_weight));
  }
  if (node.index.has_value() != node.points.has_value()) {
    return std::string(node.index ? "points" : "index") + " is null; expected a number, as " +
           (node.index ? "index" : "points") + " is one";
  }
  return between("points", node.points, node.points_min, node.points_max);
}

Fault of_indicator(const IndicatorResult& node) {
  if (node.level < 1 || node.level > kMaxLevel) {
    return at("level", node.level, "1 to " + std::to_string(kMaxLevel));
  }
  const Fault fault =
      first_of({share("coverage", node.coverage), share("applicable", node.applicable),
                share("index", node.index), share("index_min", node.index_min),
                share("index_max", node.index_max), of_points(node)});
  if (fault) return fault;
  for (const CriterionResult& one : node.criteria) {
    if (const Fault bad = in("criterion " + one.id, of_criterion(one))) return bad;
  }
  return std::nullopt;
}

/// Parents stand before their children: so there is no cycle, and every chain ends at level 1.
Fault of_tree(const SiteResult& site) {
  std::map<std::string_view, int> levels;
  for (const IndicatorResult& node : site.indicators) {
    const std::string where = "indicator " + node.id;
    if (node.level > 1) {
      const auto parent = levels.find(node.parent);
      if (parent == levels.end()) {
        return where + ": parent is '" + node.parent + "'; expected an indicator before this one";
      }
      if (parent->second != node.level - 1) {
        return in(where, at("level", node.level,
                            std::to_string(parent->second + 1) + ", one below its parent"));
      }
    } else if (!node.parent.empty()) {
      return where + ": parent is '" + node.parent + "'; expected none at level 1";
    }
    if (!levels.emplace(node.id, node.level).second) {
      return where + ": id is there twice; expected once a site";
    }
    if (const Fault fault = in(where, of_indicator(node))) return fault;
  }
  return std::nullopt;
}

Fault of_ranks(const SiteResult& site) {
  const auto from_one = [](const std::string& field, std::optional<double> rank) {
    return rank && *rank < 1 ? Fault(at(field, *rank, "1 or more")) : std::nullopt;
  };
  const auto whole = [](std::optional<int> rank) {
    return rank ? std::optional<double>(*rank) : std::nullopt;
  };
  const Fault fault =
      first_of({from_one("rank", site.rank), from_one("rank_min", whole(site.rank_min)),
                from_one("rank_max", whole(site.rank_max))});
  if (fault || !site.rank_min || !site.rank_max || *site.rank_min <= *site.rank_max) return fault;
  return at("rank_min", *site.rank_min, "at most rank_max, " + std::to_string(*site.rank_max));
}

Fault of_tier_names(const Results& results, const SiteResult& site) {
  const auto is_known = [&](const std::string& name) {
    return name.empty() || std::any_of(results.tiers.begin(), results.tiers.end(),
                                       [&](const Tier& tier) { return tier.name == name; });
  };
  std::vector<std::string> names{site.tier, site.base_tier};
  names.insert(names.end(), site.possible_tiers.begin(), site.possible_tiers.end());
  for (const std::string& name : names) {
    if (!is_known(name)) return "tier '" + name + "' is none of the results' tiers";
  }
  return std::nullopt;
}

Fault of_veto(const SiteResult& site) {
  const auto is_one_of = [](std::string_view text, std::initializer_list<std::string_view> all) {
    return std::find(all.begin(), all.end(), text) != all.end();
  };
  for (const VetoResult& veto : site.veto) {
    if (!is_one_of(veto.effect, {"zero_node", "cap", "disqualify"}) ||
        !is_one_of(veto.state, {"fired", "possible"})) {
      return "veto of an unknown effect or state: '" + veto.effect + "', '" + veto.state + "'";
    }
  }
  return std::nullopt;
}

Fault of_site(const Results& results, const SiteResult& site) {
  const std::optional<double> projected = site.projected;
  return first_of(
      {share("coverage", site.coverage), share("applicable", site.applicable),
       between("base", site.base, site.base_min, site.base_max),
       between("bonus", site.bonus, site.bonus_min, site.bonus_max),
       between("total", site.total, site.total_min, site.total_max),
       projected && *projected < 0 ? Fault(at("projected", *projected, "0 or more")) : Fault(),
       of_ranks(site), of_tier_names(results, site), of_veto(site), of_tree(site)});
}

}  // namespace

std::optional<std::string> find_implausible(const Results& results) {
  std::set<std::string_view> ids;
  for (const SiteResult& site : results.sites) {
    const std::string where = "site " + site.id;
    if (!ids.insert(site.id).second) return where + ": id is there twice; expected once";
    if (const Fault fault = in(where, of_site(results, site))) return fault;
  }
  return std::nullopt;
}

}  // namespace gweval

#include "handscore/next_leaves.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "score/tiers.hpp"

namespace gweval {
namespace {

constexpr double kStep = 1e-6;  // totals are rounded to it

/// Bounds of a profile's sites, sorted, to count who is certainly above or below.
struct Bounds {
  std::vector<double> low;
  std::vector<double> high;

  [[nodiscard]] std::size_t certainly_above(double my_high) const {
    return static_cast<std::size_t>(low.end() -
                                    std::upper_bound(low.begin(), low.end(), my_high + kStep));
  }
  [[nodiscard]] std::size_t certainly_below(double my_low) const {
    return static_cast<std::size_t>(std::lower_bound(high.begin(), high.end(), my_low - kStep) -
                                    high.begin());
  }
};

bool is_ranked(const SiteResult& site) {
  return site.status != SiteStatus::not_observed && !site.is_disqualified;
}

/// The total's bounds once the leaf is settled at its low or its high end. A fired cap or a full
/// bonus may hold more than that: then less changes, never more.
std::pair<double, double> settled(const SiteResult& site, double width, bool at_low) {
  const double room = std::min(width, site.total_max - site.total_min);
  return at_low ? std::pair(site.total_min, site.total_max - room)
                : std::pair(site.total_min + room, site.total_max);
}

NextLeaf judge(const Results& results, const SiteResult& site, const IndicatorResult& leaf,
               const Bounds& bounds) {
  NextLeaf out;
  out.site = &site;
  out.leaf = &leaf;
  out.width = leaf.points_max - leaf.points_min;
  out.is_by_hand = leaf.state == NodeState::pending;
  const std::size_t tiers = site.possible_tiers.size();
  const std::size_t apart =
      bounds.certainly_above(site.total_max) + bounds.certainly_below(site.total_min);
  for (const bool at_low : {true, false}) {
    const auto [low, high] = settled(site, out.width, at_low);
    const std::size_t left = possible_tiers(results.tiers, low, high).size();
    out.tiers = std::max(out.tiers, tiers > left ? tiers - left : 0);
    const std::size_t now = bounds.certainly_above(high) + bounds.certainly_below(low);
    out.ranks = std::max(out.ranks, now > apart ? now - apart : 0);
  }
  return out;
}

/// Whether anything about the site's tier or rank is still open at all.
bool is_open(const SiteResult& site) {
  const bool has_rank = site.rank_min && site.rank_max;
  return site.possible_tiers.size() > 1 || (has_rank && *site.rank_min < *site.rank_max);
}

/// Leaves that can do something by themselves; while there is none, those of a person: together
/// they may.
NextLeaves telling(std::vector<NextLeaf> all) {
  const auto tells = [](const NextLeaf& one) { return one.tiers + one.ranks > 0; };
  const bool has_telling = std::any_of(all.begin(), all.end(), tells);
  NextLeaves out;
  for (NextLeaf& one : all) {
    if (has_telling ? tells(one) : one.is_by_hand) {
      out.leaves.push_back(one);
    } else {
      ++out.idle;
    }
  }
  return out;
}

}  // namespace

NextLeaves leaves_to_score(const Results& results) {
  std::map<std::string, Bounds> bounds;
  for (const SiteResult& site : results.sites) {
    if (!is_ranked(site)) continue;
    bounds[site.profile].low.push_back(site.total_min);
    bounds[site.profile].high.push_back(site.total_max);
  }
  for (auto& [profile, of] : bounds) {
    std::sort(of.low.begin(), of.low.end());
    std::sort(of.high.begin(), of.high.end());
  }
  std::vector<NextLeaf> out;
  for (const SiteResult& site : results.sites) {
    if (!is_ranked(site) || !is_open(site)) continue;
    for (const IndicatorResult& leaf : site.indicators) {
      const bool is_unfinished = leaf.state == NodeState::pending || leaf.state == NodeState::error;
      if (!leaf.is_leaf || !is_unfinished || leaf.points_max <= leaf.points_min) continue;
      out.push_back(judge(results, site, leaf, bounds[site.profile]));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const NextLeaf& a, const NextLeaf& b) {
    return std::tuple(a.tiers, a.ranks, a.width) > std::tuple(b.tiers, b.ranks, b.width);
  });
  return telling(std::move(out));
}

std::string to_next_text(const NextLeaves& next, std::size_t limit, Language language) {
  const bool is_zh = language == Language::zh;
  const std::vector<NextLeaf>& leaves = next.leaves;
  if (leaves.empty() && next.idle == 0) {
    return is_zh ? "没有还能改变等级或名次的待评指标。\n"
                 : "No open leaf can change a tier or a rank any more.\n";
  }
  // No line is wider than a terminal's 80 columns; the CSV has all of it.
  constexpr std::size_t kSite = 14;
  constexpr std::size_t kLeaf = 23;
  const bool is_telling = !leaves.empty() && leaves.front().tiers + leaves.front().ranks > 0;
  std::string out;
  if (!is_telling) {
    out = is_zh ? "没有哪一项单独就能排除等级或分出先后；人工可评的按分值跨度列出。\n"
                : "No leaf rules out a tier or tells sites apart by itself; those of a "
                  "person,\nthe widest first:\n";
  }
  out += fit_left(is_zh ? "网站" : "Site", kSite) + " " + fit_left(is_zh ? "指标" : "Leaf", kLeaf) +
         fit_right(is_zh ? "分值跨度" : "points", 9) +
         fit_right(is_zh ? "可排除等级" : "tiers", 11) +
         fit_right(is_zh ? "可分先后" : "sites", 9) + (is_zh ? " 由谁评" : " by") + "\n";
  for (std::size_t i = 0; i < std::min(limit, leaves.size()); ++i) {
    const NextLeaf& one = leaves[i];
    out += fit_left(to_printable(one.site->name), kSite) + " " +
           fit_left(to_printable(one.leaf->name), kLeaf) +
           fit_right(fmt::format("{:.2f}", one.width), 9) +
           fit_right(std::to_string(one.tiers), 11) + fit_right(std::to_string(one.ranks), 9) +
           (one.is_by_hand ? (is_zh ? " 人工" : " hand") : (is_zh ? " 机器未能判" : " rule")) +
           "\n";
  }
  if (leaves.size() > limit) {
    out +=
        fmt::format(fmt::runtime(is_zh ? "另有 {} 项。\n" : "{} more.\n"), leaves.size() - limit);
  }
  if (next.idle > 0) {
    out += fmt::format(
        fmt::runtime(is_zh ? "另有 {} 项待评，单独不改变什么，没有列出。\n"
                           : "Open, but settling nothing by themselves, and not listed: {}.\n"),
        next.idle);
  }
  return out;
}

std::string to_next_csv(const NextLeaves& next, std::size_t limit) {
  const std::vector<NextLeaf>& leaves = next.leaves;
  std::string out = std::string(kUtf8Bom) + csv_row({"site_id", "site", "indicator_id", "indicator",
                                                     "points", "tiers", "sites", "by"});
  for (std::size_t i = 0; i < std::min(limit, leaves.size()); ++i) {
    const NextLeaf& one = leaves[i];
    out += csv_row({one.site->id, one.site->name, one.leaf->id, one.leaf->name,
                    shortest_decimal(one.width), std::to_string(one.tiers),
                    std::to_string(one.ranks), one.is_by_hand ? "hand" : "rule"});
  }
  return out;
}

}  // namespace gweval

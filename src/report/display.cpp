#include "report/display.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "base/numbers.hpp"
#include "gweval/report.hpp"

namespace gweval {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kCent = kMillion / 100;

/// The quantised number that tiers were taken on (method §2.0).
std::int64_t key_of(double points) {
  return std::llround(std::nearbyint(points * static_cast<double>(kMillion)));
}

std::string two_decimals(std::int64_t cents) {
  const std::string fraction = std::to_string(cents % 100);
  return std::to_string(cents / 100) + (fraction.size() == 1 ? ".0" : ".") + fraction;
}

}  // namespace

std::string display_points(double points, const std::vector<double>& cut_offs) {
  if (!std::isfinite(points)) return "-";
  const std::int64_t key = key_of(points);
  if (key < 0) {
    const std::int64_t cents = (-key + kCent / 2) / kCent;
    return (cents == 0 ? "" : "-") + two_decimals(cents);
  }
  std::int64_t cents = (key + kCent / 2) / kCent;
  for (const double cut_off : cut_offs) {
    const std::int64_t from = key_of(cut_off);
    if (key < from && cents * kCent >= from) cents = key / kCent;
  }
  return two_decimals(cents);
}

std::vector<double> cut_offs_of(const Results& results) {
  std::vector<double> out;
  for (const Tier& tier : results.tiers) out.push_back(tier.from);
  return out;
}

std::string display_share(double share) {
  auto percent = std::lround(share * 100);
  if (share < 1) percent = std::min(percent, 99L);
  if (share > 0) percent = std::max(percent, 1L);
  return std::to_string(percent) + "%";
}

std::string display_index(double index) {
  const auto thousandths = static_cast<std::int64_t>(std::floor(index * 1000 + 0.5 + 1e-9));
  std::string fraction = std::to_string(thousandths % 1000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(thousandths / 1000) + "." + fraction;
}

std::string display_rank(double rank) {
  return shortest_decimal(rank);
}

std::string display_rank_bounds(const SiteResult& site) {
  if (!site.rank_min || !site.rank_max) return "-";
  if (site.rank_min == site.rank_max) return std::to_string(*site.rank_min);
  return std::to_string(*site.rank_min) + "-" + std::to_string(*site.rank_max);
}

std::string display_value(double value) {
  if (std::abs(value) >= 1e11) return shortest_decimal(value);
  return shortest_decimal(std::nearbyint(value * 1e4) / 1e4);
}

std::string display_tiers(const SiteResult& site) {
  if (!site.tier.empty()) return site.tier;
  if (site.possible_tiers.empty()) return "-";
  if (site.possible_tiers.size() == 1) return site.possible_tiers.front() + "?";
  return site.possible_tiers.front() + "~" + site.possible_tiers.back();
}

}  // namespace gweval

#include "score/tiers.hpp"

#include <cstdint>
#include <limits>

#include "score/rounding.hpp"

namespace gweval {

std::string tier_of(const std::vector<Tier>& tiers, double points) {
  for (const Tier& tier : tiers) {
    if (points_key(points) >= points_key(tier.from)) return tier.name;
  }
  return tiers.empty() ? std::string() : tiers.back().name;
}

std::vector<std::string> possible_tiers(const std::vector<Tier>& tiers, double low, double high) {
  std::vector<std::string> out;
  std::int64_t below = std::numeric_limits<std::int64_t>::max();  // start of the better tier
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const bool is_last = i + 1 == tiers.size();
    const std::int64_t from =
        is_last ? std::numeric_limits<std::int64_t>::min() : points_key(tiers[i].from);
    if (points_key(high) >= from && points_key(low) < below) out.push_back(tiers[i].name);
    below = from;
  }
  return out;
}

}  // namespace gweval

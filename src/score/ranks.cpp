#include "score/ranks.hpp"

#include <algorithm>
#include <functional>

namespace gweval {
namespace {

using Keys = std::vector<std::int64_t>;

/// Numbers greater than `key` in an ascending list.
int count_above(const Keys& ascending, std::int64_t key) {
  return static_cast<int>(ascending.end() -
                          std::upper_bound(ascending.begin(), ascending.end(), key));
}

int count_at_least(const Keys& ascending, std::int64_t key) {
  return static_cast<int>(ascending.end() -
                          std::lower_bound(ascending.begin(), ascending.end(), key));
}

Keys sorted(Keys keys) {
  std::sort(keys.begin(), keys.end());
  return keys;
}

Keys distinct(Keys keys) {
  keys = sorted(std::move(keys));
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// Fewest distinct values that intervals can share: stab the interval with the highest low end at
/// that end, drop all it hits, and go on. For the intervals above any key the same points serve, as
/// far as they lie above it.
Keys stabbing_points(std::vector<KeyInterval> intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](const KeyInterval& a, const KeyInterval& b) { return a.low > b.low; });
  Keys points;
  for (const KeyInterval& interval : intervals) {
    if (points.empty() || interval.high < points.back()) points.push_back(interval.low);
  }
  return sorted(std::move(points));
}

std::vector<RankBounds> dense_bounds(const std::vector<KeyInterval>& intervals) {
  const Keys fewest = stabbing_points(intervals);
  Keys wide_highs;  // can take a value of its own
  Keys fixed;       // cannot: equal ones always tie
  for (const KeyInterval& interval : intervals) {
    (interval.low == interval.high ? fixed : wide_highs).push_back(interval.high);
  }
  wide_highs = sorted(std::move(wide_highs));
  fixed = distinct(std::move(fixed));
  std::vector<RankBounds> out;
  for (const KeyInterval& interval : intervals) {
    const int itself = interval.high > interval.low ? 1 : 0;
    out.push_back(
        {1 + count_above(fewest, interval.high),
         1 + count_above(wide_highs, interval.low) - itself + count_above(fixed, interval.low)});
  }
  return out;
}

}  // namespace

std::vector<double> ranks_of(const std::vector<std::int64_t>& keys, TieRule ties) {
  const Keys all = ties == TieRule::dense ? distinct(keys) : sorted(keys);
  std::vector<double> out;
  for (const std::int64_t key : keys) {
    const int first = 1 + count_above(all, key);
    const int last = count_at_least(all, key);
    out.push_back(ties == TieRule::fractional ? (first + last) / 2.0 : first);
  }
  return out;
}

std::vector<RankBounds> rank_bounds(const std::vector<KeyInterval>& intervals, TieRule ties) {
  if (ties == TieRule::dense) return dense_bounds(intervals);
  Keys lows;
  Keys highs;
  for (const KeyInterval& interval : intervals) {
    lows.push_back(interval.low);
    highs.push_back(interval.high);
  }
  lows = sorted(std::move(lows));
  highs = sorted(std::move(highs));
  std::vector<RankBounds> out;
  for (const KeyInterval& interval : intervals) {
    RankBounds bounds;
    bounds.best = 1 + count_above(lows, interval.high);
    // The site's own high end is above its own low end unless they are equal.
    const int itself = interval.high > interval.low ? 1 : 0;
    bounds.worst = ties == TieRule::fractional ? count_at_least(highs, interval.low)
                                               : 1 + count_above(highs, interval.low) - itself;
    out.push_back(bounds);
  }
  return out;
}

}  // namespace gweval

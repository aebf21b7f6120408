#include <algorithm>
#include <random>

#include "builder.hpp"
#include "score/ranks.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

SiteResult ranked_site(std::string id, std::optional<double> total, double low, double high) {
  SiteResult out;
  out.id = std::move(id);
  out.profile = "p";
  out.total = total;
  out.projected = total ? total : std::optional((low + high) / 2);
  out.total_min = low;
  out.total_max = high;
  return out;
}

TEST_CASE("Complete sites rank by total, quantised before ties are decided") {
  Results results;
  results.sites = {ranked_site("a", 80, 80, 80), ranked_site("b", 80.0000000001, 80, 80),
                   ranked_site("c", 90, 90, 90)};
  rank_sites(results, TieRule::competition);
  CHECK(results.ranked_by == "total");
  CHECK(results.sites[0].rank == 2);
  CHECK(results.sites[1].rank == 2);
  CHECK(results.sites[2].rank == 1);
}

TEST_CASE("One unfinished site makes the whole ranking one of projections") {
  Results results;
  results.sites = {ranked_site("a", 80, 80, 80), ranked_site("b", std::nullopt, 60, 110)};
  rank_sites(results, TieRule::competition);
  CHECK(results.ranked_by == "projected");
  CHECK(results.sites[0].rank == 2);
  CHECK(results.sites[0].rank_min == 1);
  CHECK(results.sites[0].rank_max == 2);
}

TEST_CASE("Sites that were not observed or are disqualified have no rank and take no place") {
  Results results;
  results.sites = {ranked_site("a", 80, 80, 80), ranked_site("b", 90, 90, 90),
                   ranked_site("c", std::nullopt, 0, 110)};
  results.sites[1].is_disqualified = true;
  results.sites[2].status = SiteStatus::not_observed;
  rank_sites(results, TieRule::competition);
  CHECK(results.ranked_by == "total");
  CHECK(results.sites[0].rank == 1);
  CHECK(results.sites[0].rank_max == 1);
  CHECK_FALSE(results.sites[1].rank.has_value());
  CHECK_FALSE(results.sites[2].rank_min.has_value());
}

TEST_CASE("Profiles rank apart") {
  Results results;
  results.sites = {ranked_site("a", 80, 80, 80), ranked_site("b", 90, 90, 90)};
  results.sites[1].profile = "q";
  rank_sites(results, TieRule::competition);
  CHECK(results.sites[0].rank == 1);
  CHECK(results.sites[1].rank == 1);
}

/// Every rank each site takes over all choices of keys on a grid twice as fine as the ends.
std::vector<RankBounds> by_trying(const std::vector<KeyInterval>& intervals, TieRule ties,
                                  std::vector<double>& lowest, std::vector<double>& highest) {
  std::vector<std::int64_t> keys;
  for (const KeyInterval& interval : intervals) keys.push_back(interval.low);
  lowest.assign(keys.size(), 1e9);
  highest.assign(keys.size(), 0);
  while (true) {
    const auto ranks = ranks_of(keys, ties);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      lowest[i] = std::min(lowest[i], ranks[i]);
      highest[i] = std::max(highest[i], ranks[i]);
    }
    std::size_t i = 0;
    while (i < keys.size() && keys[i] == intervals[i].high) {
      keys[i] = intervals[i].low;
      ++i;
    }
    if (i == keys.size()) break;
    ++keys[i];
  }
  std::vector<RankBounds> out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    out.push_back({static_cast<int>(lowest[i]), static_cast<int>(highest[i])});
  }
  return out;
}

TEST_CASE("Bounds of ranks are what trying every choice finds") {
  std::mt19937_64 random(20251122);
  for (int round = 0; round < 60; ++round) {
    std::vector<KeyInterval> intervals;
    for (int i = 0; i < 4; ++i) {
      // Ends are multiples of 8, so that the choices between them stand for the continuum.
      const auto low = static_cast<std::int64_t>(random() % 3) * 8;
      intervals.push_back({low, low + static_cast<std::int64_t>(random() % 2) * 8});
    }
    std::vector<double> lowest;
    std::vector<double> highest;
    for (const TieRule ties : {TieRule::competition, TieRule::dense}) {
      const auto tried = by_trying(intervals, ties, lowest, highest);
      const auto actual = rank_bounds(intervals, ties);
      for (std::size_t i = 0; i < intervals.size(); ++i) {
        CHECK(actual[i].best == tried[i].best);
        CHECK(actual[i].worst == tried[i].worst);
      }
    }
    by_trying(intervals, TieRule::fractional, lowest, highest);
    const auto around = rank_bounds(intervals, TieRule::fractional);
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      CHECK(around[i].best <= lowest[i]);
      CHECK(around[i].worst >= highest[i]);
    }
  }
}

}  // namespace
}  // namespace gweval::test

#include "handscore/assignment.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::vector<PairToScore> pairs_of(int sites, int indicators, std::size_t rows = 2) {
  std::vector<PairToScore> pairs;
  for (int site = 0; site < sites; ++site) {
    for (int i = 0; i < indicators; ++i) {
      pairs.push_back({fmt::format("s{}", site), fmt::format("i{}", i), rows, {}});
    }
  }
  return pairs;
}

std::map<std::string, std::size_t> rows_by_rater(const std::vector<PairToScore>& pairs) {
  std::map<std::string, std::size_t> rows;
  for (const PairToScore& pair : pairs) {
    for (const std::string& rater : pair.raters) rows[rater] += pair.rows;
  }
  return rows;
}

TEST_CASE("Rows are spread evenly, a site stays with one first rater") {
  auto pairs = pairs_of(300, 4);
  REQUIRE(assign_raters(pairs, {{"a", "b", "c"}, 5, 0.1, 30}));
  const auto rows = rows_by_rater(pairs);
  REQUIRE(rows.size() == 3);
  std::size_t least = 1'000'000;
  std::size_t most = 0;
  for (const auto& [rater, count] : rows) {
    least = std::min(least, count);
    most = std::max(most, count);
  }
  CHECK(most - least <= 8);  // one site
  std::map<std::string, std::set<std::string>> first;
  for (const PairToScore& pair : pairs) first[pair.site].insert(pair.raters.front());
  for (const auto& [site, raters] : first) CHECK(raters.size() == 1);
}

TEST_CASE("A tenth of every indicator's units, and at least thirty, go to a second rater") {
  const auto doubled = [](std::vector<PairToScore> pairs, double share, std::size_t least) {
    REQUIRE(assign_raters(pairs, {{"a", "b", "c"}, 1, share, least}));
    std::map<std::string, int> count;
    for (const PairToScore& pair : pairs) {
      if (pair.raters.size() < 2) continue;
      REQUIRE(pair.raters.size() == 2);
      CHECK(pair.raters[0] != pair.raters[1]);
      ++count[pair.indicator];
    }
    return count;
  };
  CHECK(doubled(pairs_of(500, 2), 0.1, 30) == std::map<std::string, int>{{"i0", 50}, {"i1", 50}});
  CHECK(doubled(pairs_of(100, 1), 0.1, 30) == std::map<std::string, int>{{"i0", 30}});
  CHECK(doubled(pairs_of(8, 1), 0.1, 30) == std::map<std::string, int>{{"i0", 8}});
  CHECK(doubled(pairs_of(101, 1), 0.1, 1) == std::map<std::string, int>{{"i0", 11}});  // no less
  CHECK(doubled(pairs_of(8, 1), 0, 30).empty());
}

TEST_CASE("The plan follows from seed and names, not from the order of sites") {
  auto one = pairs_of(60, 3);
  auto other = one;
  std::reverse(other.begin(), other.end());
  const AssignmentOptions options{{"a", "b"}, 9, 0.2, 5};
  REQUIRE(assign_raters(one, options));
  REQUIRE(assign_raters(other, options));
  std::reverse(other.begin(), other.end());
  for (std::size_t i = 0; i < one.size(); ++i) CHECK(one[i].raters == other[i].raters);
  auto seeded = pairs_of(60, 3);
  REQUIRE(assign_raters(seeded, {{"a", "b"}, 10, 0.2, 5}));
  bool is_other = false;
  for (std::size_t i = 0; i < one.size(); ++i) is_other |= one[i].raters != seeded[i].raters;
  CHECK(is_other);
}

TEST_CASE("What was assigned before stays") {
  auto pairs = pairs_of(10, 2);
  pairs[0].raters = {"b", "a"};
  REQUIRE(assign_raters(pairs, {{"a", "b"}, 1, 0.5, 1}));
  CHECK(pairs[0].raters == std::vector<std::string>{"b", "a"});
  CHECK(pairs[1].raters.front() == "b");  // the same site
}

TEST_CASE("Raters and shares that cannot be used are refused") {
  auto pairs = pairs_of(2, 1);
  for (const auto& options : std::vector<AssignmentOptions>{{{}, 1, 0, 0},
                                                            {{"a"}, 1, 0.1, 30},
                                                            {{"a", "a"}, 1, 0.1, 30},
                                                            {{"Li", "li"}, 1, 0.1, 30},
                                                            {{"Li", "Ｌi"}, 1, 0.1, 30},
                                                            {{"a", "b/c"}, 1, 0.1, 30},
                                                            {{"a", "b"}, 1, 1.5, 30}}) {
    const auto result = assign_raters(pairs, options);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::invalid_argument);
  }
  CHECK(assign_raters(pairs, {{"a"}, 1, 0, 0}));
}

}  // namespace
}  // namespace gweval::test

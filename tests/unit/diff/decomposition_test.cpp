// Identities of the splits, over seeded random numbers.

#include <algorithm>
#include <array>
#include <cstdint>

#include "comparing.hpp"
#include "gweval/decomposition.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

/// Repeatable numbers in [0, 1): a linear congruential generator (Knuth's MMIX constants).
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : state_(seed) {}
  double next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state_ >> 11) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_;
};

}  // namespace

TEST_CASE("two factors always add up to the change, and lie between both years' weights") {
  Numbers numbers(1);
  for (int i = 0; i < 2000; ++i) {
    const WeightedIndex before{i % 7 == 0 ? 0 : 50 * numbers.next(), numbers.next()};
    const WeightedIndex after{i % 11 == 0 ? 0 : 50 * numbers.next(), numbers.next()};
    const TwoFactors split = split_two(before, after);
    const double change = after.weight * after.index - before.weight * before.index;
    CHECK(split.site + split.catalogue == near(change));
    CHECK(split.site >= std::min(split.site_at_old_weights, split.site_at_new_weights) - 1e-12);
    CHECK(split.site <= std::max(split.site_at_old_weights, split.site_at_new_weights) + 1e-12);
    // Swapping the years turns every effect round.
    const TwoFactors back = split_two(after, before);
    CHECK(back.site == near(-split.site));
    CHECK(back.catalogue == near(-split.catalogue));
  }
}

TEST_CASE("what only one year has is the catalogue's doing alone") {
  const TwoFactors added = split_two({0, 0}, {15, 0.2});
  CHECK(added.site == 0);
  CHECK(added.catalogue == near(3));
  const TwoFactors dropped = split_two({10, 0.9}, {0, 0});
  CHECK(dropped.site == 0);
  CHECK(dropped.catalogue == near(-9));
}

TEST_CASE("three factors are the mean over all six orders of change") {
  Numbers numbers(2);
  for (int i = 0; i < 500; ++i) {
    const std::array<double, 2> w{50 * numbers.next(), 50 * numbers.next()};
    // x[evidence][rules]
    const double x[2][2] = {{numbers.next(), numbers.next()}, {numbers.next(), numbers.next()}};
    std::array<double, 3> mean{};
    std::array<int, 3> order{0, 1, 2};
    do {
      std::array<std::size_t, 3> state{0, 0, 0};  // evidence, rules, weights
      double value = w[0] * x[0][0];
      for (const int factor : order) {
        state[static_cast<std::size_t>(factor)] = 1;
        const double next = w[state[2]] * x[state[0]][state[1]];
        mean[static_cast<std::size_t>(factor)] += (next - value) / 6;
        value = next;
      }
    } while (std::next_permutation(order.begin(), order.end()));
    const auto split = split_three(w[0], w[1], {x[0][0], x[1][1], x[1][0], x[0][1]});
    REQUIRE(split);
    CHECK(split->evidence == near(mean[0]));
    CHECK(split->rules == near(mean[1]));
    CHECK(split->weights == near(mean[2]));
  }
}

TEST_CASE("with one crossed index the two steps through it add up; with none there is no split") {
  Numbers numbers(3);
  for (int i = 0; i < 200; ++i) {
    const double w0 = numbers.next();
    const double w1 = numbers.next();
    CrossIndices indices{numbers.next(), numbers.next(), std::nullopt, std::nullopt};
    CHECK_FALSE(split_three(w0, w1, indices));
    (i % 2 == 0 ? indices.x10 : indices.x01) = numbers.next();
    const auto split = split_three(w0, w1, indices);
    REQUIRE(split);
    CHECK(split->evidence + split->rules + split->weights ==
          near(w1 * indices.x11 - w0 * indices.x00));
  }
  // New evidence under old rules stayed at 0.5: all of the fall to 0.3 is the rules'.
  const auto split = split_three(10, 10, {0.5, 0.3, 0.5, std::nullopt});
  CHECK(split->evidence == 0);
  CHECK(split->rules == near(-2));
}

TEST_CASE("a panel's terms always add up, even if nobody stayed") {
  const auto all_new = panel_change({{"a", 0.2}}, {{"b", 0.7}});
  REQUIRE(all_new);
  CHECK(all_new->continuing + all_new->entry + all_new->exit == near(0.5));
  CHECK(all_new->continuing_count == 0);
  CHECK_FALSE(panel_change(std::map<std::string, double>{}, {{"b", 0.7}}));
  Numbers numbers(4);
  for (int i = 0; i < 200; ++i) {
    std::map<std::string, double> before;
    std::map<std::string, double> after;
    for (const char* key : {"a", "b", "c", "d", "e"}) {
      if (numbers.next() < 0.7) before[key] = numbers.next();
      if (numbers.next() < 0.7) after[key] = numbers.next();
    }
    const auto change = panel_change(before, after);
    if (!change) continue;
    CHECK(change->continuing + change->entry + change->exit == near(change->change()));
  }
}

}  // namespace gweval::test

// Rank intervals, P(tier), the influence of leaves, and intervals of sampled rates.

#include <algorithm>
#include <cmath>

#include "builder.hpp"
#include "gweval/certainty.hpp"
#include "random_site.hpp"
#include "score/known_part.hpp"
#include "score/perturbation.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

Results results_of(const Catalogue& catalogue, std::vector<SiteResult> sites) {
  Results out = empty_results(catalogue);
  for (std::size_t i = 0; i < sites.size(); ++i) sites[i].id = "s" + std::to_string(i);
  out.sites = std::move(sites);
  rank_sites(out, TieRule::competition);
  return out;
}

ProfileCertainty certainty(const Results& results, const PerturbationOptions& options) {
  auto out = rank_certainty(results, options);
  REQUIRE(out);
  REQUIRE(out->size() == 1);
  return out->front();
}

/// Sites of one random catalogue, each rated anew.
Results random_results(std::uint64_t seed, std::size_t sites, double na) {
  Random random(seed);
  const RandomSite first = random_rated_site(random, NotApplicablePolicy::reweight_parent, 0);
  std::vector<SiteResult> rows;
  for (std::size_t i = 0; i < sites; ++i) {
    RandomSite site = first;
    for (ManualRating& rating : site.ratings) {
      rating.index = random.real();
      if (random.chance(na)) rating.index.reset();
    }
    rows.push_back(site.site());
  }
  return results_of(first.catalogue, std::move(rows));
}

}  // namespace

// Published first outputs of SplitMix64 for two seeds (Vigna's reference code).
TEST_CASE("the random numbers are those of SplitMix64") {
  CHECK(split_mix(1234567, 1) == 6457827717110365317U);
  CHECK(split_mix(1234567, 2) == 3203168211198807973U);
  CHECK(split_mix(1234567, 3) == 9817491932198370423U);
  CHECK(split_mix(0, 1) == 0xE220A8397B1DCDAFU);
  CHECK(uniform_at(0, 1) == static_cast<double>(0xE220A8397B1DCDAFU >> 11) / 9007199254740992.0);
}

TEST_CASE("a rate read from a sample has Wilson's interval and one of three decisions") {
  struct Case {
    std::size_t hits, n, population;  // population 0: without end
    double low, high;
    RateDecision decision;
  };
  // Method §2.12 with z = 1.959963984540054, against a threshold of 5 %.
  const Case cases[] = {
      {3, 120, 0, 0.008538174769902231, 0.07093003332786608, RateDecision::undecided},
      {0, 100, 0, 0, 0.03699349820698568, RateDecision::below},
      {1, 20, 0, 0.008881448800795402, 0.23613119344674205, RateDecision::undecided},
      {12, 120, 0, 0.058133592026010775, 0.166681741108952, RateDecision::at_or_above},
      {3, 120, 400, 0.010050029660065275, 0.06082251340995102, RateDecision::undecided},
      {3, 120, 120, 0.025, 0.025, RateDecision::below},
      {0, 381, 0, 0, 0.009981925628454557, RateDecision::below},
      {0, 380, 0, 0, 0.010007930963206886, RateDecision::below},
  };
  for (const Case& c : cases) {
    INFO(c.hits << " of " << c.n << " of " << c.population);
    const auto population =
        c.population > 0 ? std::optional<std::size_t>(c.population) : std::nullopt;
    const Interval interval = sampled_rate(c.hits, c.n, population);
    CHECK(interval.low == Approx(c.low).margin(1e-12).epsilon(0));
    CHECK(interval.high == Approx(c.high).margin(1e-12).epsilon(0));
    CHECK(decide_rate(interval, 0.05) == c.decision);
  }
  std::size_t n = 1;
  while (sampled_rate(0, n).high >= 0.01) ++n;
  CHECK(n == 381);
}

TEST_CASE("a rate at the threshold counts as at or above it") {
  CHECK(decide_rate({0.05, 0.2}, 0.05) == RateDecision::at_or_above);
  CHECK(decide_rate({0.01, 0.05}, 0.05) == RateDecision::undecided);
  CHECK(decide_rate({0.01, 0.0499}, 0.05) == RateDecision::below);
}

TEST_CASE("ranks do not move when the weights cannot decide them") {
  // Each site is better than the next at every leaf, so every choice of weights ranks them alike.
  const Catalogue tree = catalogue({leaf("a", 50), leaf("b", 30), leaf("c", 20)});
  const Results results =
      results_of(tree, {score(tree, {}, rate({{"a", 0.97}, {"b", 0.96}, {"c", 0.99}})),
                        score(tree, {}, rate({{"a", 0.80}, {"b", 0.79}, {"c", 0.76}})),
                        score(tree, {}, rate({{"a", 0.10}, {"b", 0.20}, {"c", 0.15}}))});
  const ProfileCertainty out = certainty(results, {7, 500, 0.25, 1, 1});
  CHECK(out.scored_by == "total");
  for (int i = 0; i < 3; ++i) {
    const RankCertainty& site = out.sites[static_cast<std::size_t>(i)];
    CHECK(site.rank == i + 1);
    CHECK(site.rank_q05 == i + 1);
    CHECK(site.rank_q95 == i + 1);
    CHECK(site.mean_shift == 0);
    CHECK(site.top == (i == 0 ? 1 : 0));
  }
  // All indices of a site lie within one tier, so its total does under any weights.
  CHECK(out.sites[0].tiers_min == std::vector<double>{1, 0, 0, 0, 0});
  CHECK(out.sites[1].tiers_min == std::vector<double>{0, 0, 1, 0, 0});
  CHECK(out.sites[2].tiers_min == std::vector<double>{0, 0, 0, 0, 1});
}

TEST_CASE("two sites that trade places by one weight each lead about half of the draws") {
  const Catalogue tree = catalogue({leaf("a", 50), leaf("b", 50)});
  const Results results = results_of(tree, {score(tree, {}, rate({{"a", 1}, {"b", 0}})),
                                            score(tree, {}, rate({{"a", 0}, {"b", 1}}))});
  const ProfileCertainty out = certainty(results, {1, 10'000, 0.25, 1, 2});
  // Nominally tied at rank 1. The Monte-Carlo error of a probability is at most 0.5 points of a
  // hundred (one standard deviation); four of them make the margin.
  CHECK(out.sites[0].rank == 1);
  CHECK(out.sites[1].rank == 1);
  CHECK(out.sites[0].top == Approx(0.5).margin(0.02));
  CHECK(out.sites[0].top + out.sites[1].top == Approx(1));
  CHECK(out.sites[0].mean_shift == Approx(1 - out.sites[0].top));
  CHECK(out.sites[0].rank_q05 == 1);
  CHECK(out.sites[0].rank_q95 == 2);
}

TEST_CASE("probabilities of a site's tiers add up, and quantiles are in order") {
  const Results results = random_results(11, 25, 0.1);
  const ProfileCertainty out = certainty(results, {3, 400, 0.25, 5, 1});
  for (const RankCertainty& site : out.sites) {
    double sum = 0;
    for (const double p : site.tiers_min) sum += p;
    CHECK(sum == Approx(1));
    CHECK(site.tiers_max == site.tiers_min);  // all complete
    CHECK(site.rank_q05 <= site.rank_median);
    CHECK(site.rank_median <= site.rank_q95);
    CHECK(site.rank_q95 <= 25);
  }
}

TEST_CASE("the nominal score and rank are those of the results") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Results results = random_results(seed, 12, 0.15);
    const ProfileCertainty out = certainty(results, {1, 1, 0, 10, 1});
    std::size_t at = 0;
    for (const SiteResult& site : results.sites) {
      if (!site.total) continue;
      REQUIRE(out.sites[at].site_id == site.id);
      double whole = 0;  // random catalogues do not add up to 100
      for (const IndicatorResult& node : site.indicators) {
        whole += node.is_leaf && !node.is_bonus ? node.weight : 0;
      }
      const double expected = 100 * *site.base / whole + *site.bonus;
      CHECK(out.sites[at].score == Approx(expected).margin(2e-5).epsilon(0));
      CHECK(out.sites[at].rank_median == out.sites[at].rank);
      ++at;
    }
    CHECK(at == out.sites.size());
  }
}

TEST_CASE("the number of threads changes nothing") {
  const Results results = random_results(5, 40, 0.2);
  const auto draw = [&](unsigned threads, std::uint64_t seed) {
    return certainty(results, {seed, 777, 0.25, 10, threads}).sites;
  };
  const auto one = draw(1, 9);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const auto several = draw(threads, 9);
    for (std::size_t i = 0; i < one.size(); ++i) {
      INFO(one[i].site_id << " on " << threads << " threads");
      CHECK(several[i].rank_q05 == one[i].rank_q05);
      CHECK(several[i].rank_median == one[i].rank_median);
      CHECK(several[i].rank_q95 == one[i].rank_q95);
      CHECK(several[i].top == one[i].top);
      CHECK(several[i].tiers_min == one[i].tiers_min);
      CHECK(several[i].tiers_max == one[i].tiers_max);
      CHECK(several[i].mean_shift == one[i].mean_shift);
    }
  }
  const auto other_seed = draw(1, 10);
  CHECK(std::any_of(one.begin(), one.end(), [&](const RankCertainty& site) {
    const auto at = static_cast<std::size_t>(&site - one.data());
    return site.mean_shift != other_seed[at].mean_shift;
  }));
}

TEST_CASE("draws split anywhere give the same counts") {
  const Results results = random_results(6, 10, 0);
  RankModel model;
  model.sites = 3;
  model.leaves = 2;
  model.points = {40, 20, 10, 10, 30, 45};
  model.weights = {50, 50, 50, 50, 50, 50};
  model.bonus = {0, 0, 0};
  model.cap = {1000, 1000, 1000};
  model.tiers_from = {60'000'000, 0};
  const RankCounts all = count_ranks(model, 4, 0.25, 0, 100);
  RankCounts sum = count_ranks(model, 4, 0.25, 0, 37);
  const RankCounts rest = count_ranks(model, 4, 0.25, 37, 100);
  for (std::size_t i = 0; i < sum.ranks.size(); ++i) sum.ranks[i] += rest.ranks[i];
  CHECK(sum.ranks == all.ranks);
}

TEST_CASE("leaving out a leaf shows who depends on it") {
  // Without c the first two change places: 90 + 0 against 80 + 20 of 100, then 100 % against 89 %.
  const Catalogue tree = catalogue({leaf("a", 45), leaf("b", 45), leaf("c", 10)});
  const Results results = results_of(
      tree, {score(tree, {}, rate({{"a", 0.9}, {"b", 0.9}, {"c", 0}})),      // 81; 90 without c
             score(tree, {}, rate({{"a", 0.85}, {"b", 0.85}, {"c", 1}})),    // 86.5; 85 without c
             score(tree, {}, rate({{"a", 0.1}, {"b", 0.1}, {"c", 0.1}}))});  // 10 in any case
  const ProfileCertainty out = certainty(results, {1, 10, 0.1, 10, 1});
  REQUIRE(out.leaves.size() == 3);
  CHECK(out.leaves[2].indicator == "c");
  CHECK(out.leaves[2].largest_shift == 1);
  CHECK(out.leaves[2].moved_most == "s0");
  CHECK(out.leaves[2].mean_shift == Approx(2.0 / 3));
  CHECK(out.leaves[2].tier_changes == 1);  // the first from 良好 to 优秀; the second keeps 优秀
  CHECK(out.leaves[0].largest_shift == 0);
  CHECK(out.leaves[0].moved_most.empty());
}

TEST_CASE("unfinished sites are compared by their scored part, and those without one left out") {
  const Catalogue tree = catalogue({leaf("a", 60), leaf("b", 40)});
  std::vector<SiteResult> sites{score(tree, {}, rate({{"a", 0.5}})),
                                score(tree, {}, rate({{"a", 0.4}, {"b", 0.9}})), score(tree, {})};
  const Results results = results_of(tree, std::move(sites));
  const ProfileCertainty out = certainty(results, {1, 50, 0.25, 1, 1});
  CHECK(out.scored_by == "projected");
  CHECK(out.left_out == std::vector<std::string>{"s2"});
  REQUIRE(out.sites.size() == 2);
  CHECK(out.sites[0].score == Approx(*results.sites[0].projected));
  CHECK(out.sites[1].score == Approx(*results.sites[1].projected));
}

TEST_CASE("the known part of any leaf is the part the projection is made of") {
  Random random(21);
  std::size_t unfinished = 0;
  std::size_t within = 0;
  for (int i = 0; i < 200; ++i) {
    const SiteResult site = random_site(random, NotApplicablePolicy::reweight_parent).site();
    const bool has_zero_veto =
        std::any_of(site.veto.begin(), site.veto.end(),
                    [](const VetoResult& veto) { return !veto.node.empty() || veto.cap; });
    if (!site.projected || has_zero_veto) continue;  // a possible zero hides its node's criteria
    double points = 0;
    double weight = 0;
    for (const IndicatorResult& leaf : site.indicators) {
      if (!leaf.is_leaf || leaf.is_bonus) continue;
      points += known_part(leaf).points;
      weight += known_part(leaf).weight;
    }
    REQUIRE(weight > 0);
    const double projected = site.total.value_or(
        std::clamp(100 * points / weight + site.bonus_min, site.total_min, site.total_max));
    CHECK(projected == Approx(*site.projected).margin(2e-6).epsilon(0));
    within += !site.total && projected > site.total_min && projected < site.total_max ? 1 : 0;
    unfinished += site.total ? 0 : 1;
  }
  CHECK(unfinished > 20);
  CHECK(within > 3);
}

TEST_CASE("an open leaf makes a tier possible, and certain only where it cannot matter") {
  // Of 100: a alone gives 60 to 100 or 30 to 70; tiers from 95, 85, 75, 60.
  const Catalogue tree = catalogue({leaf("a", 60), leaf("b", 40)});
  const Results results =
      results_of(tree, {score(tree, {}, rate({{"a", 1}})), score(tree, {}, rate({{"a", 0.5}})),
                        score(tree, {}, rate({{"a", 0}, {"b", 0.5}}))});
  const ProfileCertainty fixed = certainty(results, {1, 3, 0, 1, 1});
  CHECK(fixed.sites[0].tiers_min == std::vector<double>{0, 0, 0, 0, 0});
  CHECK(fixed.sites[0].tiers_max == std::vector<double>{1, 1, 1, 1, 0});
  CHECK(fixed.sites[1].tiers_max == std::vector<double>{0, 0, 0, 1, 1});
  CHECK(fixed.sites[2].tiers_min == std::vector<double>{0, 0, 0, 0, 1});
  CHECK(fixed.sites[2].tiers_max == fixed.sites[2].tiers_min);
  // Varied, the first may fall below 60: a's share is 60 or more in half of the draws.
  const ProfileCertainty varied = certainty(results, {1, 4000, 0.25, 1, 1});
  CHECK(varied.sites[0].tiers_max[3] == 1);
  CHECK(varied.sites[0].tiers_max[4] == Approx(0.5).margin(0.04));
  CHECK(varied.sites[0].tiers_min[4] == 0);
  // The last has its 20 points of b, at most 40 · 1.25 / (60 · 0.75 + 40 · 1.25) of it: below 60.
  CHECK(varied.sites[2].tiers_min[4] == 1);
}

TEST_CASE("a site that may be disqualified has no certain tier") {
  const Catalogue tree = catalogue({leaf("a", 100)});
  Results results = results_of(tree, {score(tree, {}, rate({{"a", 0.4}}))});
  SiteResult& site = results.sites[0];
  site.veto.push_back({"a", "c", "", "disqualify", "possible", std::nullopt});
  site.total.reset();
  site.total_min = 0;
  site.tier.clear();
  const ProfileCertainty out = certainty(results, {1, 10, 0, 1, 1});
  CHECK(out.sites[0].tiers_min == std::vector<double>{0, 0, 0, 0, 0});
  CHECK(out.sites[0].tiers_max == std::vector<double>{0, 0, 0, 0, 1});
}

TEST_CASE("rank, projection and tiers of any state of scoring keep to its bounds") {
  std::size_t open = 0;
  for (const NotApplicablePolicy policy :
       {NotApplicablePolicy::reweight_parent, NotApplicablePolicy::spread_even,
        NotApplicablePolicy::zero, NotApplicablePolicy::full}) {
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
      Random random(seed);
      const RandomSite first = random_site(random, policy);
      std::vector<SiteResult> rows{first.site()};
      while (rows.size() < 7) rows.push_back(settle(first, random, random.real()).site());
      Results results = results_of(first.catalogue, std::move(rows));
      for (const TieRule ties : {TieRule::fractional, TieRule::dense, TieRule::competition}) {
        rank_sites(results, ties);
        for (const SiteResult& site : results.sites) {
          INFO("policy " << static_cast<int>(policy) << " seed " << seed << " " << site.id);
          if (site.projected) {
            CHECK(*site.projected >= site.total_min);
            CHECK(*site.projected <= site.total_max);
            if (site.total) CHECK(*site.projected == *site.total);
          }
          if (!site.rank) continue;
          CHECK(*site.rank >= *site.rank_min);
          CHECK(*site.rank <= *site.rank_max);
        }
      }
      const ProfileCertainty certain = certainty(results, {1, 2, 0, 10, 1});
      for (const RankCertainty& sure : certain.sites) {
        const SiteResult& site = results.sites[std::stoul(sure.site_id.substr(1))];
        INFO("policy " << static_cast<int>(policy) << " seed " << seed << " " << site.id);
        const bool is_exact = certain.scored_by == "total" && site.total_min == site.total_max;
        if (is_exact) continue;  // a settled panel's scores are per 100; random trees are not
        open += site.total ? 0 : 1;
        CHECK(sure.score >= site.total_min);
        CHECK(sure.score <= site.total_max);
        for (std::size_t i = 0; i < results.tiers.size(); ++i) {
          const std::string& tier = results.tiers[i].name;
          const auto& may = site.possible_tiers;
          CHECK(sure.tiers_max[i] == (std::count(may.begin(), may.end(), tier) > 0 ? 1 : 0));
          CHECK(sure.tiers_min[i] == (site.tier == tier ? 1 : 0));
        }
      }
    }
  }
  CHECK(open > 500);
}

TEST_CASE("options out of range are refused") {
  const Results none;
  CHECK_FALSE(rank_certainty(none, {1, 0, 0.25, 10, 1}));
  CHECK_FALSE(rank_certainty(none, {1, 10, 1.0, 10, 1}));
  CHECK_FALSE(rank_certainty(none, {1, 10, -0.1, 10, 1}));
  CHECK_FALSE(rank_certainty(none, {1, 10, std::nan(""), 10, 1}));
  CHECK(rank_certainty(none, {1, 10, 0, 10, 1}));
}

}  // namespace gweval::test

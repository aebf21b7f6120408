// What must hold for any catalogue and any state of scoring (method §2.5 and docs/scoring.md).

#include <algorithm>
#include <thread>

#include "random_site.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

constexpr double kNoise = 1e-9;
constexpr double kPublished = 2e-6;  // totals are rounded to 1e-6 on either side

const std::vector<NotApplicablePolicy> kPolicies{
    NotApplicablePolicy::reweight_parent, NotApplicablePolicy::reweight_root,
    NotApplicablePolicy::spread_even, NotApplicablePolicy::zero, NotApplicablePolicy::full};

bool lies_in(double value, double low, double high, double slack) {
  return value >= low - slack && value <= high + slack;
}

bool has_disqualifying_veto(const SiteResult& site) {
  return std::any_of(site.veto.begin(), site.veto.end(),
                     [](const VetoResult& veto) { return veto.effect == "disqualify"; });
}

void check_contains(const SiteResult& open, const SiteResult& settled) {
  CHECK(settled.base_min >= open.base_min - kPublished);
  CHECK(settled.base_max <= open.base_max + kPublished);
  if (settled.is_disqualified) {
    CHECK(has_disqualifying_veto(open));
    return;
  }
  CHECK_FALSE(open.is_disqualified);
  CHECK(settled.total_min >= open.total_min - kPublished);
  CHECK(settled.total_max <= open.total_max + kPublished);
  if (settled.total) {
    CHECK(lies_in(*settled.total, open.total_min, open.total_max, kPublished));
  }
  if (!open.tier.empty() && !settled.tier.empty()) CHECK(settled.tier == open.tier);
  for (const std::string& tier : settled.possible_tiers) {
    INFO("tier " << tier << " of " << settled.total_min << " to " << settled.total_max
                 << ", before " << open.total_min << " to " << open.total_max);
    CHECK(std::count(open.possible_tiers.begin(), open.possible_tiers.end(), tier) == 1);
  }
  for (std::size_t i = 0; i < open.indicators.size(); ++i) {
    const IndicatorResult& now = settled.indicators[i];
    if (!now.index) continue;
    INFO("indicator " << now.id);
    CHECK(lies_in(*now.index, open.indicators[i].index_min, open.indicators[i].index_max, kNoise));
  }
}

/// A site to which nothing applies has no score, so it is no completion of any.
bool has_score(const SiteResult& site) {
  return std::any_of(site.indicators.begin(), site.indicators.end(), [](const auto& node) {
    return node.is_leaf && !node.is_bonus && node.effective_weight > 0;
  });
}

TEST_CASE("Bounds contain every completion, n/a included, under every policy") {
  int settled_totals = 0;
  for (const NotApplicablePolicy policy : kPolicies) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
      Random random(seed);
      const RandomSite open = random_site(random, policy);
      const SiteResult before = open.site();
      for (int i = 0; i < 4; ++i) {
        INFO("policy " << static_cast<int>(policy) << " seed " << seed << " completion " << i);
        const RandomSite partly = settle(open, random, 0.5);
        const SiteResult between = partly.site();
        const SiteResult after = settle(partly, random, 1).site();
        if (!has_score(after) || !has_score(between)) continue;
        check_contains(before, between);
        check_contains(between, after);
        CHECK((after.total.has_value() || after.is_disqualified));
        settled_totals += after.total.has_value() ? 1 : 0;
      }
    }
  }
  CHECK(settled_totals > 3000);
}

double sum_of(const SiteResult& site, const std::string& parent, double IndicatorResult::*field) {
  double sum = 0;
  for (const IndicatorResult& node : site.indicators)
    sum += node.parent == parent ? node.*field : 0;
  return sum;
}

double points_of(const SiteResult& site, const std::string& parent) {
  double sum = 0;
  for (const IndicatorResult& node : site.indicators) {
    if (node.parent == parent) sum += node.points.value_or(0);
  }
  return sum;
}

TEST_CASE("Children add up to their parent under every policy: weight, points, bounds") {
  for (const NotApplicablePolicy policy : kPolicies) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      Random random(seed);
      const SiteResult site = random_site(random, policy).site();
      for (const IndicatorResult& node : site.indicators) {
        if (node.is_leaf) continue;
        INFO("policy " << static_cast<int>(policy) << " seed " << seed << " node " << node.id);
        CHECK(sum_of(site, node.id, &IndicatorResult::effective_weight) ==
              Approx(node.effective_weight).margin(kNoise));
        CHECK(sum_of(site, node.id, &IndicatorResult::points_min) ==
              Approx(node.points_min).margin(kNoise));
        CHECK(sum_of(site, node.id, &IndicatorResult::points_max) ==
              Approx(node.points_max).margin(kNoise));
        if (node.points) CHECK(points_of(site, node.id) == Approx(*node.points).margin(kNoise));
      }
    }
  }
}

TEST_CASE("Criteria add up to their leaf") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const RandomSite input = random_site(random, NotApplicablePolicy::reweight_parent);
    const SiteResult site = input.site();
    for (const Indicator* leaf : leaves_of(input.catalogue)) {
      const IndicatorResult& actual = node(site, leaf->id);
      const bool is_overridden = actual.rating.has_value();
      if (!actual.points || is_overridden || site.veto.size() > 0) continue;
      INFO("seed " << seed << " leaf " << leaf->id);
      const bool is_deduction = leaf->rubric->kind == RubricKind::deduction;
      double sum = is_deduction ? actual.effective_weight : 0;
      for (const CriterionResult& criterion : actual.criteria) sum += criterion.points.value_or(0);
      CHECK(std::max(0.0, sum) == Approx(*actual.points).margin(kNoise));
    }
  }
}

TEST_CASE("The projection of a finished site is its total, whatever does not apply") {
  for (const NotApplicablePolicy policy : kPolicies) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Random random(seed);
      const RandomSite input = random_rated_site(random, policy, 0.3);
      const SiteResult site = input.site();
      if (!site.total) continue;
      CHECK(site.projected == site.total);
    }
  }
}

TEST_CASE("Raising a leaf never lowers anything") {
  for (const NotApplicablePolicy policy : kPolicies) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      Random random(seed);
      RandomSite site = random_rated_site(random, policy, 0.2);
      const SiteResult before = site.site();
      ManualRating& rating = site.ratings[random.below(site.ratings.size())];
      if (!rating.index) continue;
      rating.index = *rating.index + (1 - *rating.index) * random.real();
      const SiteResult after = site.site();
      CHECK(after.total >= before.total);
      CHECK(after.total_min >= before.total_min);
      CHECK(after.total_max >= before.total_max);
    }
  }
}

TEST_CASE("A better outcome never lowers the total, vetoes or not") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    RandomSite site = settle(random_site(random, NotApplicablePolicy::reweight_parent), random, 1);
    for (const Indicator* leaf : leaves_of(site.catalogue)) {
      for (const Criterion& criterion : leaf->rubric->criteria) {
        const auto found = site.observations.find(std::pair(leaf->id, criterion.id));
        if (found == site.observations.end() || found->second.outcome != "bad") continue;
        const SiteResult before = site.site();
        const Observation bad = found->second;
        found->second.outcome = "good";
        const SiteResult after = site.site();
        INFO("seed " << seed << " criterion " << leaf->id << " " << criterion.id);
        // Being disqualified is below every total.
        CHECK(after.total.value_or(-1) >= before.total.value_or(-1));
        found->second = bad;
      }
    }
  }
}

void shuffle_children(std::vector<Indicator>& siblings, Random& random) {
  for (std::size_t i = siblings.size(); i > 1; --i) {
    std::swap(siblings[i - 1], siblings[random.below(i)]);
  }
  for (Indicator& indicator : siblings) shuffle_children(indicator.children, random);
}

TEST_CASE("The order of indicators does not matter") {
  for (const NotApplicablePolicy policy : kPolicies) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Random random(seed);
      RandomSite site = random_site(random, policy);
      const SiteResult before = site.site();
      shuffle_children(site.catalogue.profiles.front().indicators, random);
      const SiteResult after = site.site();
      CHECK(after.total == before.total);
      CHECK(after.total_min == before.total_min);
      CHECK(after.total_max == before.total_max);
      CHECK(after.projected == before.projected);
      CHECK(after.possible_tiers == before.possible_tiers);
      for (const IndicatorResult& was : before.indicators) {
        CHECK(node(after, was.id).points_min == Approx(was.points_min).margin(kNoise));
        CHECK(node(after, was.id).points_max == Approx(was.points_max).margin(kNoise));
      }
    }
  }
}

/// Two leaves of half the weight in place of each.
std::vector<Indicator> halved(const std::vector<Indicator>& siblings) {
  std::vector<Indicator> out;
  for (const Indicator& indicator : siblings) {
    if (!indicator.is_leaf()) {
      out.push_back(indicator);
      out.back().children = halved(indicator.children);
      continue;
    }
    for (const char* suffix : {"", "-second"}) {
      out.push_back(indicator);
      out.back().id += suffix;
      out.back().weight.units /= 2;
    }
  }
  return out;
}

TEST_CASE("Splitting a leaf into two of the same index changes nothing") {
  for (const NotApplicablePolicy policy : kPolicies) {
    // Even spreading counts siblings, so with n/a among them a split does change it.
    const double na = policy == NotApplicablePolicy::spread_even ? 0 : 0.25;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
      Random random(seed);
      RandomSite site = random_rated_site(random, policy, na);
      const SiteResult before = site.site();
      Profile& profile = site.catalogue.profiles.front();
      profile.indicators = halved(profile.indicators);
      const std::vector<ManualRating> given = site.ratings;
      for (ManualRating rating : given) {
        rating.indicator_id += "-second";
        site.ratings.push_back(rating);
      }
      const SiteResult after = site.site();
      CHECK(after.total == before.total);
      CHECK(after.applicable == Approx(before.applicable));
    }
  }
}

void check_same_bits(const SiteResult& a, const SiteResult& b) {
  CHECK(a.total == b.total);
  CHECK(a.total_min == b.total_min);
  CHECK(a.projected == b.projected);
  REQUIRE(a.indicators.size() == b.indicators.size());
  for (std::size_t i = 0; i < a.indicators.size(); ++i) {
    CHECK(a.indicators[i].points == b.indicators[i].points);
    CHECK(a.indicators[i].points_min == b.indicators[i].points_min);
    CHECK(a.indicators[i].effective_weight == b.indicators[i].effective_weight);
  }
}

TEST_CASE("Threads and the order of sheet rows change no bit") {
  std::vector<RandomSite> sites;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    Random random(seed);
    sites.push_back(random_site(random, NotApplicablePolicy::reweight_parent));
  }
  std::vector<SiteResult> alone;
  for (const RandomSite& site : sites) alone.push_back(site.site());
  std::vector<SiteResult> together(sites.size());
  std::vector<std::thread> workers;
  for (std::size_t worker = 0; worker < 4; ++worker) {
    workers.emplace_back([&, worker] {
      for (std::size_t i = worker; i < sites.size(); i += 4) together[i] = sites[i].site();
    });
  }
  for (std::thread& worker : workers) worker.join();
  for (std::size_t i = 0; i < sites.size(); ++i) {
    check_same_bits(alone[i], together[i]);
    RandomSite other_order = sites[i];
    // Only rows of different cells may change places: within a cell the order is part of the sheet.
    std::stable_sort(other_order.ratings.begin(), other_order.ratings.end(),
                     [](const ManualRating& a, const ManualRating& b) {
                       return std::tie(b.indicator_id, b.criterion_id) <
                              std::tie(a.indicator_id, a.criterion_id);
                     });
    check_same_bits(alone[i], other_order.site());
  }
}

}  // namespace
}  // namespace gweval::test

#include "score/effective_weights.hpp"

#include "builder.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::vector<double> weights(const Profile& profile, NotApplicablePolicy policy,
                            const std::vector<std::string>& na) {
  const Tree tree = flatten(profile);
  std::vector<char> is_na(tree.nodes.size(), 0);
  for (const std::string& id : na) is_na[tree.find(id).value()] = 1;
  return effective_weights(tree, policy, spread_not_applicable(tree, is_na));
}

/// A(30): a 10, b 20. B(70): c 40, d 30. Pre-order A a b B c d.
Profile profile() {
  return catalogue({group("A", {leaf("a", 10), leaf("b", 20)}),
                    group("B", {leaf("c", 40), leaf("d", 30)})})
      .profiles.front();
}

TEST_CASE("Without anything n/a every policy keeps the published weights exactly") {
  for (const auto policy :
       {NotApplicablePolicy::reweight_parent, NotApplicablePolicy::reweight_root,
        NotApplicablePolicy::spread_even, NotApplicablePolicy::zero, NotApplicablePolicy::full}) {
    CHECK(weights(profile(), policy, {}) == std::vector<double>{30, 10, 20, 70, 40, 30});
  }
}

TEST_CASE("reweight_parent gives the weight to the siblings by their weights") {
  CHECK(weights(profile(), NotApplicablePolicy::reweight_parent, {"b"}) ==
        std::vector<double>{30, 30, 0, 70, 40, 30});
}

TEST_CASE("reweight_parent gives an n/a parent's weight to its siblings, down to their leaves") {
  const auto actual = weights(profile(), NotApplicablePolicy::reweight_parent, {"a", "b"});
  CHECK(actual[0] == 0);
  CHECK(actual[3] == Approx(100));
  CHECK(actual[4] == Approx(400.0 / 7));  // 100 x 40/70
  CHECK(actual[5] == Approx(300.0 / 7));
}

TEST_CASE("reweight_root lets every leaf grow alike") {
  const auto actual = weights(profile(), NotApplicablePolicy::reweight_root, {"b"});
  CHECK(actual[0] == Approx(12.5));  // 10 x 100/80
  CHECK(actual[3] == Approx(87.5));
  CHECK(actual[4] == Approx(50));
}

TEST_CASE("spread_even gives each sibling the same part") {
  const Profile three =
      catalogue({group("P", {leaf("a", 8), leaf("b", 6), leaf("c", 6)})}).profiles.front();
  CHECK(weights(three, NotApplicablePolicy::spread_even, {"b"}) ==
        std::vector<double>{20, 11, 0, 9});
}

TEST_CASE("zero and full leave the weight where it is") {
  for (const auto policy : {NotApplicablePolicy::zero, NotApplicablePolicy::full}) {
    CHECK(weights(profile(), policy, {"a", "b"}) == std::vector<double>{30, 10, 20, 70, 40, 30});
  }
}

TEST_CASE("Where nothing applies there is no score") {
  const Catalogue table = catalogue({leaf("a", 40), leaf("b", 60)});
  const SiteResult site = score(table, {}, rate({{"a", {}}, {"b", {}}}));
  CHECK_FALSE(site.base.has_value());
  CHECK_FALSE(site.total.has_value());
  CHECK_FALSE(site.projected.has_value());
  CHECK(site.tier.empty());
  Results results;
  results.sites = {site};
  rank_sites(results, TieRule::competition);
  CHECK_FALSE(results.sites[0].rank.has_value());
}

}  // namespace
}  // namespace gweval::test

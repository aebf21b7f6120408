// What verify takes from published results, and how it names a difference.

#include "app/verify.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

Results published() {
  CriterionResult criterion;
  criterion.id = "https";
  criterion.rule = "security.https";
  criterion.state = CriterionState::observed;
  criterion.outcome = "yes";
  criterion.index = 1;
  criterion.rating = ManualRating{"a", "security", "https", 0.5, "x、y", "", "", ""};
  criterion.ratings = {ManualRating{"a", "security", "https", 0.25, "x", "", "", ""},
                       ManualRating{"a", "security", "https", 0.75, "y", "", "", ""}};
  IndicatorResult leaf;
  leaf.id = "security";
  leaf.is_leaf = true;
  leaf.rating = ManualRating{"a", "security", "", 1, "z", "", "", ""};
  leaf.criteria = {criterion};
  SiteResult site;
  site.id = "a";
  site.indicators = {leaf};
  Results out;
  out.sites = {site};
  return out;
}

TEST_CASE("Ratings are each rater's own where there are several, and the one rating otherwise") {
  const auto ratings = judgements_of(published()).at("a").ratings;
  REQUIRE(ratings.size() == 3);
  CHECK(ratings[0].rater == "z");
  CHECK(ratings[1].rater == "x");
  CHECK(ratings[2].rater == "y");
}

TEST_CASE("The first difference is named where it arises") {
  const Results old_results = published();
  CHECK(first_difference(old_results, old_results).empty());
  Results other = old_results;
  other.sites[0].total_max = 3;  // follows from the criterion
  other.sites[0].indicators[0].criteria[0].outcome = "no";
  CHECK(first_difference(old_results, other) ==
        "site a, indicator security/criteria/https outcome: published 'yes', recomputed 'no'");
}

TEST_CASE("A rank moved by another site is not the first difference") {
  Results old_results = published();
  old_results.sites.push_back(old_results.sites.front());
  old_results.sites[1].id = "b";
  Results other = old_results;
  other.sites[0].rank_max = 2;
  other.sites[1].indicators[0].criteria[0].outcome = "no";
  CHECK(first_difference(old_results, other).find("site b, indicator security") == 0);
  other.sites[1] = old_results.sites[1];
  CHECK(first_difference(old_results, other).find("site a: published") == 0);
}

TEST_CASE("A difference of a site's own fields, or of the head, is named too") {
  const Results old_results = published();
  Results other = old_results;
  other.sites[0].total_max = 3;
  CHECK(first_difference(old_results, other).find("site a: published") == 0);
  other = old_results;
  other.catalogue_digest = "sha256:1";
  CHECK(first_difference(old_results, other).find("the document's head: published") == 0);
}

}  // namespace
}  // namespace gweval::test

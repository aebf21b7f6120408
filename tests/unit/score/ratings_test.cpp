#include "score/ratings.hpp"

#include "builder.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

TEST_CASE("Two raters within 0.25 count with their mean") {
  const MergedRating merged =
      merge_ratings({rating("a", 0.6, "", "Li"), rating("a", 0.35, "", "Wang")});
  CHECK(merged.index.is_known());
  CHECK(merged.index.index == Approx(0.475));
  CHECK(merged.rating.rater == "Li, Wang");
  CHECK(merged.rating.index == merged.index.index);
  CHECK(merged.each.size() == 2);
  CHECK(merged.reason.empty());
}

TEST_CASE("Raters further apart leave the cell open within their range and are named") {
  const MergedRating merged =
      merge_ratings({rating("a", 0.75, "", "Li"), rating("a", 0.49, "", "Wang")});
  CHECK(merged.index.is_unknown());
  CHECK(merged.index.low == 0.49);
  CHECK(merged.index.high == 0.75);
  CHECK(merged.reason.en.find("Li 0.75") != std::string::npos);
  CHECK(merged.reason.en.find("Wang 0.49") != std::string::npos);
  CHECK_FALSE(merged.rating.index.has_value());
}

TEST_CASE("A number against n/a is not settled and narrows nothing") {
  const MergedRating merged =
      merge_ratings({rating("a", 1, "", "Li"), rating("a", std::nullopt, "", "Wang")});
  CHECK(merged.index.is_unknown());
  CHECK(merged.index.low == 0);
  CHECK(merged.index.high == 1);
  CHECK_FALSE(merged.index.is_narrowed);
  CHECK(merged.reason.en.find("Wang na") != std::string::npos);
}

TEST_CASE("n/a by every rater is n/a") {
  const MergedRating merged =
      merge_ratings({rating("a", std::nullopt, "", "Li"), rating("a", std::nullopt, "", "Wang")});
  CHECK_FALSE(merged.index.applies());
}

TEST_CASE("A rater's later row replaces the earlier one, other cells are left alone") {
  const auto found = ratings_of({rating("a", 0, "x", "Li"), rating("a", 1, "", "Li"),
                                 rating("a", 0.5, "x", "Li"), rating("b", 1, "x", "Li")},
                                "a", "x");
  REQUIRE(found.size() == 1);
  CHECK(found.front().index == 0.5);
}

TEST_CASE("Raters who disagree keep the leaf pending within their range") {
  const Catalogue table = catalogue({leaf("a", 40), leaf("b", 60)});
  const SiteResult site =
      score(table, {}, {rating("a", 1, "", "Li"), rating("a", 0.5, "", "Wang"), rating("b", 1)});
  const IndicatorResult& a = node(site, "a");
  CHECK(a.state == NodeState::pending);
  CHECK(a.index_min == 0.5);
  CHECK(a.index_max == 1);
  CHECK(a.reason.en.find("Li 1, Wang 0.5") != std::string::npos);
  CHECK(a.ratings.size() == 2);
  CHECK(site.total_min == 80);
  CHECK(site.total_max == 100);
}

}  // namespace
}  // namespace gweval::test

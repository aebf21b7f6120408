// Shards joined are what one run gives, and what does not belong together is refused by name.

#include "gweval/scoring.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

SiteResult site(const std::string& id, double total) {
  SiteResult out;
  out.id = id;
  out.profile = "p";
  out.total = total;
  out.projected = total;
  out.total_min = total;
  out.total_max = total;
  return out;
}

Results round_of(std::vector<SiteResult> sites) {
  Results out;
  out.engine_version = "1";
  out.as_of = "2025-11-20";
  out.rules = {{"a", 1}};
  out.sites = std::move(sites);
  rank_sites(out, TieRule::dense);
  return out;
}

/// Every `count`th site of the whole, from `number` on.
Results shard_of(const Results& whole, int number, int count) {
  std::vector<SiteResult> sites;
  for (std::size_t i = static_cast<std::size_t>(number) - 1; i < whole.sites.size();
       i += static_cast<std::size_t>(count)) {
    sites.push_back(whole.sites[i]);
  }
  Results out = round_of(std::move(sites));
  out.shard = Shard{number, count};
  return out;
}

std::string refusal(std::vector<Results> shards) {
  const auto merged = merge_shards(std::move(shards));
  REQUIRE_FALSE(merged);
  return merged.error().message;
}

const Results kWhole = round_of(
    {site("a", 50), site("b", 80), site("c", 80), site("d", 91), site("e", 20), site("f", 60)});

}  // namespace

TEST_CASE("shards in any order give the results of the whole list") {
  for (const int count : {1, 2, 3, 4, 6, 8}) {
    INFO(count << " shards");
    std::vector<Results> shards;
    for (int k = count; k >= 1; --k) shards.push_back(shard_of(kWhole, k, count));
    const auto merged = merge_shards(std::move(shards));
    REQUIRE(merged);
    CHECK(*merged == kWhole);
  }
}

TEST_CASE("rules that only one shard used are in the whole") {
  Results second = shard_of(kWhole, 2, 2);
  second.rules["b"] = 3;
  const auto merged = merge_shards({shard_of(kWhole, 1, 2), second});
  REQUIRE(merged);
  CHECK(merged->rules == std::map<std::string, int>{{"a", 1}, {"b", 3}});
}

TEST_CASE("what is no complete set of shards of one round is refused with what is wrong") {
  CHECK_THAT(refusal({}), Contains("no results"));
  CHECK_THAT(refusal({kWhole}), Contains("--shard K/N"));
  CHECK_THAT(refusal({shard_of(kWhole, 1, 3), shard_of(kWhole, 3, 3)}),
             Contains("shard 2/3 is missing"));
  CHECK_THAT(refusal({shard_of(kWhole, 1, 2), shard_of(kWhole, 1, 2)}),
             Contains("shard 1/2 is given twice"));
  CHECK_THAT(refusal({shard_of(kWhole, 1, 2), shard_of(kWhole, 2, 3)}),
             Contains("different rounds"));
  Results later = shard_of(kWhole, 2, 2);
  later.as_of = "2025-11-21";
  CHECK_THAT(refusal({shard_of(kWhole, 1, 2), later}), Contains("as-of date"));
  Results other_rule = shard_of(kWhole, 2, 2);
  other_rule.rules["a"] = 2;
  CHECK_THAT(refusal({shard_of(kWhole, 1, 2), other_rule}), Contains("rule a"));
  Results short_one = shard_of(kWhole, 1, 2);
  short_one.sites.pop_back();
  short_one.sites.pop_back();
  CHECK_THAT(refusal({short_one, shard_of(kWhole, 2, 2)}), Contains("same site list"));
}

}  // namespace gweval::test

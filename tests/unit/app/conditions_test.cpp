// Conditions on results: --fail-under, --fail-on, --max-error-rate.

#include "app/conditions.hpp"

#include "support/catch.hpp"

namespace gweval::test {
namespace {

SiteResult site(const std::string& id, double low, double high) {
  SiteResult out;
  out.id = id;
  out.total_min = low;
  out.total_max = high;
  return out;
}

CriterionResult criterion(CriterionState state, const std::string& message = {}) {
  CriterionResult out;
  out.id = "c";
  out.rule = "links.dead";
  out.state = state;
  if (!message.empty())
    out.findings.push_back({message, {"打不开", "dead"}, "http://a.example/", "", ""});
  return out;
}

Results results_of(std::vector<SiteResult> sites) {
  Results out;
  out.tiers = {{"优秀", 85}, {"准备", 0}};
  out.sites = std::move(sites);
  return out;
}

ConditionReport report_of(const Results& results, const Conditions& conditions) {
  const auto report = check_conditions(results, conditions);
  if (!report) FAIL(report.error().text());
  return *report;
}

TEST_CASE("A site fails under a threshold only if it is certain") {
  const Results results =
      results_of({site("below", 60, 84.99), site("open", 80, 90), site("at", 85, 85)});
  for (const char* threshold : {"优秀", "85"}) {
    Conditions conditions;
    conditions.fail_under = threshold;
    const ConditionReport report = report_of(results, conditions);
    REQUIRE(report.broken.size() == 1);
    CHECK(report.broken[0].en.find("below: the total is 84.99 at most") == 0);
    REQUIRE(report.undecided.size() == 1);
    CHECK(report.undecided[0].en.find("open:") == 0);
  }
}

TEST_CASE(
    "A disqualified site is under every threshold; one that was not observed is none of them") {
  SiteResult gone = site("gone", 0, 110);
  gone.status = SiteStatus::not_observed;
  SiteResult vetoed = site("vetoed", 0, 0);
  vetoed.is_disqualified = true;
  Conditions conditions;
  conditions.fail_under = "1";
  const ConditionReport report = report_of(results_of({gone, vetoed}), conditions);
  REQUIRE(report.broken.size() == 1);
  CHECK(report.broken[0].en == "vetoed: disqualified");
  CHECK(report.undecided.empty());
}

TEST_CASE("Thresholds and findings that do not exist are wrong usage") {
  Conditions conditions;
  conditions.fail_under = "excellent";
  CHECK(check_conditions(results_of({}), conditions).error().code == ErrorCode::invalid_argument);
  conditions.fail_under.clear();
  conditions.fail_on = {"links.ded"};
  const auto fault = check_conditions(results_of({}), conditions);
  REQUIRE_FALSE(fault);
  CHECK(fault.error().message.find("links.dead") != std::string::npos);  // did you mean
}

TEST_CASE("A finding is named by rule, message or both") {
  SiteResult one = site("one", 0, 110);
  IndicatorResult leaf;
  leaf.criteria = {criterion(CriterionState::observed, "dead")};
  one.indicators = {leaf};
  const Results results = results_of({one});
  for (const char* name : {"links.dead", "links.dead/dead"}) {
    Conditions conditions;
    conditions.fail_on = {name};
    INFO(name);
    CHECK(report_of(results, conditions).broken.size() == 1);
  }
  Conditions other;
  other.fail_on = {"security.https"};
  CHECK(report_of(results, other).broken.empty());
}

TEST_CASE("A finding that may be among those not listed is neither told nor ruled out") {
  SiteResult one = site("one", 0, 110);
  IndicatorResult leaf;
  leaf.criteria = {criterion(CriterionState::observed, "dead")};
  leaf.criteria[0].findings_omitted = 7;
  one.indicators = {leaf};
  const auto judged = [&](const char* name) {
    Conditions conditions;
    conditions.fail_on = {name};
    return report_of(results_of({one}), conditions);
  };
  const ConditionReport unlisted = judged("links.dead/dead-on-home");
  CHECK(unlisted.broken.empty());
  REQUIRE(unlisted.undecided.size() == 1);
  CHECK(unlisted.undecided[0].en.find("7 more findings are not listed") != std::string::npos);
  CHECK(judged("links.dead/dead").undecided.empty());  // one is listed
  CHECK(judged("security.https").undecided.empty());   // no finding of that rule
}

TEST_CASE("The error rate is the share of automatic criteria that could not be told") {
  SiteResult one = site("one", 0, 110);
  IndicatorResult leaf;
  leaf.criteria = {criterion(CriterionState::observed), criterion(CriterionState::cannot_tell),
                   criterion(CriterionState::rule_error),
                   criterion(CriterionState::not_applicable)};
  one.indicators = {leaf};
  Conditions conditions;
  conditions.max_error_rate = 0.5;
  CHECK(report_of(results_of({one}), conditions).broken.empty());  // 2 of 4
  conditions.max_error_rate = 0.49;
  CHECK(report_of(results_of({one}), conditions).broken.size() == 1);
  SiteResult gone = one;
  gone.status = SiteStatus::not_observed;
  conditions.max_error_rate = 0.7;
  CHECK(report_of(results_of({one, gone}), conditions).broken.size() == 1);  // 6 of 8
}

TEST_CASE("Shares are written as such or in per cent") {
  CHECK(parse_share("5%") == 0.05);
  CHECK(parse_share("0.05") == 0.05);
  CHECK(parse_share("1") == 1);
  for (const char* bad : {"", "%", "101%", "-1", "1.5", "x"}) CHECK_FALSE(parse_share(bad));
}

}  // namespace
}  // namespace gweval::test

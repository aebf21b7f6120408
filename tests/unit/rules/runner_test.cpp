#include "gweval/registry.hpp"

#include <algorithm>
#include <stdexcept>

#include "rules/evidence_view.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

SiteEvidence evidence() {
  SiteFacts site;
  site.start_url = "https://www.city.example/";
  PageFacts home;
  home.url = home.final_url = site.start_url;
  home.status = 200;
  home.kind = PageKind::home;
  site.pages = {home};
  return {std::move(site), Date{2025, 11, 20}};
}

Rule rule_that(Observation (*check)(const EvidenceView&, const Params&)) {
  Rule rule;
  rule.schema.id = "test.rule";
  rule.schema.unit = "count";
  rule.schema.needs = {FactKind::home_page};
  rule.schema.outcomes = {{"good", {"好", "good"}}};
  rule.schema.messages = {{"said", {"说", "said"}}};
  rule.check = check;
  return rule;
}

Observation good() {
  Observation seen;
  seen.outcome = "good";
  return seen;
}

Observation run(Observation (*check)(const EvidenceView&, const Params&)) {
  return run_rule(rule_that(check), evidence(), {});
}

}  // namespace

TEST_CASE("an exception of a rule is that rule's error and nobody else's") {
  const Observation seen = run(
      [](const EvidenceView&, const Params&) -> Observation { throw std::runtime_error("slip"); });
  CHECK(seen.state == ObservationState::rule_error);
  CHECK(seen.reason.en == "rule test.rule: slip");
  CHECK(seen.outcome.empty());
}

TEST_CASE("asking for a parameter that was not declared is a rule's error") {
  const Observation seen = run([](const EvidenceView&, const Params& params) {
    static_cast<void>(params.integer("days"));
    return good();
  });
  CHECK(seen.state == ObservationState::rule_error);
}

TEST_CASE("an outcome or message the rule did not declare is a rule's error") {
  CHECK(run([](const EvidenceView&, const Params&) {
          Observation seen = good();
          seen.outcome = "better";
          return seen;
        }).state == ObservationState::rule_error);
  CHECK(run([](const EvidenceView&, const Params&) {
          Observation seen = good();
          seen.findings.resize(1);
          seen.findings[0].message = "unsaid";
          return seen;
        }).state == ObservationState::rule_error);
}

TEST_CASE("a value must be a number inside its interval") {
  CHECK(run([](const EvidenceView&, const Params&) {
          Observation seen = good();
          seen.value = 0.0 / 0.0;
          return seen;
        }).state == ObservationState::rule_error);
  CHECK(run([](const EvidenceView&, const Params&) {
          Observation seen = good();
          seen.value = 2;
          seen.interval = Interval{0, 1};
          return seen;
        }).state == ObservationState::rule_error);
}

TEST_CASE("findings are bounded, and what was left out is counted") {
  const Observation seen = run([](const EvidenceView&, const Params&) {
    Observation many = good();
    many.findings.resize(25);
    for (Finding& each : many.findings) {
      each.message = "said";
      each.quote = std::string(239, 'x') + "字";
    }
    many.findings_omitted = 3;
    return many;
  });
  CHECK(seen.state == ObservationState::observed);
  CHECK(seen.findings.size() == Observation::kMaxFindings);
  CHECK(seen.findings_omitted == 8);
  CHECK(seen.findings[0].quote == std::string(239, 'x'));  // never half a character
}

TEST_CASE("without a declared fact the rule is not called") {
  const SiteEvidence nothing(SiteFacts{}, Date{2025, 11, 20});
  const Rule rule = rule_that(
      [](const EvidenceView&, const Params&) -> Observation { throw std::logic_error("called"); });
  const Observation seen = run_rule(rule, nothing, {});
  CHECK(seen.state == ObservationState::cannot_tell);
  CHECK(seen.reason.en == "the home page was not observed");
}

TEST_CASE("no rule fails or judges where nothing was observed") {
  const SiteEvidence nothing(SiteFacts{}, Date{2025, 11, 20});
  for (const Rule* rule : all_rules()) {
    CAPTURE(rule->schema.id);
    ParamMap params;
    for (const ParamSpec& spec : rule->schema.params)
      params.emplace(spec.id, spec.fallback.value_or(spec.type == ParamType::lexicon
                                                         ? ParamValue(Lexicon{})
                                                         : ParamValue(std::vector<std::string>{})));
    CHECK(run_rule(*rule, nothing, params).state == ObservationState::cannot_tell);
  }
}

TEST_CASE("rules are listed in the order of their ids and found by them") {
  const auto rules = all_rules();
  CHECK(rules.size() >= 40);
  CHECK(std::is_sorted(rules.begin(), rules.end(),
                       [](const Rule* a, const Rule* b) { return a->schema.id < b->schema.id; }));
  for (const Rule* rule : rules) CHECK(find_rule(rule->schema.id) == rule);
  CHECK(find_rule("no.such-rule") == nullptr);
  CHECK(find_rule("") == nullptr);
}

}  // namespace gweval

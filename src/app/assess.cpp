#include "app/assess.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "app/log.hpp"
#include "app/look_at.hpp"
#include "app/round_evidence.hpp"
#include "app/site_status.hpp"
#include "gweval/evidence_store.hpp"
#include "gweval/registry.hpp"
#include "gweval/scoring.hpp"
#include "rules/evidence_view.hpp"

namespace gweval {
namespace {

const RuleSchema* find_schema(std::string_view id) {
  const Rule* rule = find_rule(id);
  return rule == nullptr ? nullptr : &rule->schema;
}

void observe(const Indicator& indicator, const SiteEvidence& evidence,
             ObservationMap& observations) {
  for (const Indicator& child : indicator.children) observe(child, evidence, observations);
  if (!indicator.rubric) return;
  for (const Criterion& criterion : indicator.rubric->criteria) {
    if (criterion.is_manual) continue;
    const Rule* rule = find_rule(criterion.rule);
    if (rule == nullptr) continue;  // the loader refuses unknown rules
    Observation seen = run_rule(*rule, evidence, criterion.params);
    if (seen.state == ObservationState::rule_error) {
      log::warning(fmt::format("{}: {} ({}/{}) cannot tell: {}", evidence.view().site().site_id,
                               criterion.rule, indicator.id, criterion.id, seen.reason.en));
    }
    observations[{indicator.id, criterion.id}] = std::move(seen);
  }
}

/// What people said of the site; an override whose last day is before the as-of date has lapsed.
void add_judgements(const AssessContext& context, SiteInput& input) {
  if (context.judgements == nullptr) return;
  const auto found = context.judgements->find(input.site->id);
  if (found == context.judgements->end()) return;
  input.ratings = found->second.ratings;
  input.decisions = found->second.decisions;
  input.overrides = found->second.overrides;
  const std::string as_of = to_text(context.as_of);
  for (Override& one : input.overrides) one.is_lapsed = one.expires < as_of;
}

std::string newest_fetch_time(const SiteFacts& facts) {
  std::string newest;
  for (const Fetch& fetch : facts.fetches) newest = std::max(newest, fetch.fetched_at);
  return newest;
}

/// Facts, rebuilt from the archive where they are missing, damaged or of an older schema version.
Result<SiteFacts> facts_of(const std::filesystem::path& evidence, const std::string& site_id) {
  auto facts = load_site_facts(evidence, site_id);
  std::error_code ignored;
  if (facts || facts.error().code == ErrorCode::unsupported) return facts;
  if (!std::filesystem::exists(evidence / site_id / "archive.warc.gz", ignored)) return facts;
  const auto rebuilt = rebuild_facts(evidence, site_id);
  if (rebuilt) return load_site_facts(evidence, site_id);
  // Published evidence is often read-only.
  if (rebuilt.error().code == ErrorCode::io) return extract_site_facts(evidence, site_id);
  return rebuilt.error();
}

/// Results or lists that name another address than the evidence is of.
Result<void> check_is_of(const SiteFacts& facts, const Site& site,
                         const std::filesystem::path& evidence) {
  if (is_evidence_of(facts.start_url, site)) return {};
  return Error{ErrorCode::invalid_input,
               fmt::format("the evidence is of {}, not of {}; correct the address, or name another "
                           "--evidence folder",
                           facts.start_url, site.url),
               (evidence / site.id).string()};
}

bool has_automatic_criterion(const Indicator& indicator) {
  const auto is_automatic = [](const Criterion& criterion) { return !criterion.is_manual; };
  return std::any_of(indicator.children.begin(), indicator.children.end(),
                     has_automatic_criterion) ||
         (indicator.rubric && std::any_of(indicator.rubric->criteria.begin(),
                                          indicator.rubric->criteria.end(), is_automatic));
}

}  // namespace

bool needs_evidence(const Profile& profile) {
  return std::any_of(profile.indicators.begin(), profile.indicators.end(),
                     has_automatic_criterion) ||
         std::any_of(profile.bonus.begin(), profile.bonus.end(), has_automatic_criterion);
}

Result<SiteResult> assess_site(const AssessContext& context, const Site& site) {
  SiteInput input;
  input.site = &site;
  input.profile = context.catalogue->find_profile(site.profile);
  add_judgements(context, input);
  if (!needs_evidence(*input.profile)) return score_site(*context.catalogue, input, &find_schema);
  auto facts = context.reads_archive ? extract_site_facts(context.evidence, site.id)
                                     : facts_of(context.evidence, site.id);
  if (!facts && facts.error().code != ErrorCode::not_found) return std::move(facts).error();
  if (!facts) {
    input.status = SiteStatus::not_observed;
    input.status_reason = {"没有该网站的存档证据", "no evidence of this site is archived"};
    return score_site(*context.catalogue, input, &find_schema);
  }
  GWEVAL_CHECK(check_is_of(*facts, site, context.evidence));
  const ObservedStatus observed = status_of(*facts);
  input.status = observed.status;
  input.status_reason = observed.reason;
  input.captured_at = newest_fetch_time(*facts);
  if (observed.status != SiteStatus::not_observed) {
    const SiteEvidence evidence(*std::move(facts), context.as_of);
    for (const Indicator& indicator : input.profile->indicators) {
      observe(indicator, evidence, input.observations);
    }
    for (const Indicator& indicator : input.profile->bonus)
      observe(indicator, evidence, input.observations);
    SiteResult result = score_site(*context.catalogue, input, &find_schema);
    name_pages_to_look_at(evidence.view().site().pages, result);
    return result;
  }
  return score_site(*context.catalogue, input, &find_schema);
}

SiteResult unreadable_site(const AssessContext& context, const Site& site) {
  SiteInput input;
  input.site = &site;
  input.profile = context.catalogue->find_profile(site.profile);
  add_judgements(context, input);
  input.status = SiteStatus::not_observed;
  input.status_reason = {"存档证据无法读取", "the archived evidence cannot be read"};
  return score_site(*context.catalogue, input, &find_schema);
}

Result<std::optional<Date>> newest_capture_of(const std::filesystem::path& evidence,
                                              const std::string& site_id) {
  auto newest = newest_capture(evidence, site_id);
  if (newest) return newest;
  auto facts = facts_of(evidence, site_id);
  if (facts) return std::optional<Date>(facts->newest_capture);
  if (facts.error().code == ErrorCode::not_found) return std::optional<Date>{};
  return std::move(facts).error();
}

}  // namespace gweval

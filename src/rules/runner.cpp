#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "base/utf8.hpp"
#include "gweval/registry.hpp"
#include "rules/evidence_view.hpp"
#include "rules/personal_numbers.hpp"

namespace gweval {
namespace {

/// Why a declared fact was not observed; empty if it was.
LocalText missing_fact(FactKind kind, const EvidenceView& view) {
  const SiteFacts& site = view.site();
  const auto was_asked = [](const std::optional<Fetch>& probe) {
    return probe && probe->outcome != FetchOutcome::robots_refused &&
           probe->outcome != FetchOutcome::address_refused;
  };
  const LocalText seen;
  switch (kind) {
    case FactKind::home_page:
      return view.home() != nullptr ? seen
                                    : LocalText{"未观测到首页", "the home page was not observed"};
    case FactKind::pages:
      return view.pages().empty() ? LocalText{"未观测到任何页面", "no page was observed"} : seen;
    case FactKind::fetches:
      return site.fetches.empty() ? LocalText{"没有采集任何内容", "nothing was fetched"} : seen;
    case FactKind::https_probe:
      return was_asked(site.https_probe)
                 ? seen
                 : LocalText{"没有经 https 访问过该网站", "the site was not asked for over https"};
    case FactKind::http_probe:
      return was_asked(site.http_probe)
                 ? seen
                 : LocalText{"没有经 http 访问过该网站", "the site was not asked for over http"};
    case FactKind::robots:
      return site.robots.was_fetched
                 ? seen
                 : LocalText{"未观测到 robots.txt", "robots.txt was not observed"};
    case FactKind::sitemap:
      return site.sitemap.was_fetched
                 ? seen
                 : LocalText{"未观测到 sitemap.xml", "sitemap.xml was not observed"};
  }
  return {"未知的事实", "unknown fact"};
}

Observation rule_error(const std::string& rule, const std::string& fault) {
  Observation result;
  result.state = ObservationState::rule_error;
  result.reason = {"规则 " + rule + " 出错：" + fault, "rule " + rule + ": " + fault};
  return result;
}

template <class Specs>
bool declares(const Specs& specs, std::string_view id) {
  return std::any_of(specs.begin(), specs.end(), [&](const auto& spec) { return spec.id == id; });
}

/// What is wrong with an observation by its rule's own declaration; empty if nothing.
std::string broken_promise(const RuleSchema& schema, const Observation& seen) {
  if (seen.state == ObservationState::rule_error)
    return seen.reason.en.empty() ? "no reason given" : seen.reason.en;
  if (seen.state == ObservationState::observed) {
    if (!declares(schema.outcomes, seen.outcome))
      return "undeclared outcome '" + seen.outcome + "'";
    if (seen.value && schema.unit.empty()) return "a value without a unit";
  } else if (!seen.outcome.empty() || seen.reason.zh.empty() || seen.reason.en.empty()) {
    return "an observation that is none needs a reason in both languages and no outcome";
  }
  if (seen.value && !std::isfinite(*seen.value)) return "a value that is no number";
  if (schema.unit == "share" && seen.value && (*seen.value < 0 || *seen.value > 1)) {
    return "a share that is not between 0 and 1";
  }
  if (seen.interval &&
      !(seen.value && seen.interval->low <= *seen.value && *seen.value <= seen.interval->high)) {
    return "an interval that does not contain the value";
  }
  for (const Finding& finding : seen.findings) {
    if (!declares(schema.messages, finding.message)) {
      return "undeclared message '" + finding.message + "'";
    }
  }
  return "";
}

/// Whatever a rule reports, a number that identifies a person never leaves in the clear: a title,
/// an address or a quote may carry one.
void mask_findings(Observation& seen, int latest_year) {
  const auto mask = [&](std::string& text) {
    text = rules::with_numbers_masked(text, latest_year);
  };
  for (Finding& finding : seen.findings) {
    mask(finding.url);
    mask(finding.pointer);
    mask(finding.quote);
    for (auto& [name, text] : finding.args) mask(text);
  }
}

void bound_findings(Observation& seen) {
  if (seen.findings.size() > Observation::kMaxFindings) {
    seen.findings_omitted += seen.findings.size() - Observation::kMaxFindings;
    seen.findings.resize(Observation::kMaxFindings);
  }
  for (Finding& finding : seen.findings) {
    const auto cut = [](std::string& text) {
      text = std::string(truncate_utf8(text, Observation::kMaxQuoteBytes));
    };
    cut(finding.quote);
    cut(finding.pointer);
    for (auto& [name, text] : finding.args) cut(text);
  }
}

}  // namespace

struct SiteEvidence::State {
  State(SiteFacts&& site, Date as_of) : facts(std::move(site)), view(facts, as_of) {}
  SiteFacts facts;
  EvidenceView view;
};

SiteEvidence::SiteEvidence(SiteFacts facts, Date as_of)
    : state_(std::make_unique<State>(std::move(facts), as_of)) {}
SiteEvidence::~SiteEvidence() = default;
SiteEvidence::SiteEvidence(SiteEvidence&&) noexcept = default;
SiteEvidence& SiteEvidence::operator=(SiteEvidence&&) noexcept = default;

const EvidenceView& SiteEvidence::view() const {
  return state_->view;
}

Observation run_rule(const Rule& rule, const SiteEvidence& evidence, const ParamMap& params) {
  for (const FactKind kind : rule.schema.needs) {
    if (LocalText reason = missing_fact(kind, evidence.view()); !reason.empty()) {
      Observation result;
      result.state = ObservationState::cannot_tell;
      result.reason = std::move(reason);
      return result;
    }
  }
  Observation seen;
  try {
    seen = rule.check(evidence.view(), Params(params));
  } catch (const std::exception& error) {
    // One criterion must not take the others with it; this is a bug of the rule.
    return rule_error(rule.schema.id, error.what());
  }
  if (const std::string fault = broken_promise(rule.schema, seen); !fault.empty()) {
    return rule_error(rule.schema.id, fault);
  }
  mask_findings(seen, evidence.view().as_of().year);
  bound_findings(seen);
  return seen;
}

}  // namespace gweval

#include "rules/link_health.hpp"

namespace gweval::rules {
namespace {

bool is_error_page(const EvidenceView& evidence, std::string_view url) {
  const PageFacts* page = evidence.find_page(url);
  return page != nullptr && page->kind == PageKind::error;
}

LinkVerdict verdict_at(const EvidenceView& evidence, const Fetch& fetch) {
  return verdict_of(fetch, evidence.find_recheck(fetch.url), evidence.error_probe());
}

std::string text_of(const Fetch& fetch) {
  return fetch.outcome == FetchOutcome::response ? std::to_string(fetch.status)
                                                 : std::string(to_text(fetch.outcome));
}

}  // namespace

LinkHealth health_of(LinkVerdict verdict) {
  if (verdict == LinkVerdict::ok) return LinkHealth::alive;
  return is_gone(verdict) || verdict == LinkVerdict::soft_404 ? LinkHealth::dead
                                                              : LinkHealth::unclear;
}

LinkHealth health_of(const EvidenceView& evidence, std::string_view url) {
  const Fetch* fetch = evidence.find_fetch(url);
  if (fetch == nullptr)
    return evidence.find_page(url) != nullptr ? LinkHealth::alive : LinkHealth::unclear;
  const LinkHealth health = health_of(verdict_at(evidence, *fetch));
  return health == LinkHealth::alive && is_error_page(evidence, url) ? LinkHealth::dead : health;
}

std::string describe(const EvidenceView& evidence, std::string_view url) {
  const Fetch* fetch = evidence.find_fetch(url);
  if (fetch == nullptr) return "not asked";
  const LinkVerdict verdict = verdict_at(evidence, *fetch);
  if (verdict == LinkVerdict::unstable) {
    const Fetch* recheck = evidence.find_recheck(url);
    return text_of(*fetch) +
           (recheck == nullptr ? ", not confirmed" : ", then " + text_of(*recheck) + ": unstable");
  }
  if (verdict == LinkVerdict::soft_404 ||
      (verdict == LinkVerdict::ok && is_error_page(evidence, url))) {
    return "error page with status " + std::to_string(fetch->status);
  }
  return text_of(*fetch);
}

}  // namespace gweval::rules

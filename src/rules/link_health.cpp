#include "rules/link_health.hpp"

namespace gweval::rules {
namespace {

constexpr int kConfirmingAttempts = 2;

bool is_error_page(const EvidenceView& evidence, std::string_view url) {
  const PageFacts* page = evidence.find_page(url);
  return page != nullptr && page->kind == PageKind::error;
}

}  // namespace

LinkHealth health_of(const Fetch& fetch) {
  switch (fetch.outcome) {
    case FetchOutcome::response:
      if (fetch.status == 404 || fetch.status == 410) return LinkHealth::dead;
      return fetch.status >= 400 ? LinkHealth::unclear : LinkHealth::alive;
    case FetchOutcome::redirect_loop:
    case FetchOutcome::too_many_redirects:
      return LinkHealth::dead;  // the same answer every time
    case FetchOutcome::name_not_resolved:
    case FetchOutcome::connect_failed:
    case FetchOutcome::protocol_error:
    case FetchOutcome::bad_redirect:
      return fetch.attempts >= kConfirmingAttempts ? LinkHealth::dead : LinkHealth::unclear;
    case FetchOutcome::robots_refused:
    case FetchOutcome::address_refused:
    case FetchOutcome::tls_failed:
    case FetchOutcome::timed_out:
      return LinkHealth::unclear;
  }
  return LinkHealth::unclear;
}

LinkHealth health_of(const EvidenceView& evidence, std::string_view url) {
  const Fetch* fetch = evidence.find_fetch(url);
  if (fetch == nullptr)
    return evidence.find_page(url) != nullptr ? LinkHealth::alive : LinkHealth::unclear;
  const LinkHealth health = health_of(*fetch);
  return health == LinkHealth::alive && is_error_page(evidence, url) ? LinkHealth::dead : health;
}

std::string describe(const EvidenceView& evidence, std::string_view url) {
  const Fetch* fetch = evidence.find_fetch(url);
  if (fetch == nullptr) return "not asked";
  if (fetch->outcome != FetchOutcome::response) return std::string(to_text(fetch->outcome));
  if (fetch->status < 400 && is_error_page(evidence, url)) {
    return "error page with status " + std::to_string(fetch->status);
  }
  return std::to_string(fetch->status);
}

}  // namespace gweval::rules

#include "rules/link_health.hpp"

namespace gweval::rules {
namespace {

LinkVerdict verdict_at(const EvidenceView& evidence, const Fetch& fetch) {
  const Fetch* recheck = evidence.find_recheck(fetch.url);
  const gweval::Answer first{&fetch, evidence.look_at(fetch)};
  const gweval::Answer second{recheck,
                              recheck == nullptr ? AnswerLook{} : evidence.look_at(*recheck)};
  return verdict_of(first, second, evidence.error_signs());
}

std::string text_of(const EvidenceView& evidence, const Fetch& fetch) {
  if (fetch.outcome != FetchOutcome::response) return std::string(to_text(fetch.outcome));
  const std::string status = std::to_string(fetch.status);
  const AnswerLook look = evidence.look_at(fetch);
  if (!evidence.error_signs().is_soft_404(fetch, look)) return status;
  const bool is_home = !look.is_error_page && is_led_home(fetch, evidence.error_signs().home_url());
  return is_home ? "led to the home page" : "error page with status " + status;
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
  return health_of(verdict_at(evidence, *fetch));
}

std::string describe(const EvidenceView& evidence, std::string_view url) {
  const Fetch* fetch = evidence.find_fetch(url);
  if (fetch == nullptr) return "not asked";
  const std::string seen = text_of(evidence, *fetch);
  if (verdict_at(evidence, *fetch) != LinkVerdict::unstable) return seen;
  const Fetch* recheck = evidence.find_recheck(url);
  if (recheck == nullptr) return seen + ", not confirmed";
  // Archives of others have the second look before the first.
  const bool is_earlier = recheck->fetched_at < fetch->fetched_at;
  return seen + (is_earlier ? ", before that " : ", then ") + text_of(evidence, *recheck) +
         ": unstable";
}

}  // namespace gweval::rules

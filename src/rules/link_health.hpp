#pragma once
// What a fetch says about the address it asked for. Only an answer that is certain counts as dead;
// what a crawler may have been refused is not the site's fault.

#include <string>

#include "gweval/fetch.hpp"
#include "gweval/link_verdict.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::rules {

enum class LinkHealth { alive, dead, unclear };

/// dead: 404 or 410, a name, connection or protocol failure, a redirect that cannot end, an error
/// page with status 200 or the home page in another's place, each seen again after a while.
/// unclear: what was not confirmed, refused by robots.txt or by us, 401, 403, 412, 429, other 4xx,
/// 5xx, timeouts.
[[nodiscard]] LinkHealth health_of(LinkVerdict verdict);

/// The same of what is linked to. Unclear if not asked.
[[nodiscard]] LinkHealth health_of(const EvidenceView& evidence, std::string_view url);

/// "404", "connect_failed", "error page with status 200", "led to the home page", "404, not
/// confirmed".
[[nodiscard]] std::string describe(const EvidenceView& evidence, std::string_view url);

}  // namespace gweval::rules

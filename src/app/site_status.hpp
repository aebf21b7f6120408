#pragma once
// Whether a site's evidence supports a score, and the sentence that says why not.

#include <string>

#include "gweval/results.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {

struct ObservedStatus {
  SiteStatus status = SiteStatus::not_observed;
  LocalText reason;  // empty if observed
};

[[nodiscard]] ObservedStatus status_of(const SiteFacts& facts);

}  // namespace gweval

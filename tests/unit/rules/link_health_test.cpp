#include "rules/link_health.hpp"

#include "support/catch.hpp"

namespace gweval::rules {
namespace {

LinkHealth health(FetchOutcome outcome, bool is_confirmed) {
  Fetch fetch;
  fetch.outcome = outcome;
  return health_of(verdict_of({&fetch, {}}, {is_confirmed ? &fetch : nullptr, {}}, {}));
}

LinkHealth health_of_status(int status) {
  Fetch fetch;
  fetch.status = status;
  return health_of(verdict_of({&fetch, {}}, {&fetch, {}}, {}));
}

}  // namespace

TEST_CASE("only 404 and 410 are dead among the statuses") {
  for (const int status : {200, 204, 301, 304})
    CHECK(health_of_status(status) == LinkHealth::alive);
  for (const int status : {404, 410}) CHECK(health_of_status(status) == LinkHealth::dead);
  for (const int status : {400, 401, 403, 405, 412, 418, 429, 500, 502, 503, 521}) {
    CHECK(health_of_status(status) == LinkHealth::unclear);
  }
}

TEST_CASE("a failure on the way counts once it was seen again") {
  for (const FetchOutcome outcome :
       {FetchOutcome::name_not_resolved, FetchOutcome::connect_failed, FetchOutcome::protocol_error,
        FetchOutcome::bad_redirect, FetchOutcome::redirect_loop}) {
    CHECK(health(outcome, false) == LinkHealth::unclear);
    CHECK(health(outcome, true) == LinkHealth::dead);
  }
}

TEST_CASE("what may be the crawler's fault is never the site's") {
  for (const FetchOutcome outcome : {FetchOutcome::robots_refused, FetchOutcome::address_refused,
                                     FetchOutcome::timed_out, FetchOutcome::tls_failed}) {
    CHECK(health(outcome, true) == LinkHealth::unclear);
  }
}

}  // namespace gweval::rules

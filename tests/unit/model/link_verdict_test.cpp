#include "gweval/link_verdict.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

Fetch answered(int status, const std::string& url = "http://a.example/x.html") {
  Fetch fetch;
  fetch.url = url;
  fetch.final_url = url;
  fetch.status = status;
  fetch.body_bytes = 10;
  fetch.body_sha256 = "of " + url;
  return fetch;
}

Fetch failed(FetchOutcome outcome) {
  Fetch fetch;
  fetch.outcome = outcome;
  return fetch;
}

TEST_CASE("each kind of answer has its verdict") {
  const auto of_status = [](int status) { return verdict_of(answered(status)); };
  CHECK(of_status(200) == LinkVerdict::ok);
  CHECK(of_status(404) == LinkVerdict::dead);
  CHECK(of_status(410) == LinkVerdict::dead);
  for (const int status : {401, 403, 412, 429, 521}) {
    CHECK(of_status(status) == LinkVerdict::forbidden);
  }
  for (const int status : {500, 502, 503}) CHECK(of_status(status) == LinkVerdict::server_error);
  CHECK(verdict_of(failed(FetchOutcome::timed_out)) == LinkVerdict::timed_out);
  CHECK(verdict_of(failed(FetchOutcome::name_not_resolved)) == LinkVerdict::name);
  CHECK(verdict_of(failed(FetchOutcome::connect_failed)) == LinkVerdict::connect);
  CHECK(verdict_of(failed(FetchOutcome::tls_failed)) == LinkVerdict::tls);
  CHECK(verdict_of(failed(FetchOutcome::redirect_loop)) == LinkVerdict::redirect_loop);
  CHECK(verdict_of(failed(FetchOutcome::robots_refused)) == LinkVerdict::not_asked);
}

TEST_CASE("a loop that sets a cookie shuts us out, and is not the site's fault") {
  Fetch wall = failed(FetchOutcome::redirect_loop);
  wall.headers = {{"Set-Cookie", "id=1"}};
  CHECK(verdict_of(wall) == LinkVerdict::forbidden);
}

LinkVerdict verdict(const Fetch& first, const Fetch* recheck) {
  return verdict_of(Answer{&first, {}}, Answer{recheck, {}}, {});
}

TEST_CASE("a failure counts once a second look agrees, and is unstable otherwise") {
  const Fetch gone = answered(404);
  const Fetch well = answered(200);
  const Fetch busy = answered(503);
  const Fetch silent = failed(FetchOutcome::connect_failed);
  CHECK(verdict(gone, &gone) == LinkVerdict::dead);
  CHECK(verdict(gone, nullptr) == LinkVerdict::unstable);
  CHECK(verdict(gone, &well) == LinkVerdict::unstable);
  CHECK(verdict(gone, &busy) == LinkVerdict::unstable);
  CHECK(verdict(silent, &gone) == LinkVerdict::connect);
  CHECK(verdict(busy, nullptr) == LinkVerdict::server_error);
}

TEST_CASE("an error page with status 200 counts once a second look finds it again") {
  const Fetch page = answered(200);
  const Fetch gone = answered(404);
  const Fetch busy = answered(503);
  const AnswerLook sorry{true, true, {}};
  const AnswerLook well{true, false, {}};
  const auto of = [&](const Answer& recheck) { return verdict_of({&page, sorry}, recheck, {}); };
  CHECK(of({&page, sorry}) == LinkVerdict::soft_404);
  CHECK(of({&gone, {}}) == LinkVerdict::soft_404);
  CHECK(of({}) == LinkVerdict::unstable);
  CHECK(of({&page, well}) == LinkVerdict::unstable);
  CHECK(of({&busy, sorry}) == LinkVerdict::unstable);
  CHECK(verdict_of({&page, well}, {}, {}) == LinkVerdict::ok);
}

}  // namespace
}  // namespace gweval

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

Fetch led_to(Fetch fetch, const std::string& target) {
  fetch.redirects.push_back({fetch.url, 302, target});
  fetch.final_url = target;
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

TEST_CASE("a failure counts once a second look agrees, and is unstable otherwise") {
  const Fetch gone = answered(404);
  const Fetch well = answered(200);
  const Fetch busy = answered(503);
  const Fetch silent = failed(FetchOutcome::connect_failed);
  CHECK(verdict_of(gone, &gone, nullptr) == LinkVerdict::dead);
  CHECK(verdict_of(gone, nullptr, nullptr) == LinkVerdict::unstable);
  CHECK(verdict_of(gone, &well, nullptr) == LinkVerdict::unstable);
  CHECK(verdict_of(gone, &busy, nullptr) == LinkVerdict::unstable);
  CHECK(verdict_of(silent, &gone, nullptr) == LinkVerdict::connect);
  CHECK(verdict_of(busy, nullptr, nullptr) == LinkVerdict::server_error);
}

TEST_CASE("a page that answers like a made-up address is a soft 404") {
  Fetch probe = answered(200, "http://a.example/made-up.html");
  probe.body_sha256 = "error page";
  Fetch page = answered(200);
  CHECK(verdict_of(page, nullptr, &probe) == LinkVerdict::ok);
  page.body_sha256 = "error page";
  CHECK(verdict_of(page, nullptr, &probe) == LinkVerdict::soft_404);
  probe.status = 404;  // then the same page is no sign
  CHECK(verdict_of(page, nullptr, &probe) == LinkVerdict::ok);
}

TEST_CASE("a page that is led to the home page as a made-up address is, is a soft 404") {
  const Fetch probe = led_to(answered(200, "http://a.example/made-up.html"), "http://a.example/");
  CHECK(verdict_of(led_to(answered(200), "http://a.example/"), nullptr, &probe) ==
        LinkVerdict::soft_404);
  CHECK(verdict_of(led_to(answered(200), "http://a.example/y.html"), nullptr, &probe) ==
        LinkVerdict::ok);
  // The home page itself is no error page, though it has the bytes the probe ended at.
  Fetch home = answered(200, "http://a.example/");
  home.body_sha256 = probe.body_sha256;
  CHECK(verdict_of(home, nullptr, &probe) == LinkVerdict::ok);
}

}  // namespace
}  // namespace gweval

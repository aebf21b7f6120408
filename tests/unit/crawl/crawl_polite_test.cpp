// How a crawl treats hosts: robots.txt, delays, one connection, an honest name.
#include <cstdlib>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::kHost;
using test::site_at;
using Urls = std::vector<std::string>;

// Mean time between two requests as the server saw them. The gate's own test is exact; here a busy
// machine may note the first request late, so a part of the delay is allowed for.
std::chrono::milliseconds mean_gap(const std::vector<test::RequestRecord>& requests) {
  REQUIRE(requests.size() > 1);
  const auto span = requests.back().time - requests.front().time;
  return std::chrono::duration_cast<std::chrono::milliseconds>(span) /
         static_cast<int>(requests.size() - 1);
}

TEST_CASE("what robots.txt disallows is recorded and never asked for") {
  CrawlFixture fixture;
  fixture.robots(kHost, "User-agent: gweval\nDisallow: /secret\n\nUser-agent: *\nAllow: /\n");
  fixture.page(kHost, "/", {"/secret/1", "/open", "/secret.pdf", "/away"});
  fixture.page(kHost, "/secret/1");
  fixture.page(kHost, "/open");
  fixture.path(kHost, "/away").redirect = "/secret/2";
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.find(at("/secret/1"))->outcome == FetchOutcome::robots_refused);
  CHECK(stored.find(at("/secret.pdf"), FetchPurpose::link_check)->outcome ==
        FetchOutcome::robots_refused);
  CHECK(stored.capture(at("/secret/1"))->exchanges.empty());
  const Fetch* away = stored.find(at("/away"));
  CHECK(away->outcome == FetchOutcome::robots_refused);
  CHECK(away->final_url == at("/secret/2"));
  CHECK(away->redirects.size() == 1);
  CHECK(stored.find(at("/open"))->status == 200);
  for (const auto& request : fixture.requests_to(kHost)) {
    INFO(request.path);
    CHECK_FALSE(request.path.starts_with("/secret"));
  }
}

TEST_CASE("a robots.txt that shuts us out leaves the site unseen, not unreachable") {
  CrawlFixture fixture;
  fixture.robots(kHost, "User-agent: *\nDisallow: /\n");
  fixture.page(kHost, "/", {"/a"});
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.find(at("/"))->outcome == FetchOutcome::robots_refused);
  CHECK(stored.robots.disallows_all);
  for (const auto& request : fixture.requests_to(kHost)) CHECK(request.path == "/robots.txt");
}

TEST_CASE("a robots.txt that fails with 5xx forbids all, after three attempts (RFC 9309 2.3.1.4)") {
  CrawlFixture fixture;
  fixture.path(kHost, "/robots.txt").status = 503;
  fixture.page(kHost, "/");
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.find(at("/robots.txt"), FetchPurpose::robots)->attempts == 3);
  CHECK(stored.find(at("/"))->outcome == FetchOutcome::robots_refused);
  CHECK(fixture.requests_to(kHost).size() == 3);
}

TEST_CASE("a robots.txt that is missing allows all (RFC 9309 2.3.1.3)") {
  CrawlFixture fixture;
  fixture.path(kHost, "/robots.txt").status = 403;
  fixture.page(kHost, "/");
  fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).find(at("/"))->status == 200);
}

TEST_CASE("a robots.txt behind redirects counts (RFC 9309 2.3.1.2)") {
  CrawlFixture fixture;
  fixture.path(kHost, "/robots.txt").redirect = "http://static.example/r";
  fixture.path("static.example", "/r").body = "User-agent: *\nDisallow: /a\n";
  fixture.page(kHost, "/", {"/a"});
  fixture.page(kHost, "/a");
  fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).find(at("/a"))->outcome == FetchOutcome::robots_refused);
}

TEST_CASE("requests to a host keep the delay apart, whatever the connections") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/1", "/2", "/3", "/4", "/5"});
  for (const char* path : {"/1", "/2", "/3", "/4", "/5"}) fixture.page(kHost, path);
  fixture.options.delay = 100ms;
  fixture.options.connections_per_host = 4;
  fixture.crawl({kHost});
  const auto requests = fixture.requests_to(kHost);
  CHECK(requests.size() == 9);
  CHECK(mean_gap(requests) >= 75ms);
}

TEST_CASE("two sites on one host share its delay") {
  CrawlFixture fixture;
  fixture.page(kHost, "/a", {"/a1"});
  fixture.page(kHost, "/b", {"/b1"});
  fixture.page(kHost, "/a1");
  fixture.page(kHost, "/b1");
  fixture.options.delay = 80ms;
  fixture.crawl_sites({site_at("a", at("/a")), site_at("b", at("/b"))});
  CHECK(fixture.stored("a").urls() == Urls{at("/a"), at("/a1")});
  CHECK(fixture.stored("b").urls() == Urls{at("/b"), at("/b1")});
  CHECK(mean_gap(fixture.requests_to(kHost)) >= 60ms);
}

TEST_CASE("different hosts do not wait for each other") {
  CrawlFixture fixture;
  std::vector<std::string> names;
  for (int i = 0; i < 10; ++i) {
    names.push_back("h" + std::to_string(i) + ".example");
    fixture.page(names.back(), "/", {"/1", "/2"});
    fixture.page(names.back(), "/1");
    fixture.page(names.back(), "/2");
  }
  fixture.options.delay = 100ms;
  const auto start = std::chrono::steady_clock::now();
  fixture.crawl(names);
  // Each host takes at least nine requests: robots.txt, three pages, a made-up one, a sitemap,
  // three to https. One after the other that is 9 s.
  CHECK(std::chrono::steady_clock::now() - start < 5s);
}

TEST_CASE("a longer Crawl-delay of robots.txt wins") {
  CrawlFixture fixture;
  fixture.robots(kHost, "User-agent: *\nCrawl-delay: 0.2\n");
  fixture.page(kHost, "/", {"/1", "/2"});
  fixture.page(kHost, "/1");
  fixture.page(kHost, "/2");
  fixture.options.delay = 10ms;
  fixture.crawl({kHost});
  const auto requests = fixture.requests_to(kHost);
  REQUIRE(requests.size() == 6);
  CHECK(mean_gap(requests) >= 150ms);
}

TEST_CASE("requests name themselves, ask for plain codings and carry no cookies") {
  CrawlFixture fixture;
  auto& home = fixture.page(kHost, "/", {"/1"});
  home.headers = {{"Set-Cookie", "id=1"}};
  fixture.page(kHost, "/1");
  fixture.options.user_agent = "gweval/test (survey)";
  fixture.crawl({kHost});
  const std::string& head = fixture.stored(kHost).capture(at("/1"))->exchanges.at(0).request_head;
  CHECK(head.starts_with("GET /1 HTTP/1.1\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(head.find("Host: www.city.example\r\n") != std::string::npos);
  CHECK(head.find("User-Agent: gweval/test (survey)\r\n") != std::string::npos);
  CHECK(head.find("Accept-Encoding: gzip, deflate\r\n") != std::string::npos);
  CHECK(head.find("Cookie") == std::string::npos);
}

TEST_CASE("proxies of the environment are not used") {
  setenv("http_proxy", "http://127.0.0.1:9", 1);
  setenv("all_proxy", "http://127.0.0.1:9", 1);
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  fixture.crawl({kHost});
  unsetenv("http_proxy");
  unsetenv("all_proxy");
  CHECK(fixture.stored(kHost).find(at("/"))->status == 200);
}

}  // namespace
}  // namespace gweval

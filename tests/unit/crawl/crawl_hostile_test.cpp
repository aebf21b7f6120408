// Servers that want to hurt the crawler, with the program's own extractor: each is told for what it
// is, and the other sites of the list are crawled to their end.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::Fault;
using test::kHost;

// A hostile page beside an honest one of the same site and an honest site.
class HostileSite {
 public:
  HostileSite() {
    fixture_.reads_facts = true;
    fixture_.page(kHost, "/", {"/bad", "/good"});
    fixture_.page(kHost, "/good").body = "<html><title>good</title></html>";
    fixture_.page("good.example", "/", {"/1"});
    fixture_.page("good.example", "/1").body = "<html><title>one</title></html>";
    fixture_.options.request_timeout = 20s;
  }

  test::PathRule& bad() {
    auto& rule = fixture_.path(kHost, "/bad");
    rule.content_type = "text/html";
    return rule;
  }
  [[nodiscard]] CrawlFixture& fixture() { return fixture_; }

  /// What became of the bad page; the good ones must be there.
  Fetch crawl() {
    const auto outcomes = fixture_.crawl({kHost, "good.example"});
    for (const auto& outcome : outcomes) CHECK_FALSE(outcome.error);
    CHECK(fixture_.stored("good.example").find("http://good.example/1")->status == 200);
    CHECK(outcomes[1].facts.is_complete);
    const auto& stored = fixture_.stored(kHost);
    CHECK(stored.find(at("/good"))->status == 200);
    REQUIRE(stored.find(at("/bad")));
    return *stored.find(at("/bad"));
  }

  [[nodiscard]] const PageFacts& page() {
    for (const StoredFetch& stored : fixture_.stored(kHost).fetches) {
      if (stored.fetch.url == at("/bad") && stored.page) return *stored.page;
    }
    FAIL("no facts of the bad page");
    throw std::logic_error("not reached");
  }

 private:
  CrawlFixture fixture_;
};

TEST_CASE("hostile: headers without end, and one header over the library's own limit") {
  HostileSite endless;
  endless.bad().fault = Fault::endless_head;
  Fetch fetch = endless.crawl();
  CHECK(fetch.outcome == FetchOutcome::protocol_error);
  CHECK(fetch.detail == "headers are longer than 131072 bytes");

  HostileSite interim;  // 103 Early Hints after 103, none of them long
  interim.bad().fault = Fault::endless_interim;
  fetch = interim.crawl();
  CHECK(fetch.outcome == FetchOutcome::protocol_error);
  CHECK(fetch.detail == "headers are longer than 131072 bytes");

  HostileSite huge;
  huge.bad().huge_header_kib = 120;
  fetch = huge.crawl();
  CHECK(fetch.outcome == FetchOutcome::protocol_error);
  CHECK(fetch.detail == "a header line is longer than 100 KiB");
}

TEST_CASE("hostile: bombs of gzip and brotli are cut, and kept as sent") {
  for (const bool is_brotli : {false, true}) {
    HostileSite site;
    (is_brotli ? site.bad().brotli_bomb_mib : site.bad().gzip_bomb_mib) = 200;
    const Fetch fetch = site.crawl();
    CHECK(fetch.outcome == FetchOutcome::response);
    CHECK(fetch.truncated);
    CHECK(fetch.body_bytes < 1'000'000);
    CHECK(site.page().cut);
  }
}

TEST_CASE("hostile: an endless body and a page of 50 MB are cut at the limit") {
  HostileSite endless;
  endless.bad().fault = Fault::endless;
  Fetch fetch = endless.crawl();
  CHECK(fetch.truncated);
  CHECK(fetch.body_bytes == 10 * 1024 * 1024);

  HostileSite large;
  large.bad().body = std::string(std::size_t{50} << 20U, 'x');
  fetch = large.crawl();
  CHECK(fetch.truncated);
  CHECK(fetch.body_bytes == 10 * 1024 * 1024);
}

TEST_CASE("hostile: a server that accepts and never answers, and one byte at a time") {
  HostileSite silent;
  silent.fixture().options.request_timeout = 2s;
  silent.bad().fault = Fault::silent;
  CHECK(silent.crawl().outcome == FetchOutcome::timed_out);

  HostileSite drip;
  drip.fixture().options.request_timeout = 2s;
  drip.bad().body = std::string(1000, 'x');
  drip.bad().drip_bytes = 1;
  drip.bad().drip_every = 500ms;
  CHECK(drip.crawl().outcome == FetchOutcome::timed_out);
}

TEST_CASE("hostile: no status line, a wrong length, a broken chunk") {
  HostileSite old;
  old.bad().fault = Fault::no_head;
  CHECK(old.crawl().outcome == FetchOutcome::protocol_error);

  HostileSite longer;  // announces more than it sends
  longer.bad().body = "<html>half";
  longer.bad().content_length = 1000;
  Fetch fetch = longer.crawl();
  CHECK(fetch.outcome == FetchOutcome::response);
  CHECK(fetch.truncated);
  CHECK(fetch.body_bytes == 10);

  HostileSite shorter;  // sends more than it announced
  shorter.bad().body = "<html>whole";
  shorter.bad().content_length = 6;
  fetch = shorter.crawl();
  CHECK(fetch.status == 200);
  CHECK(fetch.body_bytes == 6);

  HostileSite chunks;
  chunks.bad().fault = Fault::broken_chunks;
  CHECK(chunks.crawl().truncated);
}

TEST_CASE("hostile: redirects without end, in a circle, and to an address of 1 MB") {
  HostileSite chain;
  chain.bad().redirect_chain = 1000;
  CHECK(chain.crawl().outcome == FetchOutcome::too_many_redirects);

  HostileSite circle;
  circle.bad().redirect = "/bad";
  CHECK(circle.crawl().outcome == FetchOutcome::redirect_loop);

  HostileSite far;
  far.bad().redirect = "/" + std::string(60'000, 'x');  // fits a header line
  CHECK(far.crawl().outcome == FetchOutcome::bad_redirect);

  HostileSite endless;
  endless.bad().redirect = "/" + std::string(1'000'000, 'x');
  const Fetch cut = endless.crawl();
  CHECK(cut.outcome == FetchOutcome::protocol_error);
  CHECK(cut.detail == "a header line is longer than 100 KiB");

  HostileSite link;
  link.bad().body = "<a href=\"/" + std::string(1'000'000, 'x') + "\">x</a><a href=\"/good\">g</a>";
  CHECK(link.crawl().status == 200);
  CHECK(link.page().links.size() == 1);
}

TEST_CASE("hostile: cookie walls and passwords shut us out, and nothing is sent to pass them") {
  HostileSite wall;
  wall.bad().redirect = "/bad";
  wall.bad().headers = {{"Set-Cookie", "pass=1"}};
  CHECK(wall.crawl().detail.find("cookie") != std::string::npos);

  HostileSite password;
  password.bad().status = 401;
  password.bad().headers = {{"WWW-Authenticate", "Basic realm=\"x\""}};
  CHECK(password.crawl().status == 401);
  const auto* capture = password.fixture().stored(kHost).capture(at("/bad"));
  for (const Exchange& exchange : capture->exchanges) {
    CHECK(exchange.request_head.find("Authorization") == std::string::npos);
    CHECK(exchange.request_head.find("Cookie") == std::string::npos);
  }
}

TEST_CASE("hostile: 200,000 nested elements, 100,000 links") {
  HostileSite nested;
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<div>";
  nested.bad().body = deep + "<a href=\"/good\">in the depth</a>";
  CHECK(nested.crawl().status == 200);
  CHECK(nested.page().links.size() == 1);

  HostileSite links;
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "<a href=\"/n/" + std::to_string(i) + "/\">n</a>";
  links.bad().body = many;
  links.fixture().options.max_pages = 20;
  CHECK(links.crawl().status == 200);
  CHECK(links.page().links.size() == 20'000);
  CHECK(links.page().cut);
}

TEST_CASE("hostile: NUL bytes, broken UTF-8, broken GB18030") {
  const std::string good = "<a href=\"/good\">text</a>";
  for (const auto& [charset, bytes] :
       {std::pair<std::string, std::string>{"utf-8", std::string("a\0b\0", 4)},
        {"utf-8", "\xff\xfe\xc3\x28\xf5\x80\x80\x80 ok \xe4\xb8"},
        {"gb18030", "\x81\x30\x81\xff\xfe\xfe ok \x84\x31"}}) {
    HostileSite site;
    site.bad().charset = charset;
    site.bad().content_type = "text/html; charset=" + charset;
    site.bad().body = "<html><body>" + bytes + good + "</body></html>";
    CHECK(site.crawl().status == 200);
    CHECK(site.page().links.size() == 1);
  }
}

TEST_CASE("hostile: a robots.txt of 10 MB counts up to its limit; a sitemap that names itself") {
  HostileSite site;
  std::string robots = "User-agent: *\nDisallow: /early\n";
  while (robots.size() < std::size_t{10} << 20U)
    robots += "Disallow: /x" + robots.substr(0, 3) + "\n";
  site.fixture().robots(kHost, robots + "Disallow: /good\n");
  site.fixture().path(kHost, "/sitemap.xml").body =
      "<sitemapindex><sitemap><loc>http://www.city.example/sitemap.xml</loc></sitemap>"
      "</sitemapindex>";
  site.bad().body = "<a href=\"/early\">x</a>";
  CHECK(site.crawl().status == 200);  // "/good" is beyond the limit of 500 KiB
  auto& stored = site.fixture().stored(kHost);
  CHECK(stored.find(at("/early"))->outcome == FetchOutcome::robots_refused);
  CHECK(stored.urls(FetchPurpose::sitemap).size() == 1);
}

// 127.0.0.1 stands for the public network, every other address for the inner one.
bool is_stand_in_public(const sockaddr& address) {
  if (address.sa_family != AF_INET) return false;
  const auto& in = reinterpret_cast<const sockaddr_in&>(address);
  return ntohl(in.sin_addr.s_addr) == INADDR_LOOPBACK;
}

TEST_CASE("hostile: a public page that leads to an inner address, by number and by name") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/number", "/name", "/link"});
  fixture.path(kHost, "/number").redirect = "http://127.0.0.2/admin";
  fixture.path(kHost, "/name").redirect = "http://inner.example/admin";
  fixture.path(kHost, "/link").body = "<a href=\"http://inner.example/page\">x</a>";
  fixture.path(kHost, "/link").content_type = "text/html";
  fixture.page("inner.example", "/admin");
  fixture.options.allow_private = false;
  fixture.allows_address = is_stand_in_public;
  // As a hostile name server would answer: the name is public, its address is not.
  const std::string port = std::to_string(fixture.server().http_port());
  fixture.more_connect_to = {"inner.example:80:127.0.0.2:" + port};
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  for (const char* path : {"/number", "/name"}) {
    INFO(path);
    const Fetch* fetch = stored.find(at(path));
    CHECK(fetch->outcome == FetchOutcome::address_refused);
    CHECK(fetch->detail == "address 127.0.0.2 is private or reserved");
    CHECK(fetch->redirects.size() == 1);
  }
  CHECK(stored.find("http://inner.example/page", FetchPurpose::link_check)->outcome ==
        FetchOutcome::address_refused);
  CHECK(fixture.requests_to("inner.example").empty());
}

}  // namespace
}  // namespace gweval

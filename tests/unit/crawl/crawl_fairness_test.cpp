// Failures that pass, hosts that ask for patience, and our own network: what is held against whom.
#include <algorithm>

#include "crawl_fixture.hpp"
#include "gweval/link_verdict.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::Fault;
using test::kHost;
using Urls = std::vector<std::string>;

AnswerLook look_at(test::StoredSite& stored, const std::string& url, FetchPurpose purpose) {
  const auto& fetches = stored.fetches;
  const auto found = std::find_if(fetches.begin(), fetches.end(), [&](const StoredFetch& at) {
    return at.fetch.url == url && at.fetch.purpose == purpose;
  });
  const bool is_read = found != fetches.end() && found->page.has_value();
  return is_read ? look_of(*found->page) : AnswerLook{};
}

LinkVerdict verdict_at(test::StoredSite& stored, const std::string& path) {
  const auto answer = [&stored](const std::string& url, FetchPurpose purpose) {
    return Answer{stored.find(url, purpose), look_at(stored, url, purpose)};
  };
  const Answer first = answer(at(path), FetchPurpose::page);
  REQUIRE(first.fetch);
  const auto probes = stored.urls(FetchPurpose::error_probe);
  REQUIRE(probes.size() == 1);
  ErrorSigns signs;
  const Answer home = answer(at("/"), FetchPurpose::page);
  const Answer probe = answer(probes[0], FetchPurpose::error_probe);
  signs.set_home(*home.fetch, home.look);
  signs.set_probe(*probe.fetch, probe.look);
  return verdict_of(first, answer(at(path), FetchPurpose::recheck), signs);
}

TEST_CASE("a failure that would count is asked for again at the end, after a while") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/gone", "/hiccup", "/moody", "/busy", "/loop"});
  fixture.path(kHost, "/gone").status = 410;
  fixture.path(kHost, "/hiccup").status = 404;
  fixture.path(kHost, "/hiccup").times = 1;
  fixture.path(kHost, "/moody").redirect = "ftp://files.example/";
  fixture.path(kHost, "/moody").times = 1;
  fixture.path(kHost, "/busy").status = 500;
  fixture.path(kHost, "/loop").redirect = "/loop";
  fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  CHECK(verdict_at(stored, "/gone") == LinkVerdict::dead);
  CHECK(verdict_at(stored, "/hiccup") == LinkVerdict::unstable);
  CHECK(verdict_at(stored, "/moody") == LinkVerdict::unstable);
  CHECK(verdict_at(stored, "/busy") == LinkVerdict::server_error);
  CHECK(verdict_at(stored, "/loop") == LinkVerdict::redirect_loop);
  CHECK(stored.urls(FetchPurpose::recheck) ==
        Urls{at("/gone"), at("/hiccup"), at("/moody"), at("/loop")});
  // The second look comes last, and not at once.
  const auto requests = fixture.requests_to(kHost);
  std::vector<std::chrono::system_clock::time_point> gone;
  for (const auto& request : requests) {
    if (request.path == "/gone") gone.push_back(request.time);
  }
  REQUIRE(gone.size() == 2);
  CHECK(gone[1] - gone[0] >= 90ms);
}

// The made-up address is hexadecimal.
void answer_all_else(CrawlFixture& fixture, const std::string& body) {
  for (const char* start : {"/n", "/0", "/1", "/2", "/3", "/4", "/5", "/6", "/7", "/8", "/9", "/a",
                            "/b", "/c", "/d", "/e", "/f"}) {
    auto& rule = fixture.path(kHost, start);
    rule.prefix = true;
    rule.body = body;
    rule.content_type = "text/html";
  }
}

TEST_CASE("a site that shows one page for all it does not have is told by a made-up address") {
  CrawlFixture fixture;
  fixture.reads_facts = true;
  fixture.page(kHost, "/", {"/there", "/not-there"});
  fixture.page(kHost, "/there").body = "<html>there</html>";
  answer_all_else(fixture, "<html><p>nothing to see here</html>");
  fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  CHECK(verdict_at(stored, "/there") == LinkVerdict::ok);
  CHECK(verdict_at(stored, "/not-there") == LinkVerdict::soft_404);
  CHECK(stored.urls(FetchPurpose::recheck) == Urls{at("/not-there")});
  const Capture* again = stored.capture(at("/not-there"), FetchPurpose::recheck);
  REQUIRE(again);
  CHECK(again->exchanges.at(0).request_head.find("Range:") == std::string::npos);
}

TEST_CASE("an error page with status 200 is read again at the end, and believed then") {
  CrawlFixture fixture;
  fixture.reads_facts = true;
  fixture.page(kHost, "/", {"/gone", "/hiccup", "/moved", "/index.htm", "/passing"});
  auto& gone = fixture.path(kHost, "/gone");
  gone.body = "<title>提示</title><p>您访问的页面不存在</p>";
  gone.content_type = "text/html; charset=utf-8";
  fixture.page(kHost, "/hiccup").redirect = "/gone";
  fixture.path(kHost, "/hiccup").times = 1;
  fixture.path(kHost, "/moved").redirect = "/";
  fixture.path(kHost, "/index.htm").redirect = "/";
  fixture.page(kHost, "/passing").redirect = "/";
  fixture.path(kHost, "/passing").times = 1;
  fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  CHECK(verdict_at(stored, "/gone") == LinkVerdict::soft_404);
  CHECK(verdict_at(stored, "/hiccup") == LinkVerdict::unstable);
  CHECK(verdict_at(stored, "/moved") == LinkVerdict::soft_404);
  CHECK(verdict_at(stored, "/index.htm") == LinkVerdict::ok);
  CHECK(verdict_at(stored, "/passing") == LinkVerdict::unstable);
  CHECK(stored.urls(FetchPurpose::recheck) ==
        Urls{at("/gone"), at("/hiccup"), at("/moved"), at("/passing")});
}

TEST_CASE("a host that answers 429 is asked more slowly, when it said, and then to the end") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/1", "/2", "/3"});
  auto& busy = fixture.page(kHost, "/1");
  busy.status = 429;
  busy.times = 1;
  busy.headers = {{"Retry-After", "1"}};
  fixture.page(kHost, "/2");
  fixture.page(kHost, "/3");
  const auto start = std::chrono::steady_clock::now();
  fixture.crawl({kHost});
  CHECK(std::chrono::steady_clock::now() - start >= 1s);
  const auto& stored = fixture.stored(kHost);
  for (const char* path : {"/1", "/2", "/3"}) CHECK(stored.find(at(path))->status == 200);
  CHECK(stored.find(at("/1"))->attempts == 2);
}

TEST_CASE("nothing at all is asked of a host until the time it named is over") {
  for (const int status : {429, 503}) {
    CrawlFixture fixture;
    Urls links;
    for (int i = 0; i < 12; ++i) {
      links.push_back("/" + std::to_string(i));
      fixture.page(kHost, links.back());
    }
    fixture.page(kHost, "/", links);
    auto& busy = fixture.page(kHost, "/0");
    busy.status = status;
    busy.times = 1;
    busy.headers = {{"Retry-After", "2"}};
    fixture.options.delay = 20ms;
    fixture.options.connections_per_host = 1;
    fixture.crawl({kHost});
    const auto requests = fixture.requests_to(kHost);
    const auto refused = std::find_if(requests.begin(), requests.end(), [&](const auto& request) {
      return request.path == "/0" && request.status == status;
    });
    REQUIRE(refused != requests.end());
    for (const auto& request : requests) {
      INFO(request.path);
      CHECK((request.time <= refused->time || request.time - refused->time >= 1900ms));
    }
    CHECK(fixture.stored(kHost).find(at("/11"))->status == 200);
  }
}

TEST_CASE("a host that fails ten times in a row is rested, then given up, and the rest goes on") {
  CrawlFixture fixture;
  Urls links;
  for (int i = 0; i < 100; ++i) links.push_back("/dead" + std::to_string(i));
  fixture.page(kHost, "/", links);
  auto& dead = fixture.path(kHost, "/dead");
  dead.prefix = true;
  dead.fault = Fault::close;
  fixture.page("other.example", "/", {"/1"});
  fixture.page("other.example", "/1");
  fixture.options.connections_per_host = 1;
  const auto outcomes = fixture.crawl({kHost, "other.example"});
  CHECK_FALSE(outcomes[0].error);
  CHECK(outcomes[0].facts.limit_reached == "host-gave-up");
  CHECK(outcomes[1].facts.is_complete);
  const auto requests = fixture.requests_to(kHost);
  CHECK(std::count_if(requests.begin(), requests.end(),
                      [](const auto& request) { return request.path.starts_with("/dead"); }) < 20);
  // What failed is not confirmed, so it is held against nobody.
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls(FetchPurpose::recheck).empty());
}

TEST_CASE("when hosts that answered all fall silent, the fault is ours and their sites say so") {
  CrawlFixture fixture;
  Urls names;
  for (int i = 0; i < 8; ++i) {
    names.push_back("h" + std::to_string(i) + ".example");
    Urls links;
    for (int page = 0; page < 60; ++page) links.push_back("/" + std::to_string(page));
    fixture.page(names.back(), "/", links);
    for (const std::string& link : links) fixture.page(names.back(), link);
  }
  fixture.options.delay = 5ms;
  fixture.options.connections_per_host = 1;
  auto& server = fixture.server();
  fixture.should_stop = [&server] {
    if (server.requests().size() >= 150) server.stop();
    return false;
  };
  const auto outcomes = fixture.crawl(names);
  for (const auto& outcome : outcomes) {
    INFO(outcome.site_id);
    CHECK(outcome.facts.limit_reached == "own-network");
    const auto& stored = fixture.stored(outcome.site_id);
    REQUIRE(stored.crawl);
    CHECK(stored.crawl->limit_reached == "own-network");
    CHECK(stored.find("http://" + outcome.site_id + "/")->status == 200);
  }
}

TEST_CASE("hosts that are down while others answer are down") {
  CrawlFixture fixture;
  Urls names;
  for (int i = 0; i < 8; ++i) {
    names.push_back("off" + std::to_string(i) + ".example");
    fixture.host(names.back()).http = test::PlainHttp::off;
  }
  names.insert(names.begin(), kHost);
  fixture.page(kHost, "/", {"/1"});
  fixture.page(kHost, "/1").delay = 500ms;  // answers while the others fail, and as a control
  const auto outcomes = fixture.crawl(names);
  for (const auto& outcome : outcomes) {
    CHECK_FALSE(outcome.error);
    CHECK(outcome.facts.limit_reached.empty());
  }
  CHECK(fixture.stored("off3.example").find("http://off3.example/")->outcome ==
        FetchOutcome::connect_failed);
}

TEST_CASE("a site that could not be reached is asked again by the next run, other sites are not") {
  CrawlFixture fixture;
  auto& home = fixture.page("down.example", "/", {"/1"});
  home.status = 503;
  home.times = 3;  // all attempts of the first run
  fixture.page("down.example", "/1");
  fixture.page(kHost, "/", {"/busy"});
  fixture.path(kHost, "/busy").status = 500;
  fixture.crawl({"down.example", kHost});
  CHECK(fixture.stored("down.example").find("http://down.example/")->status == 503);
  const auto before = fixture.requests_to(kHost).size();
  fixture.crawl({"down.example", kHost});
  CHECK(fixture.requests_to(kHost).size() == before);
  // Stored anew: the folder keeps the newer, the archive both.
  const auto& fetches = fixture.stored("down.example").fetches;
  const auto last = std::find_if(fetches.rbegin(), fetches.rend(), [](const StoredFetch& stored) {
    return stored.fetch.url == "http://down.example/" && stored.fetch.purpose == FetchPurpose::page;
  });
  REQUIRE(last != fetches.rend());
  CHECK(last->fetch.status == 200);
  CHECK(fixture.stored("down.example").find("http://down.example/1"));
}

void crawl_with_expired_certificate(CrawlFixture& fixture) {
  fixture.host("old.example").https = true;
  fixture.host("old.example").http = test::PlainHttp::redirect;
  fixture.host("old.example").certificate = test::CertificateKind::expired;
  fixture.options.ca_file = fixture.folder().write("ca.pem", fixture.server().ca_pem());
  fixture.crawl({"old.example"});
}

TEST_CASE("a page behind a bad certificate is read and marked") {
  CrawlFixture fixture;
  fixture.page("old.example", "/", {"/1"});
  fixture.page("old.example", "/1");
  crawl_with_expired_certificate(fixture);
  const auto& stored = fixture.stored("old.example");
  const Fetch* home = stored.find("http://old.example/");
  REQUIRE(home);
  CHECK(home->status == 200);
  REQUIRE(home->certificate);
  CHECK(home->certificate->verify_error == "certificate has expired");
  CHECK(stored.find("https://old.example/1")->status == 200);
  // The probe says what a visitor's browser would.
  CHECK(stored.find("https://old.example/", FetchPurpose::https_probe)->outcome ==
        FetchOutcome::tls_failed);
}

TEST_CASE("a site of many pages behind a bad certificate is read whole") {
  CrawlFixture fixture;
  std::vector<std::string> links;
  for (int i = 0; i < 30; ++i) links.push_back("/" + std::to_string(i) + ".html");
  fixture.page("old.example", "/", links);
  for (const std::string& link : links) fixture.page("old.example", link);
  crawl_with_expired_certificate(fixture);
  const auto& stored = fixture.stored("old.example");
  for (const std::string& link : links) {
    const Fetch* page = stored.find("https://old.example" + link);
    REQUIRE(page);
    CHECK(page->status == 200);
    REQUIRE(page->certificate);
    CHECK(page->certificate->verify_error == "certificate has expired");
  }
}

}  // namespace
}  // namespace gweval

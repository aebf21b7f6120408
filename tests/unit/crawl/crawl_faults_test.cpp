// What servers do wrong, and that it is recorded as what it is, for that page and that site only.

#include "crawl_fixture.hpp"
#include "support/catch.hpp"
#include "web/content_coding.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::Fault;
using test::kHost;
using test::site_at;

TEST_CASE("answers that break HTTP are told apart") {
  CrawlFixture fixture;
  fixture.page(
      kHost, "/",
      {"/reset", "/close", "/garbage", "/short", "/loop", "/chain", "/bad", "/headers", "/good"});
  fixture.path(kHost, "/reset").fault = Fault::reset;
  fixture.path(kHost, "/close").fault = Fault::close;
  fixture.path(kHost, "/garbage").fault = Fault::garbage;
  fixture.page(kHost, "/short", {"/never"}).truncate = 10;
  fixture.path(kHost, "/loop").redirect = "/loop";
  fixture.path(kHost, "/chain").redirect_chain = 30;
  fixture.path(kHost, "/bad").redirect = "ftp://files.example/";
  fixture.page(kHost, "/headers").huge_header_kib = 300;
  fixture.page(kHost, "/good");
  const auto outcomes = fixture.crawl({kHost});
  CHECK_FALSE(outcomes[0].error);
  const auto& stored = fixture.stored(kHost);
  const auto outcome = [&](const char* path) { return to_text(stored.find(at(path))->outcome); };
  CHECK(outcome("/reset") == "connect_failed");
  CHECK(outcome("/close") == "connect_failed");
  CHECK(stored.find(at("/close"))->attempts == 2);
  CHECK(outcome("/garbage") == "protocol_error");
  CHECK(outcome("/short") == "response");
  CHECK(stored.find(at("/short"))->truncated);
  CHECK(stored.find(at("/short"))->body_bytes == 10);
  CHECK(outcome("/loop") == "redirect_loop");
  CHECK(outcome("/chain") == "too_many_redirects");
  CHECK(outcome("/bad") == "bad_redirect");
  CHECK(outcome("/headers") == "protocol_error");
  CHECK(outcome("/good") == "response");
}

TEST_CASE("an endless body and a large one are cut at the limit and marked") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/endless", "/large", "/fits"});
  fixture.path(kHost, "/endless").fault = Fault::endless;
  fixture.path(kHost, "/large").body = std::string(100'001, 'x');
  fixture.path(kHost, "/fits").body = std::string(100'000, 'x');
  fixture.options.max_body_bytes = 100'000;
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  for (const char* path : {"/endless", "/large"}) {
    INFO(path);
    CHECK(stored.find(at(path))->outcome == FetchOutcome::response);
    CHECK(stored.find(at(path))->truncated);
    CHECK(stored.find(at(path))->body_bytes == 100'000);
    CHECK(stored.capture(at(path))->exchanges.at(0).truncated);
  }
  CHECK_FALSE(stored.find(at("/fits"))->truncated);
}

TEST_CASE("a gzip bomb is kept as sent and decoded no further than the limit") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/bomb"});
  fixture.path(kHost, "/bomb").gzip_bomb_mib = 64;
  fixture.options.max_body_bytes = 1'000'000;
  fixture.crawl({kHost});
  const Fetch* bomb = fixture.stored(kHost).find(at("/bomb"));
  REQUIRE(bomb);
  CHECK(bomb->outcome == FetchOutcome::response);
  CHECK(bomb->truncated);
  CHECK(bomb->body_bytes < 1'000'000);
}

TEST_CASE("bodies are archived as sent and digested as decoded") {
  CrawlFixture fixture;
  fixture.host(kHost).compress = true;
  fixture.page(kHost, "/").body = "<html>" + std::string(5000, 'a') + "</html>";
  fixture.crawl({kHost});
  const auto* capture = fixture.stored(kHost).capture(at("/"));
  REQUIRE(capture);
  const std::string& body = capture->exchanges.at(0).body;
  CHECK(body.size() < 1000);
  CHECK(decode_content(body, "gzip", 10'000)->bytes.size() == 5013);
  CHECK(capture->fetch.body_bytes == static_cast<std::int64_t>(body.size()));
  CHECK(capture->fetch.media_type == "text/html");
  // sha256sum of the 5,013 decoded bytes
  CHECK(capture->fetch.body_sha256 ==
        "91a9dc1e202f58e743f072f7ebfcc82a187df3afead174d04b44f49c1e7d4e01");
}

TEST_CASE("a server that never answers costs its time limit and no other site's pages") {
  CrawlFixture fixture;
  fixture.page("slow.example", "/").delay = 60s;
  fixture.page("drip.example", "/").drip_bytes = 1;
  fixture.path("drip.example", "/").drip_every = 500ms;
  fixture.page(kHost, "/", {"/1"});
  fixture.page(kHost, "/1");
  fixture.options.request_timeout = 300ms;
  const auto start = std::chrono::steady_clock::now();
  const auto outcomes = fixture.crawl({"slow.example", "drip.example", kHost});
  CHECK(std::chrono::steady_clock::now() - start < 10s);
  for (const auto& outcome : outcomes) CHECK_FALSE(outcome.error);
  const Fetch* slow = fixture.stored("slow.example").find("http://slow.example/");
  CHECK(slow->outcome == FetchOutcome::timed_out);
  CHECK(slow->attempts == 3);
  CHECK(fixture.stored("drip.example").find("http://drip.example/")->outcome ==
        FetchOutcome::timed_out);
  CHECK(fixture.stored(kHost).urls().size() == 2);
}

TEST_CASE("a host that refuses connections is that, for its start page and its robots.txt") {
  CrawlFixture fixture;
  fixture.host("off.example").http = test::PlainHttp::off;
  fixture.page(kHost, "/");
  fixture.crawl({"off.example", kHost});
  const auto& stored = fixture.stored("off.example");
  const Fetch* home = stored.find("http://off.example/");
  REQUIRE(home);
  CHECK(home->outcome == FetchOutcome::connect_failed);
  CHECK(home->attempts == 3);
  // Published as a reason: equal failures must read alike, however long they took.
  CHECK_FALSE(home->detail.empty());
  CHECK_THAT(home->detail, !Catch::Matchers::Contains(" after "));
  CHECK(stored.find("http://off.example/robots.txt", FetchPurpose::robots)->outcome ==
        FetchOutcome::connect_failed);
  CHECK_FALSE(stored.robots.was_fetched);
}

TEST_CASE("private addresses are refused without a connection, however they are named") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/away"});
  fixture.options.allow_private = false;
  const int port = fixture.server().http_port();
  const std::string url = "http://127.0.0.1:" + std::to_string(port) + "/";
  // The host name leads to loopback by connect-to, as a hostile name server would have it.
  const auto outcomes = fixture.crawl_sites({site_at("named", at("/")), site_at("numeric", url)});
  for (const auto& outcome : outcomes) CHECK_FALSE(outcome.error);
  CHECK(fixture.stored("named").find(at("/"))->outcome == FetchOutcome::address_refused);
  CHECK(fixture.stored("numeric").find(url)->outcome == FetchOutcome::address_refused);
  CHECK(fixture.stored("numeric").find(url)->detail == "address 127.0.0.1 is private or reserved");
  CHECK(fixture.server().requests().empty());
}

TEST_CASE("names that do not resolve are the site's, once some host answered") {
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  const auto outcomes = fixture.crawl({"nowhere.invalid", kHost});
  CHECK_FALSE(outcomes[0].error);
  const Fetch* home = fixture.stored("nowhere.invalid").find("http://nowhere.invalid/");
  REQUIRE(home);
  CHECK(home->outcome == FetchOutcome::name_not_resolved);
  CHECK(home->attempts == 3);
}

TEST_CASE("names that do not resolve are the site's, if the resolver knows it has no such name") {
  CrawlFixture fixture;
  fixture.look_up = [](const std::string&, AddressKind) { return NameAnswer::absent; };
  const auto outcomes = fixture.crawl({"nowhere.invalid"});
  CHECK_FALSE(outcomes[0].error);
  CHECK(fixture.stored("nowhere.invalid").find("http://nowhere.invalid/"));
}

TEST_CASE("when no host at all can be found the fault is ours, and nothing is recorded") {
  CrawlFixture fixture;
  const auto outcomes = fixture.crawl({"nowhere.invalid", "neither.invalid"});
  for (const auto& outcome : outcomes) {
    REQUIRE(outcome.error);
    CHECK(outcome.error->code == ErrorCode::network);
  }
  CHECK(fixture.stored("nowhere.invalid").fetches.empty());
}

TEST_CASE("a full disk ends its site with what was stored, and no other") {
  CrawlFixture fixture;
  for (const char* name : {"full.example", kHost}) {
    fixture.page(name, "/", {"/1", "/2", "/3"});
    for (const char* path : {"/1", "/2", "/3"}) fixture.page(name, path);
  }
  fixture.stored("full.example").adds_until_full = 3;
  const auto outcomes = fixture.crawl({"full.example", kHost});
  REQUIRE(outcomes[0].error);
  CHECK(outcomes[0].error->code == ErrorCode::no_space);
  CHECK(fixture.stored("full.example").fetches.size() == 3);
  CHECK_FALSE(outcomes[1].error);
  CHECK(fixture.stored(kHost).urls().size() == 4);
}

TEST_CASE("certificates are recorded, good ones and bad ones") {
  CrawlFixture fixture;
  for (const char* name : {"good.example", "old.example", "other.example"}) {
    fixture.page(name, "/");
    fixture.host(name).https = true;
  }
  fixture.host("old.example").certificate = test::CertificateKind::expired;
  fixture.host("other.example").certificate = test::CertificateKind::other_name;
  fixture.options.ca_file = fixture.folder().write("ca.pem", fixture.server().ca_pem());
  fixture.crawl({"good.example", "old.example", "other.example"});
  const auto probe = [&](const std::string& name) -> const Fetch& {
    const Fetch* fetch =
        fixture.stored(name).find("https://" + name + "/", FetchPurpose::https_probe);
    REQUIRE(fetch);
    REQUIRE(fetch->certificate);
    return *fetch;
  };
  const Fetch& good = probe("good.example");
  CHECK(good.outcome == FetchOutcome::response);
  CHECK(good.certificate->verify_error.empty());
  CHECK(good.certificate->not_before == "2025-01-01T00:00:00Z");
  CHECK(good.certificate->names == std::vector<std::string>{"good.example"});
  CHECK(good.certificate->protocol == "TLSv1.3");
  const Fetch& old = probe("old.example");
  CHECK(old.outcome == FetchOutcome::tls_failed);
  CHECK(old.certificate->verify_error == "certificate has expired");
  const Fetch& other = probe("other.example");
  CHECK(other.outcome == FetchOutcome::tls_failed);
  CHECK_FALSE(other.certificate->verify_error.empty());
}

}  // namespace
}  // namespace gweval

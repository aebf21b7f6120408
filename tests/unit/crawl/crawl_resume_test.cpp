// Second runs, interruptions and time limits.
#include <algorithm>
#include <atomic>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::kHost;

void build_site(CrawlFixture& fixture, int pages) {
  std::vector<std::string> links = {"/file.pdf"};
  for (int i = 0; i < pages; ++i) {
    links.push_back("/" + std::to_string(i));
    fixture.page(kHost, links.back(), {"/" + std::to_string(i * 7 % pages)});
  }
  fixture.page(kHost, "/", links);
  fixture.robots(kHost, "User-agent: *\nDisallow: /3$\nSitemap: http://www.city.example/s.xml\n");
  fixture.path(kHost, "/s.xml").body =
      "<urlset><url><loc>http://www.city.example/</loc></url></urlset>";
  fixture.path(kHost, "/file.pdf").body = "%PDF";
}

TEST_CASE("a second run over complete evidence asks nothing and changes nothing") {
  CrawlFixture fixture;
  build_site(fixture, 40);
  fixture.look_up = [](const std::string&, AddressKind) { return NameAnswer::found; };
  const auto first = fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  stored.has_ipv6 = true;  // as an earlier run would have found it
  const auto order = stored.order();
  const std::size_t requests = fixture.server().requests().size();
  REQUIRE(requests > 40);
  CHECK(first[0].resumed == 0);
  const auto second = fixture.crawl({kHost});
  CHECK(fixture.server().requests().size() == requests);
  CHECK(stored.order() == order);
  CHECK(second[0].fetched == 0);
  // All but the robots.txt of https, which only decided about the probe.
  CHECK(second[0].resumed == static_cast<std::int64_t>(order.size()) - 1);
  CHECK(second[0].facts.is_complete);
  CHECK(second[0].facts.pages_known == first[0].facts.pages_known);
  CHECK(stored.has_ipv6 == true);
  CHECK(stored.sitemap.url_count == 1);
}

TEST_CASE("a larger budget goes on where a smaller one ended") {
  CrawlFixture fixture;
  build_site(fixture, 60);
  fixture.options.max_pages = 20;
  fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).urls().size() == 20);
  const std::size_t requests = fixture.server().requests().size();
  fixture.options.max_pages = 30;
  const auto outcomes = fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).urls().size() == 30);
  CHECK(outcomes[0].fetched == 10);
  CHECK(fixture.server().requests().size() == requests + 10);
}

TEST_CASE("addresses refused by an earlier run are asked for once they are allowed") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/1"});
  fixture.page(kHost, "/1");
  fixture.options.allow_private = false;
  fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).urls().size() == 1);
  fixture.options.allow_private = true;
  fixture.crawl({kHost});
  const auto urls = fixture.stored(kHost).urls();
  CHECK(urls == std::vector<std::string>{"http://www.city.example/", "http://www.city.example/",
                                         "http://www.city.example/1"});
}

// Pages that fail for now, for good, and as links that are only checked.
void build_failing_site(CrawlFixture& fixture, int times) {
  fixture.page(kHost, "/", {"/busy", "/slow", "/gone", "/shut", "/file.pdf"});
  auto& busy = fixture.page(kHost, "/busy", {"/behind"});
  busy.status = 503;
  busy.times = times;
  fixture.page(kHost, "/behind");
  auto& slow = fixture.page(kHost, "/slow");
  slow.fault = test::Fault::silent;
  slow.times = times;
  fixture.path(kHost, "/gone").status = 404;
  fixture.path(kHost, "/shut").status = 403;
  fixture.path(kHost, "/file.pdf").status = 503;
  fixture.options.request_timeout = 1s;
}

TEST_CASE("pages that failed for now are asked again by the next run, other answers stand") {
  CrawlFixture fixture;
  build_failing_site(fixture, 2);  // a page is asked twice in a run
  fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  CHECK(stored.find(at("/busy"))->status == 503);
  CHECK(stored.find(at("/slow"))->outcome == FetchOutcome::timed_out);
  const auto asked = [&fixture](const std::string& path) {
    const auto requests = fixture.requests_to(kHost);
    return std::count_if(requests.begin(), requests.end(),
                         [&path](const auto& request) { return request.path == path; });
  };
  const auto gone = asked("/gone");
  const auto shut = asked("/shut");
  const auto file = asked("/file.pdf");
  const auto second = fixture.crawl({kHost});
  CHECK(second[0].fetched == 2);  // what the busy page's error page linked to was asked before
  CHECK(asked("/busy") == 3);
  CHECK(asked("/slow") == 3);
  CHECK(asked("/behind") == 1);
  CHECK(asked("/gone") == gone);
  CHECK(asked("/shut") == shut);
  CHECK(asked("/file.pdf") == file);
  CHECK(stored.capture(at("/behind")) != nullptr);

  const std::size_t requests = fixture.server().requests().size();
  const auto third = fixture.crawl({kHost});
  CHECK(third[0].fetched == 0);
  CHECK(fixture.server().requests().size() == requests);
}

TEST_CASE("a run that was interrupted goes on first, and asks nothing a second time") {
  CrawlFixture fixture;
  build_failing_site(fixture, 0);  // always
  fixture.options.connections_per_host = 1;
  fixture.should_stop = [&] { return fixture.stored(kHost).find(at("/busy")) != nullptr; };
  REQUIRE(fixture.crawl({kHost})[0].facts.limit_reached == "interrupted");
  fixture.should_stop = nullptr;
  fixture.crawl({kHost});
  const auto order = fixture.stored(kHost).order();
  CHECK(std::count(order.begin(), order.end(), "page " + at("/busy")) == 1);
}

TEST_CASE("an interrupted crawl ends at once, and a later run completes it without asking twice") {
  CrawlFixture fixture;
  build_site(fixture, 60);
  fixture.options.delay = 10ms;
  fixture.options.connections_per_host = 1;
  const auto start = std::chrono::steady_clock::now();
  fixture.should_stop = [&fixture] { return fixture.server().requests().size() >= 15; };
  const auto stopped = fixture.crawl({kHost, "later.example"});
  CHECK(std::chrono::steady_clock::now() - start < 10s);
  CHECK_FALSE(stopped[0].error);
  CHECK(stopped[0].facts.limit_reached == "interrupted");
  CHECK(stopped[1].facts.limit_reached == "interrupted");
  CHECK_FALSE(fixture.stored(kHost).crawl->is_complete);
  const auto partial = fixture.stored(kHost).order();
  CHECK(partial.size() > 5);
  CHECK(partial.size() < 50);

  fixture.should_stop = nullptr;
  fixture.options.delay = 0ms;
  fixture.crawl({kHost});
  auto& stored = fixture.stored(kHost);
  CHECK(stored.crawl->is_complete);
  CHECK(stored.urls().size() == 61);
  auto resumed = stored.order();
  CHECK(std::vector<std::string>(resumed.begin(),
                                 resumed.begin() + static_cast<long>(partial.size())) == partial);
  std::sort(resumed.begin(), resumed.end());
  CHECK(std::adjacent_find(resumed.begin(), resumed.end()) == resumed.end());
}

TEST_CASE("a site's time limit keeps what came until then") {
  CrawlFixture fixture;
  build_site(fixture, 60);
  fixture.page("other.example", "/");
  fixture.options.delay = 50ms;
  fixture.options.max_time = 1500ms;
  const auto start = std::chrono::steady_clock::now();
  const auto outcomes = fixture.crawl({kHost, "other.example"});
  CHECK(std::chrono::steady_clock::now() - start < 10s);
  CHECK(outcomes[0].facts.limit_reached == "max-time");
  CHECK(fixture.stored(kHost).fetches.size() > 2);
  CHECK(fixture.stored(kHost).fetches.size() < 40);
  CHECK(outcomes[1].facts.is_complete);
}

TEST_CASE("a site whose start address is none fails alone") {
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  const auto outcomes = fixture.crawl_sites(
      {test::site_at("bad", "nonsense"), test::site_at("good", "http://www.city.example/")});
  REQUIRE(outcomes[0].error);
  CHECK(outcomes[0].error->code == ErrorCode::invalid_argument);
  CHECK_FALSE(outcomes[1].error);
}

TEST_CASE("AAAA records are looked up when addresses are not given by the operator") {
  CrawlFixture fixture;
  fixture.page("127.0.0.1", "/");
  const std::string url = "http://localhost:" + std::to_string(fixture.server().http_port()) + "/";
  fixture.connects_to_server = false;
  std::atomic<int> asked = 0;
  fixture.look_up = [&asked](const std::string& host, AddressKind kind) {
    if (host == "localhost" && kind == AddressKind::ipv6) ++asked;
    return NameAnswer::found;
  };
  fixture.crawl_sites({test::site_at("local", url)});
  CHECK(asked == 1);
  CHECK(fixture.stored("local").has_ipv6 == true);
}

}  // namespace
}  // namespace gweval

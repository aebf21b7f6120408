// Which pages a crawl visits and in what order they are stored, whatever the timing.
#include <algorithm>
#include <cstdint>
#include <random>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::kHost;
using Urls = std::vector<std::string>;

TEST_CASE("pages are visited by depth, then by their parents' order, then by link order") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/b", "/a", "http://other.example/", "/a#x"});
  fixture.page(kHost, "/a", {"/a1", "/b"});
  fixture.page(kHost, "/b", {"/b1", "/a1", "/"});
  fixture.page(kHost, "/a1", {"/deep"});
  fixture.page(kHost, "/b1");
  fixture.page(kHost, "/deep");
  const auto outcomes = fixture.crawl({kHost});
  REQUIRE(outcomes.size() == 1);
  CHECK_FALSE(outcomes[0].error);
  CHECK(outcomes[0].facts.is_complete);
  CHECK(outcomes[0].facts.pages_known == 6);
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls() == Urls{at("/"), at("/b"), at("/a"), at("/b1"), at("/a1"), at("/deep")});
  const Fetch* deep = stored.find(at("/deep"));
  REQUIRE(deep);
  CHECK(deep->depth == 3);
  CHECK(deep->found_on == at("/a1"));
  CHECK(stored.find(at("/a1"))->found_on == at("/b"));
}

TEST_CASE(
    "robots.txt, start page, sitemap, pages, attachments and probes are stored in this order") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/file.pdf", "/a", "/gone.zip"});
  fixture.page(kHost, "/a", {"/file.pdf"});
  fixture.path(kHost, "/file.pdf").body = "%PDF";
  fixture.path(kHost, "/sitemap.xml").body =
      "<urlset><url><loc>http://www.city.example/a</loc></url></urlset>";
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.order() ==
        Urls{"robots " + at("/robots.txt"), "page " + at("/"),
             "error_probe " + at("/cc6a5b5429599e95.html"), "sitemap " + at("/sitemap.xml"),
             "page " + at("/a"), "link_check " + at("/file.pdf"), "link_check " + at("/gone.zip"),
             "recheck " + at("/gone.zip"), "robots https://www.city.example/robots.txt",
             "https_probe https://www.city.example/", "http_probe " + at("/")});
  CHECK(stored.find(at("/file.pdf"), FetchPurpose::link_check)->status == 200);
  CHECK(stored.find(at("/gone.zip"), FetchPurpose::link_check)->status == 404);
  CHECK(stored.find("https://www.city.example/", FetchPurpose::https_probe)->outcome ==
        FetchOutcome::connect_failed);
  CHECK(stored.find(at("/"), FetchPurpose::http_probe)->status == 200);
  CHECK(stored.robots.was_fetched);
  CHECK(stored.robots.status == 404);
  CHECK(stored.sitemap.status == 200);
  CHECK(stored.sitemap.url_count == 1);
  CHECK_FALSE(stored.has_ipv6);
  // The http probe is the start page's own answer: the home page was asked for once.
  const auto requests = fixture.requests_to(kHost);
  CHECK(std::count_if(requests.begin(), requests.end(),
                      [](const auto& request) { return request.path == "/"; }) == 1);
}

// A portal of 150 pages with links at random, answered after random delays.
void build_portal(CrawlFixture& fixture, unsigned seed) {
  constexpr int kPages = 150;
  std::mt19937 links_random(7);
  std::mt19937 delay_random(seed);
  const auto name = [](std::uint_fast32_t page) {
    return page == 0 ? "/" : "/p" + std::to_string(page);
  };
  for (std::uint_fast32_t page = 0; page < kPages; ++page) {
    Urls links;
    for (int i = 0; i < 8; ++i) links.push_back(name(links_random() % kPages));
    if (page % 10 == 3) links.push_back("/doc" + std::to_string(page) + ".pdf");
    if (page % 13 == 5) links.push_back("/moved" + std::to_string(page));
    fixture.page(kHost, name(page), links).delay =
        std::chrono::milliseconds(static_cast<int>(delay_random() % 25));
    fixture.path(kHost, "/moved" + std::to_string(page)).redirect = name((page + 40) % kPages);
  }
}

TEST_CASE("the same pages in the same order, whatever connections, threads and delays") {
  Urls expected;
  unsigned seed = 1;
  for (const auto& [connections, jobs] :
       std::vector<std::pair<int, int>>{{1, 1}, {8, 4}, {16, 1}}) {
    CrawlFixture fixture;
    build_portal(fixture, seed++);
    fixture.options.connections_per_host = connections;
    fixture.options.jobs = jobs;
    fixture.options.max_pages = 90;
    const auto outcomes = fixture.crawl({kHost});
    CHECK(outcomes[0].facts.limit_reached == "max-pages");
    const Urls order = fixture.stored(kHost).order();
    if (expected.empty()) expected = order;
    CHECK(fixture.stored(kHost).urls().size() == 90);
    CHECK(order == expected);
  }
}

TEST_CASE("limits of pages and depth are told") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/1", "/2", "/3"});
  for (const char* path : {"/1", "/2", "/3"}) fixture.page(kHost, path, {"/deep"});
  fixture.page(kHost, "/deep");
  fixture.options.max_pages = 3;
  CHECK(fixture.crawl({kHost})[0].facts.limit_reached == "max-pages");
  CHECK(fixture.stored(kHost).urls() == Urls{at("/"), at("/1"), at("/2")});
  CHECK_FALSE(fixture.stored(kHost).crawl->is_complete);
  fixture.forget_stores();
  fixture.options.max_pages = 100;
  fixture.options.max_depth = 1;
  CHECK(fixture.crawl({kHost})[0].facts.limit_reached == "max-depth");
  CHECK(fixture.stored(kHost).urls().size() == 4);
}

TEST_CASE("a site that moved is crawled where it is") {
  CrawlFixture fixture;
  fixture.path("old.example", "/").redirect = "http://new.example/home";
  fixture.page("new.example", "/home", {"/a", "http://third.example/"});
  fixture.page("new.example", "/a");
  fixture.page("third.example", "/");
  fixture.crawl({"old.example"});
  const auto& stored = fixture.stored("old.example");
  CHECK(stored.urls() == Urls{"http://old.example/", "http://new.example/a"});
  const Fetch* home = stored.find("http://old.example/");
  CHECK(home->final_url == "http://new.example/home");
  CHECK(home->redirects.size() == 1);
  CHECK(stored.find("http://new.example/robots.txt", FetchPurpose::robots));
}

TEST_CASE("with the domain as scope, other hosts of it are crawled under their own robots.txt") {
  CrawlFixture fixture;
  fixture.page("www.city.example", "/", {"http://zwfw.city.example/", "http://www.town.example/"});
  fixture.page("zwfw.city.example", "/", {"/secret"});
  fixture.page("zwfw.city.example", "/secret");
  fixture.page("www.town.example", "/");
  fixture.robots("zwfw.city.example", "User-agent: *\nDisallow: /secret\n");
  fixture.options.scope = CrawlScope::domain;
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls() ==
        Urls{at("/"), "http://zwfw.city.example/", "http://zwfw.city.example/secret"});
  CHECK(stored.find("http://zwfw.city.example/secret")->outcome == FetchOutcome::robots_refused);
  // Another domain's page is not visited, only asked whether it is there, as its robots.txt allows.
  const auto requests = fixture.requests_to("www.town.example");
  REQUIRE(requests.size() == 2);
  CHECK(requests[0].path == "/robots.txt");
  CHECK(requests[1].method == "HEAD");
}

TEST_CASE("progress counts up to what was done, about ten times a second") {
  CrawlFixture fixture;
  for (const char* name : {"a.example", "b.example"}) {
    fixture.page(name, "/", {"/1"});
    fixture.page(name, "/1").delay = 300ms;
  }
  std::vector<CrawlProgress> seen;
  fixture.progress = [&seen](const CrawlProgress& progress) { seen.push_back(progress); };
  fixture.crawl({"a.example", "b.example"});
  REQUIRE(seen.size() >= 3);
  CHECK(seen.size() < 30);
  CHECK(seen.front().sites_total == 2);
  CHECK(seen.back().sites_done == 2);
  CHECK(seen.back().pages_done == 4);
  CHECK(seen.back().requests_done >= static_cast<std::int64_t>(fixture.server().requests().size()));
  CHECK_FALSE(seen.back().site_id.empty());
}

TEST_CASE("sitemaps of robots.txt and of an index are counted once each") {
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  fixture.robots(kHost,
                 "Sitemap: http://www.city.example/index.xml\n"
                 "Sitemap: http://elsewhere.example/s.xml\n");
  fixture.path(kHost, "/index.xml").body =
      "<sitemapindex><sitemap><loc>http://www.city.example/index.xml</loc></sitemap>"
      "<sitemap><loc>http://www.city.example/1.xml</loc></sitemap>"
      "<sitemap><loc>http://www.city.example/1.xml</loc></sitemap></sitemapindex>";
  fixture.path(kHost, "/1.xml").body =
      "<urlset><url><loc>http://www.city.example/a</loc></url>"
      "<url><loc>http://www.city.example/b</loc></url></urlset>";
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls(FetchPurpose::sitemap) == Urls{at("/index.xml"), at("/1.xml")});
  CHECK(stored.sitemap.url_count == 2);
  CHECK(stored.robots.sitemaps.size() == 2);
}

}  // namespace
}  // namespace gweval

// Where pages come from beside their links, and what a crawl does not follow to its end.
#include <algorithm>

#include <zlib.h>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using test::at;
using test::CrawlFixture;
using test::kHost;
using Urls = std::vector<std::string>;

const CrawlTrap* find_trap(const CrawlFacts& facts, const std::string& kind) {
  for (const CrawlTrap& trap : facts.traps) {
    if (trap.kind == kind) return &trap;
  }
  return nullptr;
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string in = text;
  std::string out(deflateBound(&stream, in.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

TEST_CASE("pages that only a sitemap names are visited, gzip and index included") {
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  fixture.robots(kHost, "Sitemap: http://www.city.example/index.xml\n");
  fixture.path(kHost, "/index.xml").body =
      "<sitemapindex><sitemap><loc>http://www.city.example/index.xml</loc></sitemap>"
      "<sitemap><loc>http://www.city.example/1.xml.gz</loc></sitemap></sitemapindex>";
  auto& packed = fixture.path(kHost, "/1.xml.gz");
  packed.body = gzipped(
      "<urlset><url><loc>http://www.city.example/hidden/</loc></url>"
      "<url><loc>http://www.city.example/form.doc</loc></url>"
      "<url><loc>http://elsewhere.example/</loc></url></urlset>");
  packed.content_type = "application/gzip";
  fixture.page(kHost, "/hidden/");
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls() == Urls{at("/"), at("/hidden/")});
  CHECK(stored.find(at("/hidden/"))->found_on == at("/1.xml.gz"));
  CHECK(stored.sitemap.url_count == 3);
}

TEST_CASE("a sitemap that expands an entity a billion times is a short text") {
  CrawlFixture fixture;
  fixture.page(kHost, "/");
  fixture.path(kHost, "/sitemap.xml").body =
      "<!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
      "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
      "<urlset><url><loc>http://www.city.example/&c;</loc></url></urlset>";
  const auto outcomes = fixture.crawl({kHost});
  CHECK_FALSE(outcomes[0].error);
  CHECK(fixture.stored(kHost).sitemap.url_count <= 1);
}

TEST_CASE("other sites' pages and what pages show are asked for once each, after the pages") {
  CrawlFixture fixture;
  const std::string links =
      "<a href=\"http://far.example/x\">x</a><a href=\"/pic.png\">x</a><a href=\"/2\">x</a>";
  fixture.page(kHost, "/").body = "<html><body>" + links + "</body></html>";
  fixture.page(kHost, "/2").body = "<html><body>two " + links + "</body></html>";
  fixture.path(kHost, "/pic.png").body = "PNG";
  fixture.page("far.example", "/x");
  fixture.robots("far.example", "User-agent: *\nCrawl-delay: 0\n");
  fixture.crawl({kHost});
  const auto& stored = fixture.stored(kHost);
  CHECK(stored.urls(FetchPurpose::link_check) == Urls{"http://far.example/x", at("/pic.png")});
  const auto far = fixture.requests_to("far.example");
  REQUIRE(far.size() == 2);
  CHECK(far[0].path == "/robots.txt");
  CHECK(far[1].method == "HEAD");
}

TEST_CASE("another site's robots.txt is obeyed for a mere check too") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"http://far.example/x"});
  fixture.page("far.example", "/x");
  fixture.robots("far.example", "User-agent: *\nDisallow: /\n");
  fixture.crawl({kHost});
  CHECK(fixture.stored(kHost).find("http://far.example/x", FetchPurpose::link_check)->outcome ==
        FetchOutcome::robots_refused);
  CHECK(fixture.requests_to("far.example").size() == 1);
}

TEST_CASE("a calendar without end is left, said, and costs the other pages no place") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/rili?month=100", "/1", "/2"});
  fixture.page(kHost, "/1").body = "<html>one</html>";
  fixture.page(kHost, "/2").body = "<html>two</html>";
  // Each month leads to two more, for ever.
  fixture.page(kHost, "/rili", {"?{query}1", "?{query}2"});
  fixture.options.max_pages = 400;
  const auto outcomes = fixture.crawl({kHost});
  CHECK(outcomes[0].facts.is_complete);
  CHECK(fixture.stored(kHost).urls().size() < 80);
  CHECK(fixture.stored(kHost).find(at("/2")));
  CHECK(find_trap(outcomes[0].facts, "calendar"));
}

TEST_CASE("a path that grows with every click ends, and is told") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/a/"});
  auto& grows = fixture.page(kHost, "/a/", {"a/"});
  grows.prefix = true;
  const auto outcomes = fixture.crawl({kHost});
  CHECK(outcomes[0].facts.is_complete);
  const CrawlTrap* trap = find_trap(outcomes[0].facts, "growing-path");
  REQUIRE(trap);
  CHECK(trap->example == at("/a/a/a/"));
  CHECK(trap->pages == 1);
  CHECK(fixture.stored(kHost).urls() == Urls{at("/"), at("/a/"), at("/a/a/")});
}

TEST_CASE("a second name of the site that shows the same is not crawled twice") {
  CrawlFixture fixture;
  const Urls names = {"www.city.example", "m.city.example"};
  for (const std::string& name : names) {
    Urls links;
    for (int i = 0; i < 30; ++i) {
      links.push_back("/" + std::to_string(i) + "/");
      for (const std::string& other : names) {
        links.push_back("http://" + other + "/" + std::to_string(i) + "/");
      }
    }
    fixture.page(name, "/", links);
    for (int i = 0; i < 30; ++i) {
      const std::string folder = "/" + std::to_string(i) + "/";
      Urls deeper;
      for (int j = 0; j < 5; ++j) deeper.push_back("sub" + std::to_string(j) + "/");
      fixture.page(name, folder, deeper);
      for (const std::string& sub : deeper) {
        fixture.page(name, folder + sub).body = "<html>" + folder + sub + "</html>";
      }
      fixture.path(name, folder).body = *fixture.path(name, folder).body + folder;
    }
  }
  fixture.options.scope = CrawlScope::domain;
  const auto outcomes = fixture.crawl({kHost});
  CHECK(find_trap(outcomes[0].facts, "mirrored-host"));
  const auto urls = fixture.stored(kHost).urls();
  const auto mirrored = std::count_if(urls.begin(), urls.end(), [](const std::string& url) {
    return url.starts_with("http://m.city.example/");
  });
  CHECK(mirrored < 60);                                     // not the 180 pages of the other name
  CHECK(static_cast<long>(urls.size()) - mirrored >= 181);  // all of the first one
}

TEST_CASE("channels and columns come before the third article, the newest articles first") {
  CrawlFixture fixture;
  Urls columns;
  for (int c = 0; c < 6; ++c) {
    const std::string column = "/c" + std::to_string(c) + "/";
    columns.push_back(column);
    Urls items;
    for (int day = 10; day < 28; ++day) {
      const std::string item =
          column + "202511/t202511" + std::to_string(day) + "_" + std::to_string(day) + ".html";
      items.push_back(item);
      fixture.page(kHost, item).body = "<html>" + item + "</html>";
    }
    items.push_back(column + "sub/");
    fixture.page(kHost, column + "sub/").body = "<html>" + column + "</html>";
    fixture.page(kHost, column, items);
  }
  fixture.page(kHost, "/", columns);
  fixture.options.max_pages = 1 + 6 + 6 + 12 + 6;  // home, columns, theirs, two and three items
  fixture.crawl({kHost});
  const Urls urls = fixture.stored(kHost).urls();
  REQUIRE(urls.size() == 31);
  for (int i = 0; i < 13; ++i) CHECK(urls[static_cast<std::size_t>(i)].ends_with("/"));
  for (int i = 13; i < 31; ++i) {
    const std::string day = i < 19 ? "27" : i < 25 ? "26" : "25";
    INFO(urls[static_cast<std::size_t>(i)]);
    CHECK(urls[static_cast<std::size_t>(i)].ends_with("_" + day + ".html"));
  }
}

}  // namespace
}  // namespace gweval

// Crawls, with the program's own reading of pages, of sites whose addresses do not tell columns
// from items: what comes first is told by menus, lists, sitemaps and the pages read.
#include <algorithm>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;
using test::at;
using test::CrawlFixture;
using test::kHost;
using Urls = std::vector<std::string>;

constexpr int kColumns = 9;
constexpr int kItems = 30;  // of each column

std::string column_path(int column) {
  return "/1000" + std::to_string(10 + column) + ".html";  // as long as an article's number
}

std::string item_path(int column, int item) {
  return "/a/" + std::to_string(column * 100 + item) + ".html";  // as short as a column's
}

std::string link(const std::string& path, const std::string& text) {
  return "<a href=\"" + path + "\">" + text + "</a>";
}

std::string framed(const std::string& title, const std::string& content) {
  std::string menu;
  for (int c = 0; c < kColumns; ++c)
    menu += "<li>" + link(column_path(c), "栏目" + std::string(1, static_cast<char>('A' + c))) +
            "</li>";
  return "<html><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body><nav><ul>" +
         menu + "</ul></nav><div class=\"main\">" + content + "</div></body></html>";
}

// Columns of undated items with short titles, a sitemap that names all items first, a calendar and
// a list without end.
void build_site(CrawlFixture& fixture, unsigned seed) {
  const auto add = [&](const std::string& path, const std::string& body) {
    auto& page = fixture.page(kHost, path);
    page.body = body;
    page.content_type = "text/html; charset=utf-8";
    page.delay = std::chrono::milliseconds((path.size() * 7 + seed * 13) % 11);
  };
  std::string sitemap = "<urlset>";
  for (int c = 0; c < kColumns; ++c) {
    std::string list = "<ul>";
    for (int i = 0; i < kItems; ++i) {
      const std::string name = std::to_string(c * 100 + i);
      list += "<li>" + link(item_path(c, i), "停水停电公告第" + name) + "</li>";
      sitemap += "<url><loc>" + at(item_path(c, i)) + "</loc></url>";
      add(item_path(c, i), framed("公告" + name, "<h1>公告" + name + "</h1><p>正文。</p>"));
    }
    add(column_path(c), framed("栏目", list + "</ul>" + link("/rili?y=2025&m=1", "日历")));
  }
  fixture.path(kHost, "/sitemap.xml").body = sitemap + "</urlset>";
  std::string welcome;  // a menu that is most of its page would be none
  for (int i = 0; i < 20; ++i)
    welcome += "<p>欢迎访问本市人民政府门户网站，这里介绍本市的情况。</p>";
  add("/", framed("门户网站", welcome));
  auto& months = fixture.page(kHost, "/rili", {"?{query}1", "?{query}2"});
  months.delay = std::chrono::milliseconds(seed % 5);
}

TEST_CASE("every column of a menu comes before the third item of any, whatever the numbers are") {
  CrawlFixture fixture;
  fixture.reads_facts = true;
  build_site(fixture, 1);
  fixture.options.max_pages = 40;
  fixture.crawl({kHost});
  const Urls urls = fixture.stored(kHost).urls();
  REQUIRE(urls.size() == 40);
  Urls first(urls.begin() + 1, urls.begin() + 1 + kColumns);
  Urls columns;
  for (int c = 0; c < kColumns; ++c) columns.push_back(at(column_path(c)));
  CHECK(first == columns);
  // What is left is shared by the columns evenly.
  for (int c = 0; c < kColumns; ++c) {
    const std::string start = at("/a/" + (c == 0 ? std::string() : std::to_string(c)));
    const auto count = std::count_if(urls.begin(), urls.end(), [&](const std::string& url) {
      const std::size_t digits = url.size() - at("/a/").size() - 5;
      return url.starts_with(start) && (c == 0 ? digits < 3 : digits == 3);
    });
    INFO(c);
    CHECK(count >= 3);
    CHECK(count <= 4);
  }
}

TEST_CASE("columns, items and traps that pages reveal are the same whatever the timing") {
  Urls expected;
  unsigned seed = 1;
  for (const auto& [connections, jobs] :
       std::vector<std::pair<int, int>>{{1, 1}, {16, 4}, {5, 2}}) {
    CrawlFixture fixture;
    fixture.reads_facts = true;
    build_site(fixture, seed++);
    fixture.options.connections_per_host = connections;
    fixture.options.jobs = jobs;
    fixture.options.max_pages = 150;
    fixture.crawl({kHost});
    const Urls order = fixture.stored(kHost).order();
    if (expected.empty()) expected = order;
    CHECK(fixture.stored(kHost).urls().size() == 150);
    CHECK(order == expected);
  }
}

const CrawlTrap* find_kind(const CrawlFacts& facts, const std::string& kind) {
  for (const CrawlTrap& trap : facts.traps) {
    if (trap.kind == kind) return &trap;
  }
  return nullptr;
}

TEST_CASE(
    "lists and calendars that go on without a known name end within few pages, and are told") {
  struct Endless {
    const char* first;
    const char* next;
    const char* kind;
  };
  // "{query}" is the query asked for: its last number grows with each page.
  for (const Endless& endless : {Endless{"/list.jsp?cur=2", "/list.jsp?{query}1", "endless-list"},
                                 Endless{"/rili.do?y=2025&m=1", "/rili.do?{query}1", "calendar"}}) {
    INFO(endless.first);
    CrawlFixture fixture;
    fixture.page(kHost, "/", {endless.first, "/zw/"});
    fixture.page(kHost, "/zw/").body = "<html>one</html>";
    const std::string path =
        std::string(endless.first).substr(0, std::string(endless.first).find('?'));
    fixture.page(kHost, path, {endless.next, "/zw/"});
    fixture.options.max_pages = 400;
    const auto outcomes = fixture.crawl({kHost});
    CHECK(outcomes[0].facts.is_complete);
    CHECK(fixture.stored(kHost).urls().size() < 20);
    CHECK(find_kind(outcomes[0].facts, endless.kind));
  }
}

TEST_CASE("ten honest pages of a list are read to the end") {
  CrawlFixture fixture;
  fixture.page(kHost, "/", {"/news/p1.html"});
  std::size_t pages = 1;
  for (int p = 1; p <= 10; ++p, ++pages) {
    Urls links;
    if (p < 10) links.push_back("/news/p" + std::to_string(p + 1) + ".html");
    for (int i = 0; i < 5; ++i, ++pages) {
      const std::string number = std::to_string(p * 10 + i);
      links.push_back("/zw/202511/t20251103_" + number + ".html");
      fixture.page(kHost, links.back()).body = "<html>" + number + "</html>";
    }
    fixture.page(kHost, "/news/p" + std::to_string(p) + ".html", links);
  }
  const auto outcomes = fixture.crawl({kHost});
  CHECK(outcomes[0].facts.traps.empty());
  CHECK(fixture.stored(kHost).urls().size() == pages);
}

TEST_CASE("links and sitemaps that our own limits left out are named in the facts") {
  CrawlFixture fixture;
  Urls links;
  for (int i = 0; i < 103; ++i) links.push_back("http://far.example/" + std::to_string(i));
  fixture.page(kHost, "/", links);
  fixture.page("far.example", "/");
  std::string index = "<sitemapindex>";
  for (int i = 0; i < 7; ++i) {
    index += "<sitemap><loc>" + at("/s" + std::to_string(i) + ".xml") + "</loc></sitemap>";
  }
  fixture.path(kHost, "/sitemap.xml").body = index + "</sitemapindex>";
  const auto outcomes = fixture.crawl({kHost});
  const CrawlTrap* off_site = find_kind(outcomes[0].facts, "unchecked-off-site");
  REQUIRE(off_site);
  CHECK(off_site->pages == 3);
  CHECK(off_site->example == "http://far.example/100");
  const CrawlTrap* sitemaps = find_kind(outcomes[0].facts, "unread-sitemaps");
  REQUIRE(sitemaps);
  CHECK(sitemaps->pages == 2);
  CHECK(sitemaps->example == at("/s5.xml"));
  CHECK_FALSE(find_kind(outcomes[0].facts, "unchecked-assets"));
}

}  // namespace
}  // namespace gweval

#include "rules/site_columns.hpp"

#include "rules/evidence_view.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

constexpr Date kAsOf{2025, 11, 20};

PageFacts list_page(const std::string& path, const std::string& column) {
  PageFacts page;
  page.url = page.final_url = "https://www.city.example" + path;
  page.status = 200;
  page.kind = PageKind::list;
  page.column = column;
  return page;
}

}  // namespace

TEST_CASE("addresses of one list have one key") {
  const std::string key = column_key("https://www.city.example/zwgk/");
  for (const char* url :
       {"http://www.city.example/zwgk/", "https://city.example/zwgk/index.html",
        "https://www.city.example/zwgk/index_3.shtml", "https://www.city.example/zwgk/default.aspx",
        "https://www.city.example/zwgk/?page=2"}) {
    CAPTURE(url);
    CHECK(column_key(url) == key);
  }
  CHECK(column_key("https://www.city.example/zwgk/list_2.html") ==
        column_key("https://www.city.example/zwgk/list.html"));
}

TEST_CASE("addresses of different lists and articles keep their own keys") {
  const std::string base = "https://www.city.example/";
  CHECK(column_key(base + "a/") != column_key(base + "b/"));
  CHECK(column_key(base + "content_3008.html") != column_key(base + "content_3009.html"));
  CHECK(column_key(base + "list.jsp?id=1") != column_key(base + "list.jsp?id=2"));
  CHECK(column_key(base + "list.jsp?id=1&page=2") == column_key(base + "list.jsp?id=1"));
  CHECK(column_key(base + "index_2019.html") != column_key(base));  // a year, not a page number
}

TEST_CASE("two columns that name each other as parent do not loop") {
  SiteFacts site;
  site.start_url = "https://www.city.example/";
  PageFacts a = list_page("/a/", "甲栏");
  PageFacts b = list_page("/b/", "乙栏");
  a.breadcrumb = {"乙栏", "甲栏"};
  a.breadcrumb_urls = {b.url, a.url};
  b.breadcrumb = {"甲栏", "乙栏"};
  b.breadcrumb_urls = {a.url, b.url};
  a.list_items = {{"新", "https://www.city.example/1.html", Date{2025, 11, 1}}};
  site.pages = {a, b};
  const EvidenceView view(site, kAsOf);
  for (const Column& column : view.columns().all()) {
    CHECK(view.columns().with_children(column).size() <= 2);
  }
}

TEST_CASE("a page at two addresses is one, pages of a list are not") {
  SiteFacts site;
  site.start_url = "https://www.city.example/";
  const auto page = [](const std::string& url, const std::string& digest) {
    PageFacts out = list_page("/", "首页");
    out.url = out.final_url = url;
    out.text_sha256 = digest;
    return out;
  };
  site.pages = {page("https://www.city.example/yw/", "a"),
                page("https://www.city.example/yw/index.html", "a"),
                page("http://www.city.example/yw/", "a"),
                page("https://www.city.example/yw/index_2.html", "b"),
                page("https://www.city.example/gg/", "a")};
  const EvidenceView view(site, kAsOf);
  CHECK(view.pages().size() == 3);
}

TEST_CASE("pages of a list are one column with the items of all") {
  SiteFacts site;
  site.start_url = "https://www.city.example/";
  PageFacts first = list_page("/yw/", "要闻");
  PageFacts second = list_page("/yw/index_2.html", "要闻");
  first.list_items = {{"甲", "https://www.city.example/1.html", Date{2025, 11, 1}}};
  second.list_items = {{"乙", "https://www.city.example/2.html", Date{2025, 10, 1}},
                       first.list_items[0]};
  site.pages = {first, second};
  const EvidenceView view(site, kAsOf);
  REQUIRE(view.columns().all().size() == 1);
  CHECK(view.columns().all()[0].items.size() == 2);
  CHECK(view.columns().all()[0].newest == Date{2025, 11, 1});
}

}  // namespace gweval

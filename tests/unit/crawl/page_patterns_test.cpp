#include "crawl/page_patterns.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

Url page_at(const std::string& path) {
  return *parse_url("http://a.cn" + path);
}

std::string numbered(const std::string& before, int i) {
  return before + std::to_string(i) + ".html";
}

TEST_CASE("after three pages alike, the others of the pattern are what those were") {
  PagePatterns patterns;
  for (int i = 1; i <= 2; ++i) patterns.note_page(page_at(numbered("/a/", i)), true, false);
  CHECK(patterns.judge(page_at("/a/9.html"), PageClass::hub, false) == PageClass::hub);
  patterns.note_page(page_at("/a/3.html"), true, false);
  CHECK(patterns.judge(page_at("/a/9.html"), PageClass::hub, false) == PageClass::article);
  CHECK(patterns.judge(page_at("/b/9.html"), PageClass::hub, false) == PageClass::hub);
  CHECK(patterns.judge(page_at("/a/9.html"), PageClass::hub, true) == PageClass::hub);  // of a menu
  CHECK(patterns.judge(page_at("/a/9.html"), PageClass::more, false) == PageClass::more);
}

TEST_CASE("numbers of six digits are a column's where three such pages were lists") {
  PagePatterns patterns;
  for (int i = 1; i <= 3; ++i) patterns.note_page(page_at(numbered("/10000", i)), false, true);
  CHECK(patterns.judge(page_at("/100009.html"), PageClass::article, false) == PageClass::hub);
  patterns.note_page(page_at("/100004.html"), true, false);  // one in four: not decided
  CHECK(patterns.judge(page_at("/100009.html"), PageClass::article, false) == PageClass::article);
}

std::vector<PageClass> classes(const PagePatterns& patterns, const std::string& before, int count) {
  std::vector<SitemapEntry> entries;
  for (int i = 1; i <= count; ++i) {
    entries.emplace_back();
    entries.back().url = "http://a.cn" + before + std::to_string(i);
  }
  return patterns.classify(entries);
}

TEST_CASE("many addresses of a sitemap that differ by a number are items, but those of menus") {
  PagePatterns patterns;
  CHECK(classes(patterns, "/news/", 10) == std::vector<PageClass>(10, PageClass::article));
  CHECK(classes(patterns, "/x.jsp?id=", 10) == std::vector<PageClass>(10, PageClass::article));
  CHECK(classes(patterns, "/news/", 9) == std::vector<PageClass>(9, PageClass::hub));
  CHECK(classes(patterns, "/col/col", 30) == std::vector<PageClass>(30, PageClass::hub));
  CHECK(classes(patterns, "/list.jsp?id=", 30) == std::vector<PageClass>(30, PageClass::hub));
  patterns.note_menu(page_at("/news/77"));
  CHECK(classes(patterns, "/news/", 10) == std::vector<PageClass>(10, PageClass::hub));
}

}  // namespace
}  // namespace gweval

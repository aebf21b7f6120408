#include "crawl/trap_watch.hpp"

#include <algorithm>

#include "support/catch.hpp"

namespace gweval {
namespace {

Url url(const std::string& text) {
  return *parse_url(text);
}

std::size_t reported(const TrapWatch& traps, const std::string& kind) {
  for (const CrawlTrap& trap : traps.report()) {
    if (trap.kind == kind) return trap.pages;
  }
  return 0;
}

TEST_CASE("paths that repeat themselves or never end are growing") {
  CHECK(is_growing_path("/a/a/a/x.html"));
  CHECK(is_growing_path("/zw/a/b/a/b/a/b/"));
  CHECK(is_growing_path("/a/b/a/b/a/b/end/x.html"));
  CHECK(is_growing_path("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/"));
  CHECK_FALSE(is_growing_path("/zwgk/zwgk/index.html"));
  CHECK_FALSE(is_growing_path("/a/b/a/b/x.html"));
  CHECK_FALSE(is_growing_path("/xxgk/fdzdgk/zfxxgk/bm/2025/11/03/x.html"));
}

TEST_CASE("a calendar that only leads to more of itself is left after five months") {
  TrapWatch traps;
  const auto month = [](int i) { return url("http://a.cn/rili?month=" + std::to_string(i)); };
  for (int i = 1; i <= 5; ++i) {
    CHECK_FALSE(traps.refuses(month(i)));
    traps.note_yield(month(i), 2, 0);
  }
  CHECK(traps.refuses(month(6)));
  CHECK(traps.refuses(month(7)));
  CHECK(traps.refuses(month(7)));  // counted once
  CHECK(reported(traps, "calendar") == 2);
}

TEST_CASE("a list is followed as long as one page in five brings something new") {
  TrapWatch traps;
  const auto page = [](int i) { return url("http://a.cn/list?page=" + std::to_string(i)); };
  for (int i = 1; i <= 40; ++i) traps.note_yield(page(i), 1, i % 5 == 0 ? 10 : 0);
  CHECK_FALSE(traps.refuses(page(41)));
  for (int i = 41; i <= 45; ++i) traps.note_yield(page(i), 1, 0);
  CHECK(traps.refuses(page(46)));
  CHECK(reported(traps, "endless-list") == 1);
}

TEST_CASE("a site whose pages all have numbers is no trap") {
  TrapWatch traps;
  for (int i = 1; i <= 50; ++i) {
    traps.note_yield(url("http://a.cn/p" + std::to_string(i) + ".html"), 3, 0);
  }
  CHECK_FALSE(traps.refuses(url("http://a.cn/p51.html")));
}

TEST_CASE("a host that shows the same at three paths is a mirror, until it differs") {
  TrapWatch traps;
  for (const char* path : {"/1", "/2", "/3"}) {
    traps.note_content(url(std::string("http://a.cn") + path), std::string("d") + path);
  }
  CHECK(to_text(traps.without_mirror(url("http://b.cn/9"))) == "http://b.cn/9");
  for (const char* path : {"/1", "/2", "/3"}) {
    traps.note_content(url(std::string("http://b.cn") + path), std::string("d") + path);
  }
  CHECK(to_text(traps.without_mirror(url("http://b.cn/9?x=1"))) == "http://a.cn/9?x=1");
  CHECK(reported(traps, "mirrored-host") == 1);
  traps.note_content(url("http://a.cn/4"), "one");
  traps.note_content(url("http://b.cn/4"), "another");
  CHECK(to_text(traps.without_mirror(url("http://b.cn/9"))) == "http://b.cn/9");
}

TEST_CASE("links of the fourth copy of a page are not followed") {
  TrapWatch traps;
  for (int i = 0; i < 3; ++i) {
    CHECK(traps.note_content(url("http://a.cn/" + std::to_string(i)), "same"));
  }
  CHECK_FALSE(traps.note_content(url("http://a.cn/3"), "same"));
  CHECK(traps.note_content(url("http://a.cn/4"), "other"));
  CHECK(reported(traps, "duplicate") == 3);
}

}  // namespace
}  // namespace gweval

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

// What a page led to: links by their class, new ones unless "seen" stands before them.
void visit(TrapWatch& traps, const std::string& page, const std::vector<std::string>& links,
           bool is_article = false) {
  auto yield = TrapWatch::begin_yield(url(page), is_article);
  constexpr std::string_view kSeen = "seen ";
  for (const std::string& text : links) {
    const bool is_new = !text.starts_with(kSeen);
    const std::string link = is_new ? text : text.substr(kSeen.size());
    traps.add_to_yield(yield, link, classify_address(url(link)), is_new);
  }
  traps.end_yield(yield);
}

using Urls = std::vector<std::string>;

// The pages of a series that are visited before what leads on is refused; 100 if it never is.
template <typename Address>
int visited_until_refused(TrapWatch& traps, const Address& address) {
  for (int i = 1; i < 100; ++i) {
    visit(traps, address(i), {address(i + 1)});
    if (traps.refuses(url(address(i + 1)), address(i))) return i;
  }
  return 100;
}

std::string month_of(int i, const std::string& between) {
  return std::to_string(2025 + i / 12) + between + std::to_string(1 + i % 12);
}

TEST_CASE("calendars of many shapes are left after five months or days") {
  using Address = std::string (*)(int);
  const Address addresses[] = {
      [](int i) { return "http://a.cn/rili?month=" + std::to_string(i); },
      [](int i) { return "http://a.cn/cal.jsp?year=" + month_of(i, "&month="); },
      [](int i) { return "http://a.cn/hd.do?y=" + month_of(i, "&m="); },
      [](int i) { return "http://a.cn/x?date=" + month_of(i, "-"); },
      [](int i) { return "http://a.cn/events/" + month_of(i, "-") + "-03/"; },
      [](int i) { return "http://a.cn/events/" + month_of(i, "-") + ".html"; },
      [](int i) { return "http://a.cn/calendar/" + month_of(i, "/") + "/"; },
      [](int i) { return "http://a.cn/hd/202511" + std::to_string(10 + i % 20) + "/"; }};
  for (const Address address : addresses) {
    INFO(address(1));
    TrapWatch traps;
    CHECK(visited_until_refused(traps, address) == 5);
    CHECK(reported(traps, "calendar") == 1);
    // What a page outside names is visited.
    CHECK_FALSE(traps.refuses(url(address(50)), "http://a.cn/"));
  }
}

TEST_CASE("the month before and a month of next year seen already are nothing new") {
  TrapWatch traps;
  for (int i = 1; i <= 5; ++i) {
    const std::string month = "http://a.cn/rili?month=" + month_of(i, "-");
    CHECK_FALSE(traps.refuses(url(month), "http://a.cn/rili?month=" + month_of(i - 1, "-")));
    visit(traps, month,
          {"seen http://a.cn/rili?month=" + month_of(i - 1, "-"),
           "seen http://a.cn/rili?month=" + month_of(i + 12, "-"),
           "http://a.cn/rili?month=" + month_of(i + 1, "-")});
  }
  CHECK(traps.refuses(url("http://a.cn/rili?month=2031-2"), "http://a.cn/rili?month=2031-1"));
  CHECK(reported(traps, "calendar") == 1);
}

TEST_CASE("months that lead to days, and days to months, are nothing new to each other") {
  TrapWatch traps;
  for (int i = 0; i < 5; ++i) {
    const std::string month = "http://a.cn/calendar/" + month_of(i, "/") + "/";
    CHECK_FALSE(traps.refuses(url(month), "http://a.cn/calendar/2025/1/"));
    Urls links;
    for (int day = 1; day < 28; ++day) links.push_back(month + std::to_string(day) + "/");
    links.push_back("http://a.cn/calendar/" + month_of(i + 1, "/") + "/");
    links.push_back("http://a.cn/day?date=2025-11-" + std::to_string(10 + i));
    visit(traps, month, links);
  }
  CHECK(traps.refuses(url("http://a.cn/calendar/2031/2/"), "http://a.cn/calendar/2031/1/"));
  CHECK(traps.refuses(url("http://a.cn/calendar/2031/2/11/"), "http://a.cn/day?date=2031-2-10"));
}

TEST_CASE("a calendar is followed as long as months show events") {
  TrapWatch traps;
  for (int i = 0; i < 40; ++i) {
    const std::string month = "http://a.cn/rili?date=" + month_of(i, "-");
    const std::string next = "http://a.cn/rili?date=" + month_of(i + 1, "-");
    CHECK_FALSE(traps.refuses(url(next), month));
    visit(traps, month, {next, "http://a.cn/hd/" + std::to_string(700 + i) + ".html"});
  }
}

TEST_CASE("pages of lists without end are left after five that bring nothing new") {
  using Address = std::string (*)(int);
  const Address addresses[] = {
      [](int i) { return "http://a.cn/news/p" + std::to_string(i) + ".html"; },
      [](int i) { return "http://a.cn/news/page/" + std::to_string(i) + "/"; },
      [](int i) { return "http://a.cn/news/index_" + std::to_string(i) + ".html"; },
      [](int i) { return "http://a.cn/list.jsp?cur=" + std::to_string(i); },
      [](int i) { return "http://a.cn/list.jsp?id=7&pageNo=" + std::to_string(i); }};
  for (const Address address : addresses) {
    INFO(address(1));
    TrapWatch traps;
    CHECK(visited_until_refused(traps, address) == 5);
    CHECK(reported(traps, "endless-list") == 1);
  }
}

TEST_CASE(
    "numbers that nothing calls pages are left after fifteen, or five by their links' words") {
  const auto plain = [](int i) { return "http://a.cn/news/" + std::to_string(i) + "/"; };
  TrapWatch traps;
  CHECK(visited_until_refused(traps, plain) == 15);
  TrapWatch told;
  for (int i = 1; i <= 5; ++i) {
    auto yield = TrapWatch::begin_yield(url(plain(i)), false);
    CHECK_FALSE(told.refuses(url(plain(i + 1)), plain(i)));
    told.add_to_yield(yield, plain(i + 1), PageClass::more, true);  // "下一页"
    told.end_yield(yield);
  }
  CHECK(told.refuses(url(plain(6)), plain(5)));
}

TEST_CASE("a list's pages are followed as long as one in five shows what none before did") {
  TrapWatch traps;
  const auto page = [](int i) { return "http://a.cn/list?page=" + std::to_string(i); };
  // Each page has the same menu, and every fifth an item that a sitemap named already.
  for (int i = 1; i <= 40; ++i) {
    auto yield = TrapWatch::begin_yield(url(page(i)), false);
    traps.add_to_yield(yield, page(i + 1), PageClass::more, true);
    traps.add_to_yield(yield, "http://a.cn/zwgk/", PageClass::hub, false);
    if (i % 5 == 0) {
      traps.add_to_yield(yield, "http://a.cn/" + std::to_string(i), PageClass::article, false);
    }
    traps.end_yield(yield);
  }
  CHECK_FALSE(traps.refuses(url(page(41)), page(40)));
  for (int i = 41; i <= 45; ++i) visit(traps, page(i), {page(i + 1)});
  CHECK(traps.refuses(url(page(46)), page(45)));
  CHECK(reported(traps, "endless-list") == 1);
}

TEST_CASE("an empty list's pages close no other list of the same program") {
  TrapWatch traps;
  const auto page = [](int list, int i) {
    return "http://a.cn/list.jsp?id=" + std::to_string(list) + "&cur=" + std::to_string(i);
  };
  for (int i = 1; i <= 5; ++i) visit(traps, page(1, i), {page(1, i + 1)});
  CHECK(traps.refuses(url(page(1, 6)), page(1, 5)));
  CHECK_FALSE(traps.refuses(url(page(2, 6)), page(2, 5)));
}

TEST_CASE("a site whose pages all have numbers is no trap") {
  TrapWatch traps;
  const auto page = [](int i) { return "http://a.cn/p" + std::to_string(i) + ".html"; };
  for (int i = 1; i <= 50; ++i) visit(traps, page(i), {page(i * 3), page(i * 3 + 1), page(i + 1)});
  for (int i = 1; i <= 50; ++i) CHECK_FALSE(traps.refuses(url(page(i + 1)), page(i)));
}

TEST_CASE("articles that name the next one, in folders of dates or not, are no trap") {
  TrapWatch traps;
  const std::string formats[] = {"http://a.cn/zw/202511/t20251103_",
                                 "http://a.cn/art/2025/11/3/art_1_", "http://a.cn/2018-07-11/",
                                 "http://a.cn/a/"};
  for (const std::string& format : formats) {
    const auto article = [&format](int i) { return format + std::to_string(i) + ".html"; };
    for (int i = 100; i < 160; ++i) visit(traps, article(i), {article(i + 1)}, true);
    CHECK_FALSE(traps.refuses(url(article(160)), article(159)));
  }
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

#include "crawl/frontier.hpp"

#include <algorithm>

#include "support/catch.hpp"

namespace gweval {
namespace {

std::vector<std::string> urls(const std::vector<FrontierPage>& pages) {
  std::vector<std::string> out;
  for (const FrontierPage& page : pages) out.push_back(page.url);
  return out;
}

using Urls = std::vector<std::string>;

TEST_CASE("pages come out in the order of discovery, each once") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  for (const char* url : {"/a", "/b", "/a", "/c"}) frontier.add({url, 1, "/"});
  CHECK(urls(frontier.next_batch(2)) == Urls{"/a", "/b"});
  frontier.add({"/b", 2, "/a"});
  frontier.add({"/d", 2, "/a"});
  CHECK(urls(frontier.next_batch(10)) == Urls{"/c", "/d"});
  CHECK(frontier.next_batch(10).empty());
  CHECK(frontier.pages_known() == 4);
  CHECK_FALSE(frontier.has_hit_max_pages());
  CHECK_FALSE(frontier.has_hit_max_depth());
}

TEST_CASE("the page that linked first is kept") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  frontier.add({"/x", 1, "/first"});
  frontier.add({"/x", 1, "/second"});
  const auto batch = frontier.next_batch(1);
  REQUIRE(batch.size() == 1);
  CHECK(batch[0].found_on == "/first");
  CHECK(batch[0].depth == 1);
}

TEST_CASE("the budget counts pages, and known pages go on being counted") {
  Frontier frontier({.max_pages = 2, .max_depth = 5});
  for (const char* url : {"/a", "/b", "/c", "/c"}) frontier.add({url, 1, "/"});
  CHECK(urls(frontier.next_batch(10)) == Urls{"/a", "/b"});
  frontier.add({"/d", 1, "/"});
  CHECK(frontier.next_batch(10).empty());
  CHECK(frontier.has_hit_max_pages());
  CHECK(frontier.pages_known() == 4);
}

TEST_CASE("a site of addresses without end has its share of memory, which its budget decides") {
  const auto known_at = [](std::int64_t max_pages) {
    Frontier frontier({.max_pages = max_pages, .max_depth = 5});
    for (int i = 0; i < 250'000; ++i) {
      frontier.add({"/" + std::string(80, 'x') + std::to_string(i), 1, "/"});
    }
    CHECK(frontier.has_hit_max_pages());
    return frontier.pages_known();
  };
  // About 250 bytes each: 8 MiB at least, 48 MiB at most.
  const std::size_t few = known_at(14);
  CHECK(few > 30'000);
  CHECK(few < 40'000);
  const std::size_t many = known_at(100'000);
  CHECK(many > 180'000);
  CHECK(many < 210'000);
}

TEST_CASE("pages deeper than the limit are left out, and that is told") {
  Frontier frontier({.max_pages = 10, .max_depth = 1});
  frontier.add({"/a", 1, "/"});
  frontier.add({"/a", 2, "/"});
  CHECK_FALSE(frontier.has_hit_max_depth());  // it is known already
  frontier.add({"/b", 2, "/a"});
  CHECK(urls(frontier.next_batch(10)) == Urls{"/a"});
  CHECK(frontier.has_hit_max_depth());
}

TEST_CASE("the end of a redirect is not fetched again") {
  Frontier frontier({.max_pages = 10, .max_depth = 5});
  frontier.mark_seen("/index.html");
  frontier.add({"/index.html", 1, "/"});
  CHECK(frontier.next_batch(10).empty());
}

FrontierPage hub(const std::string& url, int depth = 1) {
  return {url, depth, "http://a.example/", PageClass::hub};
}

FrontierPage item(const std::string& column, const std::string& url, int day) {
  return {url, 2, column, PageClass::article, Date{2025, 11, day}, true};
}

// Hands out and finishes pages one by one, as a crawl with one page a batch would.
Urls drain(Frontier& frontier) {
  Urls out;
  for (auto batch = frontier.next_batch(1); !batch.empty(); batch = frontier.next_batch(1)) {
    out.push_back(batch[0].url);
    frontier.finish(batch[0].url);
  }
  return out;
}

TEST_CASE("every hub comes before the items of columns, those in turn, the newest first") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  frontier.add(hub("http://a.example/c1/"));
  for (const int day : {3, 9, 5}) {
    frontier.add(item("http://a.example/c1/", "http://a.example/c1/" + std::to_string(day), day));
  }
  frontier.add(hub("http://a.example/c2/"));
  for (const int day : {2, 8}) {
    frontier.add(item("http://a.example/c2/", "http://a.example/c2/" + std::to_string(day), day));
  }
  frontier.add(hub("http://a.example/c3/"));
  CHECK(drain(frontier) == Urls{"http://a.example/c1/", "http://a.example/c2/",
                                "http://a.example/c3/", "http://a.example/c1/9",
                                "http://a.example/c2/8", "http://a.example/c1/5",
                                "http://a.example/c2/2", "http://a.example/c1/3"});
}

TEST_CASE("no item is handed out while a hub is on its way, for it may lead to others") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  frontier.add(hub("http://a.example/c1/"));
  frontier.add(item("http://a.example/c1/", "http://a.example/c1/1", 1));
  CHECK(urls(frontier.next_batch(10)) == Urls{"http://a.example/c1/"});
  CHECK(frontier.next_batch(10).empty());
  frontier.add(hub("http://a.example/c1/sub/", 2));
  frontier.finish("http://a.example/c1/");
  CHECK(drain(frontier) == Urls{"http://a.example/c1/sub/", "http://a.example/c1/1"});
}

TEST_CASE("the third item of a column waits for the first two of all, which may lead to a hub") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  frontier.add(hub("http://a.example/c1/"));
  for (const int day : {1, 2, 3}) {
    frontier.add(item("http://a.example/c1/", "http://a.example/c1/" + std::to_string(day), day));
  }
  REQUIRE(frontier.next_batch(10).size() == 1);
  frontier.finish("http://a.example/c1/");
  CHECK(urls(frontier.next_batch(10)) == Urls{"http://a.example/c1/3", "http://a.example/c1/2"});
  frontier.add(hub("http://a.example/late/", 3));
  frontier.finish("http://a.example/c1/3");
  frontier.finish("http://a.example/c1/2");
  CHECK(drain(frontier) == Urls{"http://a.example/late/", "http://a.example/c1/1"});
}

TEST_CASE("further pages of a list come once its known items are done, and add to its column") {
  Frontier frontier({.max_pages = 100, .max_depth = 9});
  const std::string list = "http://a.example/c1/";
  frontier.add(hub(list));
  frontier.add({list + "index_1.html", 2, list, PageClass::more});
  for (const int day : {7, 6}) frontier.add(item(list, list + std::to_string(day), day));
  for (int i = 0; i < 3; ++i) {
    const auto batch = frontier.next_batch(1);
    REQUIRE(batch.size() == 1);
    frontier.finish(batch[0].url);
  }
  const auto more = frontier.next_batch(1);
  REQUIRE(urls(more) == Urls{list + "index_1.html"});
  frontier.add(item(list + "index_1.html", list + "5", 5));
  frontier.add(hub("http://a.example/c2/"));
  frontier.add(item("http://a.example/c2/", "http://a.example/c2/1", 1));
  frontier.finish(more[0].url);
  // The new hub, its first item, and only then the older items of a column that had three.
  CHECK(drain(frontier) == Urls{"http://a.example/c2/", "http://a.example/c2/1", list + "5"});
}

TEST_CASE("an item of the home page joins its column once its list is seen") {
  Frontier frontier({.max_pages = 100, .max_depth = 5});
  const std::string home = "http://a.example/";
  frontier.add({home + "zw/1.html", 1, home, PageClass::article, Date{2025, 11, 1}});
  frontier.add({home + "zw/2.html", 1, home, PageClass::article, Date{2025, 11, 2}});
  frontier.add(hub(home + "c1/"));
  frontier.add(hub(home + "c2/"));
  frontier.add(item(home + "c1/", home + "zw/1.html", 1));
  frontier.add(item(home + "c2/", home + "c2/9.html", 9));
  CHECK(drain(frontier) == Urls{home + "c1/", home + "c2/", home + "zw/2.html", home + "zw/1.html",
                                home + "c2/9.html"});
}

TEST_CASE("a budget that hubs alone would fill keeps room for first items") {
  Frontier frontier({.max_pages = 10, .max_depth = 5});
  for (int i = 0; i < 20; ++i) frontier.add(hub("http://a.example/h" + std::to_string(i) + "/"));
  for (const int day : {1, 2, 3}) {
    frontier.add(item("http://a.example/h0/", "http://a.example/h0/" + std::to_string(day), day));
  }
  const Urls visited = drain(frontier);
  CHECK(visited.size() == 10);
  CHECK(std::count(visited.begin(), visited.end(), "http://a.example/h0/3") == 1);
  CHECK(std::count(visited.begin(), visited.end(), "http://a.example/h0/2") == 1);
  CHECK(std::count(visited.begin(), visited.end(), "http://a.example/h0/1") == 0);
  CHECK(frontier.has_hit_max_pages());
}

TEST_CASE("a hub that turns out to be an item waits among the items, and costs no hub's place") {
  Frontier frontier({.max_pages = 10, .max_depth = 5});
  frontier.add(hub("http://a.example/a/1.html"));
  frontier.add(hub("http://a.example/c/"));
  REQUIRE(urls(frontier.next_batch(1)) == Urls{"http://a.example/a/1.html"});
  frontier.put_back_as_item("http://a.example/a/1.html");
  CHECK(drain(frontier) == Urls{"http://a.example/c/", "http://a.example/a/1.html"});
}

TEST_CASE("what a menu names becomes a hub, and what a column's list dates an item") {
  Frontier frontier({.max_pages = 10, .max_depth = 5});
  const std::string home = "http://a.example/";
  frontier.add({home + "1", 1, home + "sitemap.xml", PageClass::article});
  frontier.add({home + "2", 1, home + "sitemap.xml", PageClass::hub});
  frontier.add({home + "1", 2, home, PageClass::hub, {}, false, true});
  frontier.add(item(home + "c/", home + "2", 3));
  CHECK(drain(frontier) == Urls{home + "1", home + "2"});
  frontier.add({home + "3", 1, home, PageClass::hub, {}, false, true});
  frontier.add(item(home + "c/", home + "3", 3));
  frontier.add(item(home + "c/", home + "4", 4));
  CHECK(drain(frontier) == Urls{home + "3", home + "4"});  // a menu's stays a hub
}

TEST_CASE("a page that was given back costs no place") {
  Frontier frontier({.max_pages = 1, .max_depth = 5});
  frontier.add(hub("http://a.example/trap/"));
  frontier.add(hub("http://a.example/good/"));
  REQUIRE(urls(frontier.next_batch(1)) == Urls{"http://a.example/trap/"});
  frontier.give_back("http://a.example/trap/");
  CHECK(urls(frontier.next_batch(1)) == Urls{"http://a.example/good/"});
}

}  // namespace
}  // namespace gweval

#include "crawl/frontier.hpp"

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

}  // namespace
}  // namespace gweval

#include "web/robots_txt.hpp"

#include <chrono>
#include <string>

#include "support/catch.hpp"

namespace gweval {
namespace {

using namespace std::chrono_literals;

bool allows(std::string_view robots, std::string_view target, std::string_view token = "gweval") {
  const auto url = parse_url("https://www.city.example" + std::string(target));
  REQUIRE(url);
  return RobotsTxt::parse(robots, token).allows(*url);
}

TEST_CASE("groups for the product token apply, whatever its case (RFC 9309 2.2.1)") {
  constexpr std::string_view kRobots =
      "User-agent: ExampleBot/1.0\nDisallow: /foo\n\nUser-agent: *\nDisallow: /bar\n";
  CHECK_FALSE(allows(kRobots, "/foo", "examplebot"));
  CHECK(allows(kRobots, "/bar", "examplebot"));
  CHECK(allows(kRobots, "/foo", "gweval"));
  CHECK_FALSE(allows(kRobots, "/bar", "gweval"));
  CHECK(allows("User-agent: ExampleBot\nDisallow: /\n", "/x"));
}

TEST_CASE("several groups for one token are one group (RFC 9309 2.2.1)") {
  constexpr std::string_view kRobots =
      "user-agent: ExampleBot\ndisallow: /foo\ndisallow: /bar\n\n"
      "user-agent: ExampleBot\ndisallow: /baz\n";
  for (const char* target : {"/foo", "/bar", "/baz"}) {
    CHECK_FALSE(allows(kRobots, target, "ExampleBot"));
  }
}

TEST_CASE("rules under several User-agent lines hold for each (RFC 9309 5.1)") {
  constexpr std::string_view kRobots =
      "User-agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-agent: barbot\nUser-agent: bazbot\nDisallow: /example/page.html\n\n"
      "User-agent: quxbot\n";
  CHECK_FALSE(allows(kRobots, "/a.gif"));
  CHECK(allows(kRobots, "/a.gif?x"));
  CHECK(allows(kRobots, "/publications/"));
  CHECK_FALSE(allows(kRobots, "/x", "foobot"));
  CHECK(allows(kRobots, "/example/page.html", "foobot"));
  CHECK_FALSE(allows(kRobots, "/example/page.html", "barbot"));
  CHECK_FALSE(allows(kRobots, "/example/page.html", "bazbot"));
  CHECK(allows(kRobots, "/example/page.html", "quxbot"));
}

TEST_CASE("the longest match decides, Allow among equals (RFC 9309 2.2.2, 5.2)") {
  constexpr std::string_view kRobots =
      "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
  CHECK(allows(kRobots, "/example/page/x.gif", "foobot"));
  CHECK_FALSE(allows(kRobots, "/example/page/disallowed.gif", "foobot"));
  CHECK(allows("User-agent: *\nDisallow: /page\nAllow: /page\n", "/page"));
  CHECK(allows("User-agent: *\nDisallow: /page\nAllow: /*age\n", "/page"));
  CHECK_FALSE(allows("User-agent: *\nDisallow: /pag*\nAllow: /p\n", "/page"));
  CHECK(allows("User-agent: *\nDisallow:\n", "/anything"));
  CHECK(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

TEST_CASE("octets are compared in one percent-encoding (RFC 9309 2.2.2, table)") {
  const auto matches = [](const std::string& pattern, std::string_view target) {
    return !allows("User-agent: *\nDisallow: " + pattern + "\n", target);
  };
  CHECK(matches("/foo/bar?baz=quz", "/foo/bar?baz=quz"));
  CHECK(matches("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"));
  CHECK(matches("/foo/bar/ツ", "/foo/bar/%E3%83%84"));
  CHECK(matches("/foo/bar/%E3%83%84", "/foo/bar/ツ"));
  CHECK(matches("/foo/bar/%62%61%7A", "/foo/bar/baz"));
}

TEST_CASE("special characters (RFC 9309 2.2.3)") {
  CHECK(matches_robots_pattern("/this/*/exactly", "/this/path/exactly"));
  CHECK(matches_robots_pattern("/this/path/exactly$", "/this/path/exactly"));
  CHECK_FALSE(matches_robots_pattern("/this/path/exactly$", "/this/path/exactly/not"));
  CHECK(matches_robots_pattern("/*.php$", "/a/b.php"));
  CHECK_FALSE(matches_robots_pattern("/*.php$", "/a/b.php?x"));
  CHECK(matches_robots_pattern("/a*b*c", "/axxbyyc-and-more"));
  CHECK_FALSE(matches_robots_pattern("/a*b*c", "/acb"));
  CHECK_FALSE(matches_robots_pattern("/ab*ba$", "/aba"));
  CHECK(matches_robots_pattern("/*", "/"));
  CHECK(matches_robots_pattern("*", "/x"));
  CHECK_FALSE(matches_robots_pattern("x", "/x"));
  CHECK_FALSE(allows("User-agent: *\nDisallow: /file-with-a-%2A.html\n", "/file-with-a-*.html"));
  CHECK(allows("User-agent: *\nDisallow: /file-with-a-%2A.html\n", "/file-with-a-x.html"));
  CHECK_FALSE(allows("User-agent: *\nDisallow: /foo-%24\n", "/foo-$"));
  CHECK_FALSE(allows("User-agent: *\nDisallow: /a$b\n", "/a$bc"));
}

TEST_CASE("comments, line ends, a byte order mark and unknown lines do no harm (RFC 9309 2.2)") {
  constexpr std::string_view kRobots =
      "\xEF\xBB\xBF# site rules\r\nUSER-AGENT : * # all\r\nFoo: bar\rDisallow : /a # why\r\n";
  CHECK_FALSE(allows(kRobots, "/a"));
  CHECK(allows(kRobots, "/b"));
}

TEST_CASE("other records do not end a group (RFC 9309 2.2.4)") {
  constexpr std::string_view kRobots =
      "User-agent: gweval\nSitemap: https://a.example/s.xml\nUser-agent: *\nDisallow: /a\n";
  CHECK_FALSE(allows(kRobots, "/a"));
}

TEST_CASE("what is beyond 500 KiB is not read (RFC 9309 2.5)") {
  std::string robots = "User-agent: *\nDisallow: /early\n";
  robots += std::string(kMaxRobotsBytes, '#') + "\nDisallow: /late\n";
  CHECK_FALSE(allows(robots, "/early"));
  CHECK(allows(robots, "/late"));
}

TEST_CASE("Crawl-delay counts for the groups that apply") {
  const auto delay = [](std::string_view robots) {
    return RobotsTxt::parse(robots, "gweval").crawl_delay();
  };
  CHECK(delay("User-agent: *\nCrawl-delay: 2.5\n") == 2500ms);
  CHECK(delay("User-agent: *\nCrawl-delay: 2\n\nUser-agent: gweval\nDisallow: /a\n") ==
        std::nullopt);
  CHECK(delay("User-agent: *\nCrawl-delay: 1\nCrawl-delay: 7\nCrawl-delay: 3\n") == 7s);
  for (const char* bad : {"-1", "x", "nan", "1e9", "inf", ""}) {
    INFO(bad);
    CHECK(delay(std::string("User-agent: *\nCrawl-delay: ") + bad) == std::nullopt);
  }
}

TEST_CASE("Sitemap lines belong to no group and name http(s) URLs") {
  const auto robots = RobotsTxt::parse(
      "sitemap: https://a.example/s.xml\nUser-agent: x\nSitemap: HTTP://B.example:80\n"
      "Sitemap: /relative.xml\nSitemap: ftp://c.example/\n",
      "gweval");
  CHECK(robots.sitemaps() ==
        std::vector<std::string>{"https://a.example/s.xml", "http://b.example/"});
}

TEST_CASE("a robots.txt that shuts all out is told from one with exceptions") {
  CHECK(RobotsTxt::disallow_all().disallows_all());
  CHECK_FALSE(RobotsTxt::allow_all().disallows_all());
  CHECK(RobotsTxt::parse("User-agent: *\nDisallow: /*\n", "gweval").disallows_all());
  CHECK_FALSE(
      RobotsTxt::parse("User-agent: *\nDisallow: /\nAllow: /a\n", "gweval").disallows_all());
  CHECK_FALSE(RobotsTxt::parse("User-agent: *\nDisallow: /a\n", "gweval").disallows_all());
}

TEST_CASE("a pattern of many stars does not cost more than its length times the URL's") {
  std::string pattern = "/";
  for (int i = 0; i < 10'000; ++i) pattern += "*a";
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) {
    CHECK_FALSE(matches_robots_pattern(pattern + "b", "/" + std::string(2000, 'a')));
  }
  CHECK(std::chrono::steady_clock::now() - start < 5s);
}

}  // namespace
}  // namespace gweval

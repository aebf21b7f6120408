// The site's own search, asked by the crawl and judged by rules.

#include <set>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

constexpr const char* kHome =
    R"(<html lang="zh"><head><meta charset="utf-8"><title>搜市</title></head>
<body><form action="/so/" method="get"><input name="q" type="search">
<input type="hidden" name="site" value="1"></form>
<a href="/a/">政务公开</a></body></html>)";
constexpr const char* kAnswer =
    R"(<html lang="zh"><head><meta charset="utf-8"><title>搜索</title></head>
<body><ul><li><a href="/a/1.html">住房公积金提取办事指南</a><span>2025-11-01</span></li>
<li><a href="/a/2.html">社会保险参保登记办事指南</a><span>2025-11-02</span></li></ul></body></html>)";

/// `gweval score` over sites.csv on the server, into `out`.
std::vector<std::string> score_arguments(const LoopbackServer& server, const std::string& out) {
  std::vector<std::string> arguments{
      "score", "--profile", "municipal",  "sites.csv", "--evidence", "evidence",       "--out",
      out,     "--as-of",   "2025-11-20", "--delay",   "0s",         "--allow-private"};
  for (const std::string& entry : server.connect_to()) {
    arguments.insert(arguments.end(), {"--connect-to", entry});
  }
  return arguments;
}

TEST_CASE("a site's search is asked the catalogue's words once, after the pages, and judged") {
  const TempDir folder;
  folder.write("hosts/www.sou.example/index.html", kHome);
  folder.write("hosts/www.sou.example/so/index.html", kAnswer);
  folder.write("hosts/www.sou.example/a/index.html", kHome);
  folder.write("sites.csv", "id,name,url\nsou,搜市,http://www.sou.example/\n");
  auto started = LoopbackServer::start(folder / "hosts");
  REQUIRE(started);
  const auto& server = **started;
  std::vector<std::string> arguments = score_arguments(server, "out");
  const auto run = run_gweval(folder.path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  std::vector<std::string> asked;
  for (const RequestRecord& request : server.requests()) {
    if (request.path.starts_with("/so/")) asked.push_back(request.path);
  }
  // Three hot topics, pinyin, a misspelling, plain speech, a word that means nothing.
  REQUIRE(asked.size() == 7);
  for (const std::string& path : asked) CHECK_THAT(path, Contains("&site=1"));

  // This search shows the same for all of them.
  const auto explained = run_gweval(
      folder.path(), {"explain", "out/results.json", "sou", "search.output", "--lang", "en"});
  CHECK_THAT(explained.out, Contains("gets the same results"));

  // Archived like every page: facts that are lost come back, and nothing is asked again.
  std::filesystem::remove(folder / "evidence" / "sou" / "facts.sqlite");
  arguments = score_arguments(server, "again");
  arguments.emplace_back("--offline");
  const auto again = run_gweval(folder.path(), arguments);
  INFO(again.err);
  CHECK(again.exit_code == 0);
  CHECK(slurp(folder / "out/results.json") == slurp(folder / "again/results.json"));
}

constexpr const char* kPostedHome =
    R"(<html lang="zh"><head><meta charset="utf-8"><title>搜市</title></head><body>
<form action="/mail.do" method="post"><input name="title"><textarea name="t"></textarea></form>
<form action="/so.do" method="post"><input name="q" placeholder="请输入关键词">
<input type="hidden" name="site" value="1"></form>
<a href="/a/">政务公开</a></body></html>)";

TEST_CASE("a search that is posted is asked too, no other form is, and archived with its body") {
  const TempDir folder;
  folder.write("hosts/www.sou.example/index.html", kPostedHome);
  folder.write("hosts/www.sou.example/a/index.html", kPostedHome);
  folder.write("hosts/www.sou.example/server.yaml",
               "paths:\n  /so.do: {takes_posts: true, body: '<html lang=\"zh\"><meta "
               "charset=\"utf-8\"><title>搜索</title><ul><li><a href=\"/a.html?{query}\">"
               "公积金提取办事指南</a> 2025-11-01</li><li><a href=\"/b.html?{query}\">"
               "社会保险参保登记指南</a> 2025-11-02</li></ul></html>'}\n"
               "  /mail.do: {takes_posts: true, body: sent}\n");
  folder.write("sites.csv", "id,name,url\nsou,搜市,http://www.sou.example/\n");
  auto started = LoopbackServer::start(folder / "hosts");
  REQUIRE(started);
  const auto& server = **started;
  std::vector<std::string> arguments = score_arguments(server, "out");
  const auto run = run_gweval(folder.path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  std::set<std::string> bodies;
  for (const RequestRecord& request : server.requests()) {
    if (request.method != "POST") continue;
    CHECK(request.path == "/so.do");
    CHECK_THAT(request.body, StartsWith("q=") && EndsWith("&site=1"));
    bodies.insert(request.body);
  }
  CHECK(bodies.size() == 7);

  // Facts made again from the archive give the same results: each answer is known by what was
  // posted.
  std::filesystem::remove(folder / "evidence" / "sou" / "facts.sqlite");
  arguments = score_arguments(server, "again");
  arguments.emplace_back("--offline");
  const auto again = run_gweval(folder.path(), arguments);
  INFO(again.err);
  CHECK(again.exit_code == 0);
  CHECK(slurp(folder / "out/results.json") == slurp(folder / "again/results.json"));
  CHECK_THAT(slurp(folder / "out/results.json"), Contains("__wb_method=POST"));
}

// "搜市", "政务公开" and the words asked, in the bytes of GBK.
constexpr const char* kHomeInGbk =
    "<html lang=\"zh\"><head><meta charset=\"gb2312\"><title>\xCB\xD1\xCA\xD0</title></head><body>"
    "<form action=\"/so/\"><input name=\"q\" type=\"search\"></form>"
    "<a href=\"/a/\">\xD5\xFE\xCE\xF1\xB9\xAB\xBF\xAA</a></body></html>";

TEST_CASE("a page in GBK is asked in GBK, and its answers are known again from the archive") {
  const TempDir folder;
  folder.write("hosts/www.sou.example/index.html", kHomeInGbk);
  folder.write("hosts/www.sou.example/so/index.html", kAnswer);
  folder.write("sites.csv", "id,name,url\nsou,搜市,http://www.sou.example/\n");
  auto started = LoopbackServer::start(folder / "hosts");
  REQUIRE(started);
  const auto& server = **started;
  std::vector<std::string> arguments = score_arguments(server, "out");
  REQUIRE(run_gweval(folder.path(), arguments).exit_code == 0);
  std::set<std::string> asked;
  for (const RequestRecord& request : server.requests()) {
    if (request.path.starts_with("/so/")) asked.insert(request.path);
  }
  CHECK(asked.size() == 7);
  CHECK(asked.contains("/so/?q=%B9%AB%BB%FD%BD%F0"));  // 公积金
  std::filesystem::remove(folder / "evidence" / "sou" / "facts.sqlite");
  arguments = score_arguments(server, "again");
  arguments.emplace_back("--offline");
  CHECK(run_gweval(folder.path(), arguments).exit_code == 0);
  const auto explained = run_gweval(
      folder.path(), {"explain", "again/results.json", "sou", "search.output", "--lang", "en"});
  CHECK_THAT(explained.out, Contains("gets the same results"));
}

}  // namespace
}  // namespace gweval::test

// Archives of other crawlers, record by record.

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

/// A record of another crawler.
std::string foreign(const std::string& url, const std::string& status, const std::string& type,
                    const std::string& body, const std::string& date = "2025-11-03T09:00:00Z") {
  const std::string block = "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n\r\n" + body;
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{0}{1}>\r\nWARC-Date: "
      "{1}\r\nWARC-Target-URI: {0}\r\nContent-Type: application/http\r\n"
      "Content-Length: {2}\r\n\r\n{3}\r\n\r\n",
      url, date, block.size(), block);
}

std::string page(const std::string& url, const std::string& body) {
  return foreign(url, "200 OK", "text/html", body);
}

TEST_CASE("import: a page that only the sitemap names is found in the archive") {
  const std::string site = "http://www.site.example/";
  const TempDir folder;
  folder.write(
      "a.warc",
      page(site, "<title>home</title>") +
          foreign(site + "robots.txt", "200 OK", "text/plain", "Sitemap: " + site + "map.xml\n") +
          foreign(site + "map.xml", "200 OK", "text/xml",
                  "<urlset><url><loc>" + site + "only.html</loc></url></urlset>") +
          page(site + "only.html", "<title>only</title>"));
  const auto run = run_gweval(folder.path(), {"import", "a.warc", "--site", "site"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto manifest =
      nlohmann::json::parse(slurp(folder / "gweval-evidence" / "site" / "manifest.json"));
  CHECK(manifest["counts"]["pages"] == 2);
}

TEST_CASE("import: a dead link that was captured once is not confirmed by itself") {
  const std::string site = "http://www.site.example/";
  const auto gone = [&site](const std::string& name, const std::string& date) {
    return foreign(site + name, "404 Not Found", "text/html", "<title>404</title>", date);
  };
  const TempDir folder;
  folder.write("a.warc", page(site,
                              "<title>home</title><a href=once.html>once</a>"
                              "<a href=twice.html>twice</a><a href=again.html>again</a>") +
                             gone("once.html", "2025-11-03T09:00:00Z") +
                             gone("twice.html", "2025-11-03T09:00:00Z") +
                             gone("twice.html", "2025-11-03T10:00:00Z") +
                             page(site + "again.html", "<title>again</title>") +
                             gone("again.html", "2025-11-04T09:00:00Z"));
  REQUIRE(run_gweval(folder.path(), {"import", "a.warc", "--site", "site"}).exit_code == 0);
  folder.write("list.csv", "id,name,url,group\nsite,Site," + site + ",a\n");
  const auto run =
      run_gweval(folder.path(), {"score", "--profile", "municipal", "list.csv", "--offline",
                                 "--as-of", "2025-11-20", "--out", "out"});
  INFO(run.err);
  REQUIRE(run.exit_code <= 1);
  const std::string results = slurp(folder / "out/results.json");
  CHECK_THAT(results, Contains("404, not confirmed"));
  CHECK_THAT(results, Contains("404, before that 200: unstable"));
  const auto parsed = nlohmann::json::parse(results);
  std::vector<std::string> dead;
  for (const auto& indicator : parsed["sites"][0]["indicators"]) {
    for (const auto& criterion : indicator["criteria"]) {
      if (criterion["rule"] != "links.dead") continue;
      for (const auto& finding : criterion["findings"]) {
        if (finding["message"] != "unclear") dead.push_back(finding["quote"]);
      }
    }
  }
  CHECK(dead == std::vector<std::string>{site + "twice.html"});
}

}  // namespace
}  // namespace gweval::test

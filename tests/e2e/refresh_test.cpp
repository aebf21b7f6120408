// A later round over the same sites, in the same evidence folder.

#include <algorithm>

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;

/// A site of three pages, one of which has a validator; its folder can be changed between rounds.
struct SmallSite {
  TempDir folder;
  std::unique_ptr<LoopbackServer> server;

  SmallSite() {
    folder.write(
        "site/index.html",
        "<html><title>start</title><a href=/tagged.html>one</a><a href=/plain.html>two</a>");
    folder.write("site/tagged.html", "<html><title>tagged</title><p>as it was");
    folder.write("site/plain.html", "<html><title>plain</title><p>as it was");
    HostConfig host;
    host.name = "127.0.0.1";
    host.folder = folder / "site";
    PathRule tagged;
    tagged.path = "/tagged.html";
    tagged.headers = {{"ETag", "\"v1\""}, {"Last-Modified", "Mon, 03 Nov 2025 09:12:07 GMT"}};
    host.paths.push_back(tagged);
    LoopbackOptions options;
    options.hosts.push_back(host);
    auto started = LoopbackServer::start(std::move(options));
    REQUIRE(started);
    server = *std::move(started);
    folder.write("list.csv",
                 fmt::format("id,name,url,profile\nsite,s,http://127.0.0.1:{}/,municipal\n",
                             server->http_port()));
  }
  void crawl(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{"crawl", "list.csv", "--allow-private", "--delay", "0s"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto run = run_gweval(folder.path(), arguments);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
  }
  [[nodiscard]] std::string score(const std::string& out) const {
    const auto run = run_gweval(folder.path(), {"score", "list.csv", "--offline", "--out", out});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    return slurp(folder / out / "results.json");
  }
  [[nodiscard]] std::vector<int> answers_to(const std::string& path) const {
    std::vector<int> out;
    for (const RequestRecord& request : server->requests()) {
      if (request.path == path && request.scheme == "http") out.push_back(request.status);
    }
    return out;
  }
};

TEST_CASE("a refresh asks under condition, and scores as a fresh crawl of the same pages") {
  const SmallSite site;
  site.crawl();
  site.crawl();
  CHECK(site.answers_to("/tagged.html") == std::vector<int>{200});  // without --refresh nothing
  const auto size = fs::file_size(site.folder / "gweval-evidence/site/archive.warc.gz");
  site.folder.write("site/plain.html", "<html><title>plain</title><p>something new");
  site.crawl({"--refresh"});
  CHECK(site.answers_to("/tagged.html") == std::vector<int>{200, 304});
  CHECK(site.answers_to("/plain.html") == std::vector<int>{200, 200});
  CHECK(fs::file_size(site.folder / "gweval-evidence/site/archive.warc.gz") > size);

  const auto without_times = [](const std::string& text) {
    auto results = nlohmann::json::parse(text);
    for (auto& each : results["sites"]) each.erase("captured_at");
    return results;
  };
  const auto refreshed = site.score("refreshed");
  REQUIRE(run_gweval(site.folder.path(), {"extract"}).exit_code == 0);
  CHECK(site.score("extracted") == refreshed);
  fs::rename(site.folder / "gweval-evidence", site.folder / "old-evidence");
  site.crawl();
  CHECK(without_times(site.score("fresh")) == without_times(refreshed));
}

TEST_CASE("facts of an older schema version are made again before they are scored") {
  const SmallSite site;
  site.crawl();
  const std::string before = site.score("before");
  const fs::path facts = site.folder / "gweval-evidence/site/facts.sqlite";
  std::string bytes = slurp(facts);
  REQUIRE(bytes.size() > 64);
  bytes.replace(60, 4, std::string("\0\0\0\1", 4));  // user_version, SQLite file format §1.3
  site.folder.write("gweval-evidence/site/facts.sqlite", bytes);
  CHECK(site.score("after") == before);
  CHECK(slurp(facts)[63] != '\1');
}

}  // namespace
}  // namespace gweval::test

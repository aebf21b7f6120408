// The real program, killed in the midst of a crawl and run again while this machine has no network:
// no site is blamed for it, the exit code says so, and the next run goes on.

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

constexpr int kPages = 12;
const std::vector<std::string> kNames = {"a.example", "b.example", "c.example"};

std::unique_ptr<LoopbackServer> serve(const TempDir& folder, std::chrono::milliseconds delay) {
  LoopbackOptions options;
  for (const std::string& name : kNames) {
    HostConfig host;
    host.name = name;
    host.folder = folder.path();
    std::string home = "<html><head><title>网站</title></head><body>";
    for (int i = 1; i <= kPages; ++i) {
      const std::string path = "/c" + std::to_string(i) + "/";
      home += "<a href=\"" + path + "\">栏目</a>";
      PathRule page;
      page.path = path;
      page.body = "<html><head><title>栏目</title></head><body>" + path + "</body></html>";
      page.content_type = "text/html; charset=utf-8";
      page.delay = delay;
      host.paths.push_back(page);
    }
    PathRule start;
    start.path = "/";
    start.body = home + "</body></html>";
    start.content_type = "text/html; charset=utf-8";
    host.paths.push_back(start);
    options.hosts.push_back(host);
  }
  auto server = LoopbackServer::start(std::move(options));
  if (!server) FAIL(server.error().text());
  return *std::move(server);
}

std::vector<std::string> score_arguments(const LoopbackServer& server, const std::string& evidence,
                                         const std::string& out) {
  std::vector<std::string> arguments{"score",
                                     "list.csv",
                                     "--profile",
                                     "municipal",
                                     "--evidence",
                                     evidence,
                                     "--out",
                                     out,
                                     "--delay",
                                     "0",
                                     "--connections-per-host",
                                     "1",
                                     "--as-of",
                                     "2025-11-20",
                                     "--allow-private"};
  for (const std::string& rule : server.connect_to()) {
    arguments.emplace_back("--connect-to");
    arguments.push_back(rule);
  }
  return arguments;
}

nlohmann::json results_of(const TempDir& folder, const std::string& out) {
  auto results = nlohmann::json::parse(slurp(folder / (out + "/results.json")));
  for (auto& site : results["sites"]) site.erase("captured_at");
  return results["sites"];
}

TEST_CASE("a killed round that goes on without a network is nobody's fault: exit code 4") {
  const TempDir folder;
  std::string list = "id,name,url\n";
  for (const std::string& name : kNames) list += name.substr(0, 1) + ",站,http://" + name + "/\n";
  folder.write("list.csv", list);
  const auto slow = serve(folder, 700ms);
  const auto killed =
      run_gweval_killed(folder.path(), score_arguments(*slow, "evidence", "killed"), 4s);
  INFO(killed.err);
  REQUIRE(killed.exit_code == 128 + 9);
  for (const std::string& name : kNames) {
    REQUIRE(fs::file_size(folder / ("evidence/" + name.substr(0, 1) + "/archive.warc.gz")) > 1000);
  }
  slow->stop();

  const auto offline = run_gweval(folder.path(), score_arguments(*slow, "evidence", "offline"));
  INFO(offline.err);
  CHECK(offline.exit_code == 4);
  CHECK_THAT(offline.err, Contains("no host could be reached in this run") &&
                              Contains("check this machine's network"));
  for (const auto& site : results_of(folder, "offline")) {
    INFO(site.dump());
    CHECK(site["status"] == "partial");  // of what the killed run archived; no total is published
    CHECK(site["total"].is_null());
    CHECK(site["total_max"] > 100.0);  // nothing is held against it for what was not reached
  }

  const auto fast = serve(folder, 0ms);
  const auto last = run_gweval(folder.path(), score_arguments(*fast, "evidence", "last"));
  INFO(last.err);
  CHECK(last.exit_code == 0);
  REQUIRE(run_gweval(folder.path(), score_arguments(*fast, "calm", "calm")).exit_code == 0);
  CHECK(results_of(folder, "last") == results_of(folder, "calm"));
}

}  // namespace
}  // namespace gweval::test

// A list of hostile sites with an honest one among them: the program ends, the honest site is
// whole, and memory stays within what docs/security.md says.

#include <atomic>
#include <thread>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

// What a crawl in the wild may take at its peak; sanitizers need more.
#if defined(__SANITIZE_ADDRESS__) || defined(GWEVAL_SANITIZED)
constexpr long kMaxPeakKib = 4096L * 1024;
#else
constexpr long kMaxPeakKib = 512L * 1024;
#endif

class HostileList {
 public:
  explicit HostileList(int hosts) {
    for (int i = 0; i < hosts; ++i) {
      add("bomb" + std::to_string(i)).gzip_bomb_mib = 300;
      add("brotli" + std::to_string(i)).brotli_bomb_mib = 300;
      add("endless" + std::to_string(i)).fault = Fault::endless;
    }
    // Small enough beside the limit of 10 MiB: what this program holds counts for its child at
    // first.
    add("large0").body = std::string(std::size_t{12} << 20U, 'x');
    std::string nested;
    for (int i = 0; i < 200'000; ++i) nested += "<div>";
    add("nested").body = nested;
    std::string links;
    for (int i = 0; i < 100'000; ++i) links += "<a href=\"/n/" + std::to_string(i) + "/\">n</a>";
    add("links").body = links;
    add("head").fault = Fault::endless_head;
    add("far").redirect = "/" + std::string(1'000'000, 'x');
    add("robots");
    std::string robots;
    while (robots.size() < std::size_t{10} << 20U) robots += "Disallow: /a/very/long/path/of/it\n";
    hosts_.back().paths.push_back(page("/robots.txt", "User-agent: *\n" + robots));
    add("sitemap");
    std::string entities = "<!DOCTYPE x [<!ENTITY a0 \"http://sitemap.example/\">";
    for (int i = 1; i < 30; ++i) {
      entities += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" +
                  std::to_string(i - 1) + ";\">";
    }
    hosts_.back().paths.push_back(
        page("/sitemap.xml", entities + "]><urlset><url><loc>&a29;</loc></url></urlset>"));
    HostConfig& good = host("good");
    good.paths.push_back(page("/", "<html><title>good</title><a href=\"/1\">one</a></html>"));
    good.paths.push_back(page("/1", "<html><title>one</title></html>"));
    LoopbackOptions options;
    options.hosts = hosts_;
    auto started = LoopbackServer::start(std::move(options));
    REQUIRE(started);
    server_ = *std::move(started);
    folder_.write("list.csv", list_);
  }

  [[nodiscard]] ProgramRun crawl() const {
    std::vector<std::string> arguments{"crawl",          (folder_ / "list.csv").string(),
                                       "--profile",      "municipal",
                                       "--evidence",     (folder_ / "evidence").string(),
                                       "--delay",        "0s",
                                       "--max-pages",    "30",
                                       "--jobs",         "2",
                                       "--allow-private"};
    auto entries = server_->connect_to();
    entries.push_back(server_->connect_others());
    for (const std::string& entry : entries) {
      arguments.emplace_back("--connect-to");
      arguments.push_back(entry);
    }
    return run_gweval(folder_.path(), arguments);
  }

  [[nodiscard]] nlohmann::json manifest(const std::string& id) const {
    return nlohmann::json::parse(slurp(folder_ / "evidence" / id / "manifest.json"));
  }

 private:
  static PathRule page(const std::string& path, const std::string& body) {
    PathRule rule;
    rule.path = path;
    rule.body = body;
    rule.content_type = "text/html";
    return rule;
  }

  HostConfig& host(const std::string& id) {
    hosts_.emplace_back();
    hosts_.back().name = id + ".example";
    hosts_.back().folder = folder_.path();
    list_ += id + ",http://" + id + ".example/," + id + "\n";
    return hosts_.back();
  }

  // A site whose home page leads to four hostile ones; the rule of the last is returned.
  PathRule& add(const std::string& id) {
    HostConfig& made = host(id);
    made.paths.push_back(
        page("/", "<a href=\"/x1\">1</a><a href=\"/x2\">2</a><a href=\"/x3\">3</a>"));
    made.paths.push_back(page("/x", ""));
    made.paths.back().prefix = true;
    return made.paths.back();
  }

  TempDir folder_;
  std::vector<HostConfig> hosts_;
  std::string list_ = "name,url,id\n";
  std::unique_ptr<LoopbackServer> server_;
};

TEST_CASE("hostile sites cost bounded memory, and the honest one of the list is whole") {
  const HostileList list(5);
  const auto run = list.crawl();
  INFO(run.err);
  CHECK(run.exit_code == 0);
  INFO("peak " << run.peak_kib / 1024 << " MiB");
  CHECK(run.peak_kib < kMaxPeakKib);
  const auto good = list.manifest("good");
  CHECK(good["crawl"]["is_complete"] == true);
  CHECK(good["counts"]["pages"] == 2);
  for (const char* id : {"bomb0", "brotli0", "endless0", "large0", "nested", "links", "head", "far",
                         "robots", "sitemap"}) {
    INFO(id);
    CHECK(list.manifest(id)["counts"]["by_purpose"]["page"].get<int>() >= 4);
  }
}

TEST_CASE("when our own network fails no site is scored, and the exit code says so") {
  TempDir folder;
  LoopbackOptions options;
  std::string list = "name,url,id\n";
  std::string links;
  for (int i = 0; i < 60; ++i) links += "<a href=\"/" + std::to_string(i) + "/\">x</a>";
  for (int i = 0; i < 8; ++i) {
    const std::string id = "h" + std::to_string(i);
    HostConfig host;
    host.name = id + ".example";
    host.folder = folder.path();
    PathRule any;
    any.path = "/";
    any.prefix = true;
    any.body = links;
    any.content_type = "text/html";
    host.paths = {any};
    options.hosts.push_back(host);
    list += id + ",http://" + id + ".example/," + id + "\n";
  }
  auto started = LoopbackServer::start(std::move(options));
  REQUIRE(started);
  LoopbackServer& server = **started;
  folder.write("list.csv", list);
  std::vector<std::string> arguments{"score",          (folder / "list.csv").string(),
                                     "--profile",      "municipal",
                                     "--evidence",     (folder / "evidence").string(),
                                     "--out",          (folder / "out").string(),
                                     "--delay",        "10ms",
                                     "--allow-private"};
  for (const std::string& entry : server.connect_to()) {
    arguments.emplace_back("--connect-to");
    arguments.push_back(entry);
  }
  std::atomic<bool> has_ended{false};
  std::thread cable([&] {  // is pulled once every site has begun
    while (server.requests().size() < 120 && !has_ended) std::this_thread::yield();
    server.stop();
  });
  const auto run = run_gweval(folder.path(), arguments);
  has_ended = true;
  cable.join();
  INFO(run.err);
  CHECK(run.exit_code == 4);
  const auto results = nlohmann::json::parse(slurp(folder / "out" / "results.json"));
  for (const auto& site : results["sites"]) CHECK(site["status"] == "not_observed");
}

}  // namespace
}  // namespace gweval::test

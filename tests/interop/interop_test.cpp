// Independent readers and writers of web archives against ours: the npm package warcio reads what
// we write, wget writes what we read and archives the same bytes.

#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// Runs a shell command that must succeed; its output. Paths are of our own making.
std::string output_of(const std::string& command) {
  INFO(command);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  REQUIRE(pipe != nullptr);
  std::string out;
  char buffer[4096];
  std::size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0) out.append(buffer, count);
  REQUIRE_FALSE(out.empty());
  return out;
}

/// What warcio reads in an archive.
std::vector<json> records_of(const fs::path& archive) {
  std::istringstream lines(output_of(fmt::format(
      "NODE_PATH='{}' node '{}' '{}'", source_path("build/interop/node_modules").string(),
      source_path("tests/interop/records.cjs").string(), archive.string())));
  std::vector<json> records;
  for (std::string line; std::getline(lines, line);) records.push_back(json::parse(line));
  return records;
}

using Answers = std::set<std::pair<std::string, int>>;  // URL, status

Answers answers_in(const std::vector<json>& records) {
  Answers out;
  for (const json& record : records) {
    if (record["type"] == "response") out.emplace(record["uri"], record["status"]);
  }
  return out;
}

Answers answers_of(const LoopbackServer& server, const std::string& host) {
  Answers out;
  for (const RequestRecord& request : server.requests()) {
    if (request.host != host || request.status == 0) continue;
    out.emplace(fmt::format("{}://{}{}", request.scheme, host, request.path), request.status);
  }
  return out;
}

TEST_CASE("warcio reads every record of ours, and finds its digests right") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const std::map<std::string, std::string> hosts = {{"qinghe", "www.qinghe.example"},
                                                    {"linshui", "www.linshui.example"},
                                                    {"beiyuan", "www.beiyuan.example"}};
  for (const auto& [id, host] : hosts) {
    const auto records = records_of(portals.folder() / "evidence" / id / "archive.warc.gz");
    std::set<std::string> ids;
    for (const json& record : records) ids.insert(record["id"].get<std::string>());
    CHECK(ids.size() == records.size());
    for (const json& record : records) {
      INFO(record.dump());
      CHECK(record["version"] == "WARC/1.1");
      CHECK(record["block_holds"] == true);
      CHECK(record["payload_holds"] == true);
      const std::string other = record["concurrent_to"];
      CHECK((other.empty() || ids.count(other) == 1));
    }
    // Everything the server answered is in it, and nothing else.
    CHECK(answers_in(records) == answers_of(portals.server(), host));
  }
}

struct OneSite {
  TempDir folder;
  std::unique_ptr<LoopbackServer> server;
  std::string url;

  OneSite() {
    LoopbackOptions options;
    auto host = load_host("127.0.0.1", source_path("samples/portals/www.beiyuan.example"));
    REQUIRE(host);
    options.hosts.push_back(*std::move(host));
    auto started = LoopbackServer::start(std::move(options));
    REQUIRE(started);
    server = *std::move(started);
    url = fmt::format("http://127.0.0.1:{}/", server->http_port());
    folder.write("list.csv", "id,name,url,profile\nsite,北原市," + url + ",municipal\n");
  }
  [[nodiscard]] json score(const std::string& evidence,
                           const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"score", "list.csv",        "--evidence", evidence,
                                       "--out", evidence + "-out", "--as-of",    "2025-11-20"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const auto run = run_gweval(folder.path(), arguments);
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
    return json::parse(slurp(folder / (evidence + "-out") / "results.json"))["sites"][0];
  }
  /// wget's own archive of the site, sitemap asked for as we do.
  [[nodiscard]] fs::path archive_by_wget(const std::string& name) const {
    const std::string command = fmt::format(
        "cd '{}' && (wget -nv --no-proxy --warc-file={} --recursive --level=inf "
        "--page-requisites "
        "-P files {} {}sitemap.xml 2>&1; echo ended)",
        folder.path().string(), name, url, url);
    static_cast<void>(output_of(command));  // 8: some answers were errors, as the site is faulty
    return folder / (name + ".warc.gz");
  }
};

/// Automatic criteria but those about TLS, of which a WARC file of wget tells nothing.
std::vector<std::string> observations(const json& site) {
  std::vector<std::string> out;
  for (const auto& indicator : site["indicators"]) {
    for (const auto& criterion : indicator["criteria"]) {
      const auto& rule = criterion["rule"];
      if (rule.is_null() || rule == "security.https" || rule == "security.certificate") continue;
      out.push_back(indicator["id"].get<std::string>() + " " + criterion.dump());
    }
  }
  return out;
}

TEST_CASE("wget archives the same bytes of the same site, and its archive scores as ours") {
  OneSite site;
  const json ours = site.score("own", {"--allow-private", "--delay", "0s"});
  const fs::path wget = site.archive_by_wget("wget");
  std::map<std::string, json> theirs;
  for (const json& record : records_of(wget)) {
    if (record["type"] != "response") continue;
    const std::string uri = record["uri"];
    theirs[uri.front() == '<' ? uri.substr(1, uri.size() - 2) : uri] = record;
  }
  int compared = 0;
  for (const json& record : records_of(site.folder / "own/site/archive.warc.gz")) {
    // Links are checked by HEAD or for one byte; whole bodies are those of pages.
    if (record["type"] != "response" || record["status"] != 200 || record["bytes"] < 2) continue;
    INFO(record.dump());
    const auto found = theirs.find(record["uri"]);
    if (found == theirs.end()) continue;
    CHECK(found->second["status"] == record["status"]);
    CHECK(found->second["payload"] == record["payload"]);
    ++compared;
  }
  CHECK(compared > 40);  // the portal has some fifty pages
  // Dead links count once another look confirms them, ten seconds later at the earliest.
  std::this_thread::sleep_for(std::chrono::seconds(11));
  const fs::path again = site.archive_by_wget("again");
  const auto run =
      run_gweval(site.folder.path(), {"import", wget.string(), again.string(), "--site", "site",
                                      "--url", site.url, "--evidence", "by-wget"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto imported = observations(site.score("by-wget", {"--offline"}));
  CHECK(imported == observations(ours));
  CHECK(imported.size() > 20);
}

TEST_CASE("warcio reads our revisits, and every one names a response with the same bytes") {
  OneSite site;
  static_cast<void>(site.score("own", {"--allow-private", "--delay", "0s"}));
  const json again = site.score("own", {"--allow-private", "--delay", "0s", "--refresh"});
  std::map<std::string, json> responses;
  int revisits = 0;
  for (const json& record : records_of(site.folder / "own/site/archive.warc.gz")) {
    INFO(record.dump());
    CHECK(record["block_holds"] == true);
    if (record["type"] == "response") responses[record["id"]] = record;
    if (record["type"] != "revisit") continue;
    ++revisits;
    CHECK(record["profile"] == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
    const auto original = responses.find(record["refers_to"]);
    REQUIRE(original != responses.end());
    CHECK(original->second["uri"] == record["uri"]);
    CHECK(original->second["payload"] == record["said_payload"]);
  }
  CHECK(revisits > 40);  // the portal's pages, none of which has changed
  // As evidence of others, the archive gives what the second round found.
  const auto run =
      run_gweval(site.folder.path(), {"import", "own/site/archive.warc.gz", "--site", "site",
                                      "--url", site.url, "--evidence", "copy"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  CHECK(observations(site.score("copy", {"--offline"})) == observations(again));
}

}  // namespace
}  // namespace gweval::test

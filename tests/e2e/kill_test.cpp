// The real program, killed at random moments and run again: nothing that was archived is lost,
// nothing is doubled, and the end is as if nothing had happened.

#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"
#include "warc/reader.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

constexpr int kKilled = 128 + 9;

/// What an archive holds up to its last whole record: id and URL of every fetch.
std::map<std::string, std::string> fetches_in(const fs::path& archive) {
  std::map<std::string, std::string> out;
  if (!fs::exists(archive)) return out;
  auto reader = warc::Reader::open(archive, {});
  REQUIRE(reader);
  while (true) {
    const auto record = reader->next();
    if (!record || !*record) return out;  // a kill may leave half a record
    const warc::Record& found = **record;
    if (found.type() != "metadata" || !found.target_uri().starts_with("urn:gweval:fetch:"))
      continue;
    const auto json = nlohmann::json::parse(found.block);
    const bool is_new =
        out.emplace(found.field("WARC-Record-ID"),
                    json["purpose"].get<std::string>() + " " + json["url"].get<std::string>())
            .second;
    CHECK(is_new);
  }
}

/// Results without the times of capture, which differ between any two crawls.
nlohmann::json without_times(nlohmann::json results) {
  for (auto& site : results["sites"]) site.erase("captured_at");
  return results;
}

int environment_number(const char* name, int fallback) {
  const char* text = std::getenv(name);
  return text == nullptr ? fallback : std::atoi(text);
}

std::vector<std::string> score_arguments(const SamplePortals& portals, const std::string& evidence,
                                         const std::string& out) {
  std::vector<std::string> arguments{"score",      "--profile",
                                     "municipal",  source_path("samples/site-list.csv").string(),
                                     "--evidence", (portals.folder() / evidence).string(),
                                     "--out",      (portals.folder() / out).string(),
                                     "--as-of",    "2025-11-20"};
  const auto crawl = portals.crawl_options();
  arguments.insert(arguments.end(), crawl.begin(), crawl.end());
  return arguments;
}

/// How long a run takes that nothing disturbs.
std::chrono::microseconds timed_run(const SamplePortals& portals,
                                    const std::vector<std::string>& arguments) {
  const auto start = std::chrono::steady_clock::now();
  const auto run = run_gweval(portals.folder().path(), arguments);
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

// GWEVAL_KILL_SEED and GWEVAL_KILL_COUNT widen the search.
TEST_CASE("killed at random moments and run again, a round ends as an undisturbed one") {
  const SamplePortals portals;
  const auto calm = timed_run(portals, score_arguments(portals, "calm", "calm-out"));
  const auto seed = static_cast<unsigned>(environment_number("GWEVAL_KILL_SEED", 20251122));
  const int count = environment_number("GWEVAL_KILL_COUNT", 24);
  INFO("seed " << seed);
  std::mt19937 random(seed);
  // From the program's start to half of an undisturbed round, whose later half is then reached by
  // runs that find the earlier done.
  std::uniform_int_distribution<std::int64_t> moment(2'000, calm.count() / 2);

  const auto arguments = score_arguments(portals, "killed", "killed-out");
  std::map<std::string, std::map<std::string, std::string>> before;
  int kills = 0;
  for (int i = 0; i < count; ++i) {
    const auto run = run_gweval_killed(portals.folder().path(), arguments,
                                       std::chrono::microseconds(moment(random)));
    INFO(run.err);
    REQUIRE((run.exit_code == kKilled || run.exit_code == 0));
    kills += run.exit_code == kKilled ? 1 : 0;
    for (const char* id : kSampleSites) {
      const auto now = fetches_in(portals.folder() / "killed" / id / "archive.warc.gz");
      for (const auto& [record, fetch] : before[id]) {
        INFO(id << ": " << fetch);
        CHECK(now.count(record) == 1);  // what was archived stays
      }
      before[id] = now;
    }
  }
  CHECK(kills > count / 6);

  const auto last = run_gweval(portals.folder().path(), arguments);
  INFO(last.err);
  REQUIRE(last.exit_code == 0);
  for (const char* id : kSampleSites) {
    const auto undisturbed = fetches_in(portals.folder() / "calm" / id / "archive.warc.gz");
    const auto killed = fetches_in(portals.folder() / "killed" / id / "archive.warc.gz");
    std::multiset<std::string> expected;
    std::multiset<std::string> found;
    for (const auto& [record, fetch] : undisturbed) expected.insert(fetch);
    for (const auto& [record, fetch] : killed) found.insert(fetch);
    CHECK(found == expected);  // nothing lost, nothing doubled
  }
  CHECK(without_times(portals.results("killed-out")) == without_times(portals.results("calm-out")));

  // The facts are those the archive gives from its beginning.
  REQUIRE(run_gweval(portals.folder().path(), {"extract", "--evidence", "killed"}).exit_code == 0);
  auto offline = score_arguments(portals, "killed", "extracted-out");
  offline.emplace_back("--offline");
  REQUIRE(run_gweval(portals.folder().path(), offline).exit_code == 0);
  CHECK(slurp(portals.folder() / "extracted-out/results.json") ==
        slurp(portals.folder() / "killed-out/results.json"));
}

TEST_CASE("a refresh killed at random moments and run again ends as an undisturbed one") {
  const SamplePortals portals;
  const auto first = score_arguments(portals, "evidence", "first-out");
  const auto calm = timed_run(portals, first);
  auto refresh = score_arguments(portals, "evidence", "refreshed-out");
  refresh.emplace_back("--refresh");
  std::mt19937 random(static_cast<unsigned>(environment_number("GWEVAL_KILL_SEED", 20251122)));
  std::uniform_int_distribution<std::int64_t> moment(2'000, calm.count() / 2);
  for (int i = 0; i < 10; ++i) {
    const auto run = run_gweval_killed(portals.folder().path(), refresh,
                                       std::chrono::microseconds(moment(random)));
    INFO(run.err);
    REQUIRE((run.exit_code == kKilled || run.exit_code == 0));
  }
  REQUIRE(run_gweval(portals.folder().path(), refresh).exit_code == 0);
  CHECK(without_times(portals.results("refreshed-out")) ==
        without_times(portals.results("first-out")));
  // Facts from the archive alone, all rounds in it.
  REQUIRE(run_gweval(portals.folder().path(), {"extract", "--evidence", "evidence"}).exit_code ==
          0);
  auto offline = score_arguments(portals, "evidence", "extracted-out");
  offline.emplace_back("--offline");
  REQUIRE(run_gweval(portals.folder().path(), offline).exit_code == 0);
  CHECK(slurp(portals.folder() / "extracted-out/results.json") ==
        slurp(portals.folder() / "refreshed-out/results.json"));
}

}  // namespace
}  // namespace gweval::test

// What a killed run, a power cut or a damaged file leave behind, and what is made of it.

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "evidence/site_store.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/reader.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using evidence::SiteStore;
using test::open_store;
using test::sample_capture;
using test::sample_facts;

bool add_page(SiteStore& store, int number) {
  const Capture capture = sample_capture(number);
  return static_cast<bool>(store.add(capture, sample_facts(capture, number == 0)));
}

bool has_page(SiteStore& store, int number) {
  const auto found = store.find(sample_capture(number).fetch.url, FetchPurpose::page);
  if (!found) FAIL(found.error().text());
  return found->has_value();
}

// How often each fetch's metadata record is in the archive, which must be whole.
std::map<std::string, int> archived_fetches(const fs::path& archive) {
  std::map<std::string, int> out;
  auto reader = warc::Reader::open(archive, {});
  if (!reader) FAIL(reader.error().text());
  while (true) {
    auto record = reader->next();
    if (!record) FAIL(record.error().text());
    if (!*record) return out;
    if ((*record)->type() == "metadata") ++out[std::string((*record)->target_uri())];
  }
}

// A folder as it is after `before` committed pages and one more archived up to byte `cut` of its
// records.
struct Torn {
  test::TempDir root;
  fs::path folder = root / "site";
  std::string archive;          // with the last page whole
  std::uint64_t committed = 0;  // its length before that page

  explicit Torn(int before) {
    {
      const auto store = open_store(root.path());
      for (int number = 0; number < before; ++number) REQUIRE(add_page(*store, number));
    }
    committed = fs::file_size(folder / "archive.warc.gz");
    fs::copy_file(folder / "facts.sqlite", folder / "kept");
    REQUIRE(add_page(*open_store(root.path()), before));
    archive = test::slurp(folder / "archive.warc.gz");
  }
  void restore(std::size_t archive_bytes) {
    fs::copy_file(folder / "kept", folder / "facts.sqlite", fs::copy_options::overwrite_existing);
    root.write("site/archive.warc.gz", archive.substr(0, archive_bytes));
  }
};

TEST_CASE("A fetch torn at any byte is cut off; a whole one that was not committed is kept") {
  Torn torn(5);  // the sixth has a redirect: five records
  for (std::size_t size = torn.committed + 1; size <= torn.archive.size(); size += 23) {
    if (size + 23 > torn.archive.size()) size = torn.archive.size();
    torn.restore(size);
    const auto store = open_store(torn.root.path());
    const bool is_whole = size == torn.archive.size();
    INFO(size);
    CHECK(has_page(*store, 5) == is_whole);
    CHECK(has_page(*store, 4));
    CHECK(fs::file_size(torn.folder / "archive.warc.gz") ==
          (is_whole ? torn.archive.size() : torn.committed));
  }
}

TEST_CASE("An archive shorter than its facts, as after a power cut, takes its facts with it") {
  Torn torn(4);
  torn.root.write("site/archive.warc.gz", torn.archive.substr(0, torn.archive.size() - 1));
  {
    const auto store = open_store(torn.root.path());
    CHECK_FALSE(has_page(*store, 4));
    CHECK(has_page(*store, 3));
    REQUIRE(add_page(*store, 4));
  }
  CHECK(archived_fetches(torn.folder / "archive.warc.gz")
            .at("urn:gweval:fetch:" + sample_capture(4).fetch.url) == 1);
}

TEST_CASE("A finished archive that has lost bytes is refused, not cut") {
  const test::TempDir root;
  {
    const auto store = open_store(root.path());
    for (int number = 0; number < 4; ++number) REQUIRE(add_page(*store, number));
    REQUIRE(store->finish({}));
  }
  const fs::path path = root / "site/archive.warc.gz";
  std::string bytes = test::slurp(path);
  SECTION("cut") {
    bytes.resize(bytes.size() - 1);
  }
  SECTION("damaged inside, and its facts gone") {
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0xff);
    fs::remove(root / "site/facts.sqlite");
  }
  root.write("site/archive.warc.gz", bytes);
  const auto store = SiteStore::open(root.path(), "site", test::sample_plan(), sample_facts);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::invalid_input);
  CHECK_THAT(store.error().text(), Catch::Contains("archive.warc.gz"));
  CHECK(test::slurp(path) == bytes);
}

TEST_CASE("Facts that are gone, damaged or of an older schema are taken from the archive again") {
  const test::TempDir root;
  {
    const auto store = open_store(root.path());
    for (int number = 0; number < 8; ++number) REQUIRE(add_page(*store, number));
    REQUIRE(
        store->set_site({{true, 200, false, {"http://a.example/s.xml"}}, {true, 200, 3}, true}));
    REQUIRE(store->finish({true, "", 8, "2025-11-03T09:00:00Z", "2025-11-03T10:00:00Z"}));
  }
  const fs::path facts = root / "site/facts.sqlite";
  const std::string expected = test::dump_facts(facts);
  SECTION("gone") {
    fs::remove(facts);
  }
  SECTION("no database") {
    root.write("site/facts.sqlite", std::string(5000, 'x'));
  }
  SECTION("first page overwritten") {
    std::string bytes = test::slurp(facts);
    bytes.replace(100, 3000, 3000, '\xff');
    root.write("site/facts.sqlite", bytes);
  }
  SECTION("empty file") {
    root.write("site/facts.sqlite", "");
  }
  SECTION("older schema") {
    auto database = sqlite::Database::open(facts, sqlite::Database::Mode::write);
    REQUIRE(database);
    database->execute("PRAGMA user_version=0");
    REQUIRE(database->check());
  }
  { const auto store = open_store(root.path()); }
  CHECK(test::dump_facts(facts) == expected);
}

TEST_CASE("Facts of a later schema are refused and left alone") {
  const test::TempDir root;
  REQUIRE(add_page(*open_store(root.path()), 0));
  const fs::path facts = root / "site/facts.sqlite";
  {
    auto database = sqlite::Database::open(facts, sqlite::Database::Mode::write);
    REQUIRE(database);
    database->execute("PRAGMA user_version=999");
    REQUIRE(database->check());
  }
  const auto store = SiteStore::open(root.path(), "site", test::sample_plan(), sample_facts);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::unsupported);
  const auto loaded = load_site_facts(root.path(), "site");
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == ErrorCode::unsupported);
  CHECK_THAT(loaded.error().text(), Catch::Contains("999"));
  const std::string bytes = test::slurp(facts);
  const auto rebuilt = rebuild_facts(root.path(), "site");
  REQUIRE_FALSE(rebuilt);
  CHECK(rebuilt.error().code == ErrorCode::unsupported);
  CHECK(test::slurp(facts) == bytes);
}

TEST_CASE("Facts have their name only while no run writes them") {
  const test::TempDir root;
  const auto named = [&root](const char* name) { return fs::exists(root / "site" / name); };
  {
    const auto store = open_store(root.path());
    REQUIRE(add_page(*store, 0));
    CHECK_FALSE(named("facts.sqlite"));
    CHECK(named("facts.sqlite.part"));
    REQUIRE(store->finish({}));
    CHECK(named("facts.sqlite"));
    CHECK_FALSE(named("facts.sqlite.part"));
    REQUIRE(add_page(*store, 1));  // what comes after the end is under way again
    CHECK_FALSE(named("facts.sqlite"));
  }
  CHECK(named("facts.sqlite"));
  CHECK_FALSE(named("facts.sqlite.part"));
  CHECK(has_page(*open_store(root.path()), 1));
}

TEST_CASE("What a killed run left of its facts is never read, however whole it looks") {
  const test::TempDir root;
  const test::TempDir other;
  {
    const auto store = open_store(root.path());
    REQUIRE(add_page(*store, 0));
    REQUIRE(store->finish({}));
    const auto stranger = open_store(other.path());
    REQUIRE(add_page(*stranger, 7));
    REQUIRE(stranger->finish({}));
  }
  const bool keeps_settled = GENERATE(true, false);
  if (!keeps_settled) fs::remove(root / "site/facts.sqlite");
  fs::copy_file(other / "site/facts.sqlite", root / "site/facts.sqlite.part");
  const auto store = open_store(root.path());
  CHECK(has_page(*store, 0));
  CHECK_FALSE(has_page(*store, 7));
}

TEST_CASE("A folder whose archive is refused keeps its facts under their name") {
  const test::TempDir root;
  {
    const auto store = open_store(root.path());
    for (int number = 0; number < 4; ++number) REQUIRE(add_page(*store, number));
    REQUIRE(store->finish({}));
  }
  const std::string facts = test::slurp(root / "site/facts.sqlite");
  const std::string archive = test::slurp(root / "site/archive.warc.gz");
  root.write("site/archive.warc.gz", archive.substr(0, archive.size() / 2));
  REQUIRE_FALSE(SiteStore::open(root.path(), "site", test::sample_plan(), sample_facts));
  CHECK(test::slurp(root / "site/facts.sqlite") == facts);
}

constexpr int kPages = 400;

// In a child process: goes on where the last one was killed, telling each page added.
[[noreturn]] void crawl_in_child(const fs::path& root, int tell) {
  auto store = SiteStore::open(root, "site", test::sample_plan(), sample_facts);
  if (!store) _exit(3);
  for (int number = 0; number < kPages; ++number) {
    auto found = (*store)->find(sample_capture(number).fetch.url, FetchPurpose::page);
    if (!found) _exit(4);
    if (found->has_value()) continue;
    if (!add_page(**store, number)) _exit(5);
    if (::write(tell, &number, sizeof number) != sizeof number) _exit(6);
  }
  if (!(*store)->finish({true, "", kPages, "2025-11-03T09:00:00Z", "2025-11-03T10:00:00Z"})) {
    _exit(7);
  }
  (*store).reset();
  _exit(0);
}

struct ChildRun {
  bool was_killed = false;
  int exit_code = 0;
  std::vector<int> told;
};

ChildRun run_child(const fs::path& root, std::optional<std::chrono::microseconds> kill_after) {
  int ends[2];
  if (::pipe(ends) != 0) FAIL("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    crawl_in_child(root, ends[1]);
  }
  ::close(ends[1]);
  ChildRun out;
  const auto collect = [&out, &ends] {
    int number = 0;
    while (::read(ends[0], &number, sizeof number) == sizeof number) out.told.push_back(number);
  };
  if (kill_after) {
    std::this_thread::sleep_for(*kill_after);
    ::kill(child, SIGKILL);
  }
  collect();
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  out.was_killed = WIFSIGNALED(status);
  out.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  return out;
}

TEST_CASE("Killed at many moments and run again, a store equals an undisturbed one") {
  const test::TempDir root;
  std::mt19937 random(std::random_device{}());
  std::uniform_int_distribution<int> microseconds(500, 60'000);
  std::vector<int> told;
  int kills = 0;
  for (int round = 0; round < 40; ++round) {
    const ChildRun run = run_child(root.path(), std::chrono::microseconds(microseconds(random)));
    kills += run.was_killed ? 1 : 0;
    REQUIRE(run.exit_code == 0);
    told.insert(told.end(), run.told.begin(), run.told.end());
    const auto store = open_store(root.path());
    for (const int number : told) REQUIRE(has_page(*store, number));
  }
  INFO("kills: " << kills << ", pages told: " << told.size());
  CHECK(kills >= 5);
  const ChildRun last = run_child(root.path(), std::nullopt);
  REQUIRE(last.exit_code == 0);
  REQUIRE_FALSE(last.was_killed);

  const test::TempDir calm;
  REQUIRE(run_child(calm.path(), std::nullopt).exit_code == 0);
  const auto disturbed = load_site_facts(root.path(), "site");
  const auto undisturbed = load_site_facts(calm.path(), "site");
  REQUIRE(disturbed);
  REQUIRE(undisturbed);
  CHECK(*disturbed == *undisturbed);
  CHECK(disturbed->fetches.size() == kPages);
  const auto archived = archived_fetches(root / "site/archive.warc.gz");
  CHECK(archived.size() == kPages);
  for (const auto& [url, count] : archived) {
    INFO(url);
    CHECK(count == 1);
  }
}

}  // namespace
}  // namespace gweval

#include "evidence/site_store.hpp"

#include <filesystem>

#include "base/digest.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/gzip_member.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using evidence::SiteRecord;
using evidence::SiteStore;
using test::open_store;
using test::sample_capture;
using test::sample_facts;

CrawlFacts sample_crawl() {
  return {true, "max-pages", 1234, "2025-11-03T09:00:00Z", "2025-11-03T10:00:00Z"};
}

TEST_CASE("All facts of a site come back as they went in") {
  const test::TempDir root;
  SiteFacts expected;
  {
    const auto store = open_store(root.path());
    const Capture robots = test::robots_capture("", "User-agent: *\n");
    REQUIRE(store->add(robots, std::nullopt));
    expected.fetches.push_back(robots.fetch);
    for (int number : {1, 2, 3, 0, 4, 5, 6, 7}) {  // the start address not first
      const Capture capture = sample_capture(number);
      const auto page = sample_facts(capture, number == 0);
      REQUIRE(store->add(capture, page));
      expected.fetches.push_back(capture.fetch);
      if (!page) continue;
      if (number == 0)
        expected.pages.insert(expected.pages.begin(), *page);
      else
        expected.pages.push_back(*page);
    }
    for (FetchPurpose purpose : {FetchPurpose::http_probe, FetchPurpose::https_probe}) {
      Capture probe = sample_capture(0);
      probe.fetch.purpose = purpose;
      REQUIRE(store->add(probe, std::nullopt));
      expected.fetches.push_back(probe.fetch);
      (purpose == FetchPurpose::http_probe ? expected.http_probe : expected.https_probe) =
          probe.fetch;
    }
    expected.site_id = "site";
    expected.start_url = test::kStart;
    expected.newest_capture = {2025, 11, 4};  // the robots file's
    expected.home = sample_capture(0).fetch;
    expected.has_ipv6 = false;
    expected.robots = {true, 200, true, {"http://www.site.example/sitemap.xml", ""}};
    expected.sitemap = {true, 404, 77};
    expected.crawl = sample_crawl();
    REQUIRE(store->set_site({expected.robots, expected.sitemap, expected.has_ipv6}));
    REQUIRE(store->finish(expected.crawl));
  }
  const auto loaded = load_site_facts(root.path(), "site");
  REQUIRE(loaded);
  REQUIRE(loaded->fetches.size() == expected.fetches.size());
  for (std::size_t i = 0; i < expected.fetches.size(); ++i) {
    INFO(expected.fetches[i].url);
    CHECK(loaded->fetches[i] == expected.fetches[i]);
  }
  REQUIRE(loaded->pages.size() == expected.pages.size());
  for (std::size_t i = 0; i < expected.pages.size(); ++i) {
    INFO(expected.pages[i].url);
    CHECK(loaded->pages[i] == expected.pages[i]);
  }
  CHECK(*loaded == expected);
}

TEST_CASE("What was added is found at once, before any commit, and after reopening") {
  const test::TempDir root;
  const Capture capture = sample_capture(5);
  const auto page = sample_facts(capture, false);
  for (int run = 0; run < 2; ++run) {
    const auto store = open_store(root.path());
    if (run == 0) REQUIRE(store->add(capture, page));
    const auto found = store->find(capture.fetch.url, FetchPurpose::page);
    REQUIRE(found);
    REQUIRE(found->has_value());
    CHECK((*found)->fetch == capture.fetch);
    CHECK((*found)->page == page);
    const auto other_purpose = store->find(capture.fetch.url, FetchPurpose::link_check);
    REQUIRE(other_purpose);
    CHECK_FALSE(other_purpose->has_value());
    const auto other_url = store->find("http://www.site.example/none", FetchPurpose::page);
    REQUIRE(other_url);
    CHECK_FALSE(other_url->has_value());
  }
}

std::string gzipped(const std::string& text) {
  std::string out;
  REQUIRE(warc::append_gzip_member(out, text));
  return out;
}

TEST_CASE("A body is read back with its content coding undone") {
  const test::TempDir root;
  const auto store = open_store(root.path());
  const std::string url = test::kStart + "robots.txt";
  for (int run = 0; run < 2; ++run) {  // the second replaces the first
    const std::string body = "User-agent: *\nDisallow: /" + std::to_string(run) + "\n";
    const Capture capture =
        run == 0 ? test::robots_capture("", body) : test::robots_capture("gzip", gzipped(body));
    REQUIRE(store->add(sample_capture(run), std::nullopt));
    REQUIRE(store->add(capture, std::nullopt));
    const auto read = store->read_body(url, FetchPurpose::robots);
    REQUIRE(read);
    CHECK(*read == body);
  }
  const auto none = store->read_body(url, FetchPurpose::sitemap);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::not_found);
  REQUIRE(store->add(sample_capture(6), std::nullopt));  // never answered
  const auto unanswered = store->read_body(sample_capture(6).fetch.url, FetchPurpose::page);
  REQUIRE_FALSE(unanswered);
  CHECK(unanswered.error().code == ErrorCode::not_found);
}

TEST_CASE("The newer fetch of a URL takes the older's place, at the end") {
  const test::TempDir root;
  {
    const auto store = open_store(root.path());
    for (int number : {0, 1, 2}) {
      const Capture capture = sample_capture(number);
      REQUIRE(store->add(capture, sample_facts(capture, number == 0)));
    }
    Capture again = sample_capture(1);
    again.exchanges.clear();
    again.fetch.outcome = FetchOutcome::connect_failed;
    again.fetch.status = 0;
    REQUIRE(store->add(again, std::nullopt));
  }
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  REQUIRE(facts->fetches.size() == 3);
  CHECK(facts->fetches[1].url == sample_capture(2).fetch.url);
  CHECK(facts->fetches[2].url == sample_capture(1).fetch.url);
  CHECK(facts->fetches[2].outcome == FetchOutcome::connect_failed);
  CHECK(facts->pages.size() == 2);
  CHECK_THAT(test::dump_facts(root / "site/facts.sqlite"), !Catch::Contains("links|2|"));
}

TEST_CASE("A run that adds nothing leaves archive and facts as they were") {
  const test::TempDir root;
  const SiteRecord site{{true, 200, false, {}}, {false, 0, 0}, true};
  std::string archive;
  std::string facts;
  for (int run = 0; run < 3; ++run) {
    {
      const auto store = open_store(root.path());
      if (run == 0) REQUIRE(store->add(sample_capture(0), std::nullopt));
      REQUIRE(store->set_site(site));
      REQUIRE(store->finish(sample_crawl()));
    }
    if (run == 0) {
      archive = test::slurp(root / "site/archive.warc.gz");
      facts = test::dump_facts(root / "site/facts.sqlite");
    }
    CHECK(test::slurp(root / "site/archive.warc.gz") == archive);
    CHECK(test::dump_facts(root / "site/facts.sqlite") == facts);
  }
}

TEST_CASE("A finished store can be read, and added to, while it is still open") {
  const test::TempDir root;
  const auto store = open_store(root.path());
  REQUIRE(store->add(sample_capture(0), std::nullopt));
  REQUIRE(store->finish(sample_crawl()));
  const auto first = load_site_facts(root.path(), "site");
  REQUIRE(first);
  CHECK(first->fetches.size() == 1);
  REQUIRE(store->add(sample_capture(1), std::nullopt));
  REQUIRE(store->finish(sample_crawl()));
  const auto second = load_site_facts(root.path(), "site");
  REQUIRE(second);
  CHECK(second->fetches.size() == 2);
}

TEST_CASE("The manifest says what was asked and what came of it") {
  const test::TempDir root;
  {
    const auto store = open_store(root.path());
    const auto begun = evidence::read_manifest(root / "site/manifest.json");
    REQUIRE(begun);
    CHECK_FALSE(begun->crawl);  // under way
    for (int number = 0; number < 8; ++number) {
      const Capture capture = sample_capture(number);
      REQUIRE(store->add(capture, sample_facts(capture, number == 0)));
    }
    REQUIRE(store->finish(sample_crawl()));
  }
  const std::string text = test::slurp(root / "site/manifest.json");
  for (const char* part :
       {R"("format": "gweval-evidence/1")", R"("site_id": "site")", R"("facts_schema_version": 6)",
        R"("max_pages": 500)", R"("limit_reached": "max-pages")", R"("fetches": 8)",
        R"("pages": 7)", R"("response": 7)", R"("timed_out": 1)"}) {
    CHECK_THAT(text, Catch::Contains(part));
  }
  const auto manifest = evidence::read_manifest(root / "site/manifest.json");
  REQUIRE(manifest);
  const std::string archive = test::slurp(root / "site/archive.warc.gz");
  CHECK(manifest->archive_bytes == archive.size());
  CHECK(manifest->archive_sha256 == sha256_hex(archive));
  CHECK(manifest->plan.user_agent == test::sample_plan().user_agent);
}

TEST_CASE("What a run found that has ended is told from what one is finding") {
  const test::TempDir root;
  const auto is_of_ended_run = [](SiteStore& store, int number) {
    const auto found = store.find(sample_capture(number).fetch.url, FetchPurpose::page);
    REQUIRE(found);
    REQUIRE(found->has_value());
    return (*found)->is_of_ended_run;
  };
  CrawlFacts interrupted = sample_crawl();
  interrupted.limit_reached = "interrupted";
  {
    const auto store = open_store(root.path());
    REQUIRE(store->add(sample_capture(1), std::nullopt));
    REQUIRE(store->finish(interrupted));
  }
  {
    const auto store = open_store(root.path());
    CHECK_FALSE(is_of_ended_run(*store, 1));
    REQUIRE(store->finish(sample_crawl()));
  }
  {  // ends without a word, as one that is killed
    const auto store = open_store(root.path());
    CHECK(is_of_ended_run(*store, 1));
    REQUIRE(store->add(sample_capture(2), std::nullopt));
    CHECK_FALSE(is_of_ended_run(*store, 2));
    REQUIRE(store->add(sample_capture(1), std::nullopt));  // asked again
    CHECK_FALSE(is_of_ended_run(*store, 1));
  }
  const auto store = open_store(root.path());
  CHECK_FALSE(is_of_ended_run(*store, 1));
  CHECK_FALSE(is_of_ended_run(*store, 2));
}

TEST_CASE("A second writer of a site is refused") {
  const test::TempDir root;
  const auto store = open_store(root.path());
  const auto second = SiteStore::open(root.path(), "site", test::sample_plan(), sample_facts);
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::io);
  CHECK_THAT(second.error().message, Catch::Contains("another run"));
  CHECK(SiteStore::open(root.path(), "other", test::sample_plan(), sample_facts));
}

TEST_CASE("Only plain ids become folders") {
  const test::TempDir root;
  for (const std::string& id : {std::string("a"), std::string("www.site-1_2.example"),
                                std::string("..."), std::string(100, 'x')}) {
    CHECK(SiteStore::open(root / "evidence", id, test::sample_plan(), sample_facts));
  }
  for (const std::string& id :
       {std::string(), std::string("."), std::string(".."), std::string("a/b"), std::string("/a"),
        std::string("a\0b", 3), std::string("a b"), std::string("市"), std::string(101, 'x')}) {
    const auto store = SiteStore::open(root / "evidence", id, test::sample_plan(), sample_facts);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == ErrorCode::invalid_argument);
    CHECK_FALSE(load_site_facts(root / "evidence", id));
  }
}

TEST_CASE("No evidence is not_found") {
  const test::TempDir root;
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE_FALSE(facts);
  CHECK(facts.error().code == ErrorCode::not_found);
}

TEST_CASE("A folder that cannot be written to is a clear error") {
  const test::TempDir root;
  SECTION("a file stands in its place") {
    root.write("site", "file");
  }
  SECTION("a file stands in the root's place") {
    root.write("evidence", "file");
  }
  const fs::path place = fs::exists(root / "evidence") ? root / "evidence" : root.path();
  const auto store = SiteStore::open(place, "site", test::sample_plan(), sample_facts);
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::io);
  CHECK_FALSE(store.error().where.empty());
}

}  // namespace
}  // namespace gweval

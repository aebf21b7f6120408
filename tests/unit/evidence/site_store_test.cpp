#include "evidence/site_store.hpp"

#include <filesystem>

#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

using evidence::SiteStore;
using test::sample_capture;
using test::sample_facts;

std::unique_ptr<SiteStore> open_store(const std::filesystem::path& root) {
  auto store = SiteStore::open(root, "site", test::sample_plan(), sample_facts);
  if (!store) FAIL(store.error().text());
  return *std::move(store);
}

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

}  // namespace
}  // namespace gweval

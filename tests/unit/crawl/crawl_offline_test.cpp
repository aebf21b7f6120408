// Runs that go on where an earlier one was killed, while our own network is down: nothing is held
// against a site that no host of the run could be asked for.
#include <algorithm>

#include "crawl_fixture.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

using test::CrawlFixture;
using Urls = std::vector<std::string>;

std::string home_of(const std::string& name) {
  return "http://" + name + "/";
}

// Sites of five pages; their first run was killed when the store held three of them.
Urls build_killed_sites(CrawlFixture& fixture, std::size_t count) {
  Urls names;
  for (std::size_t i = 0; i < count; ++i) {
    names.push_back("h" + std::to_string(i) + ".example");
    Urls links;
    for (int page = 1; page <= 4; ++page) {
      links.push_back("/" + std::to_string(page));
      fixture.page(names.back(), links.back());
    }
    fixture.page(names.back(), "/", links);
  }
  fixture.crawl(names);
  for (const std::string& name : names) {
    auto& stored = fixture.stored(name);
    const auto cut = std::find_if(
        stored.fetches.begin(), stored.fetches.end(),
        [&name](const StoredFetch& fetch) { return fetch.fetch.url == home_of(name) + "3"; });
    REQUIRE(cut != stored.fetches.end());
    stored.captures.resize(static_cast<std::size_t>(cut - stored.fetches.begin()));
    stored.fetches.erase(cut, stored.fetches.end());
    stored.crawl.reset();
    stored.fetches_when_ended = 0;
  }
  return names;
}

TEST_CASE("a killed run that goes on offline holds nothing against its sites") {
  for (const std::size_t count : {1U, 3U, 8U}) {
    INFO(count);
    CrawlFixture fixture;
    const Urls names = build_killed_sites(fixture, count);
    fixture.server().stop();
    const auto outcomes = fixture.crawl(names);
    for (std::size_t i = 0; i < count; ++i) {
      REQUIRE(outcomes[i].error);
      CHECK(outcomes[i].error->code == ErrorCode::network);
      const auto& stored = fixture.stored(names[i]);
      CHECK_FALSE(stored.find(home_of(names[i]) + "3"));
      CHECK_FALSE(stored.find(home_of(names[i]) + "3", FetchPurpose::recheck));
      CHECK_FALSE(stored.crawl);
    }
  }
}

TEST_CASE("a killed run with a dead link left ends, since the site itself answers a control") {
  CrawlFixture fixture;
  fixture.page("h0.example", "/", {"/1", "http://down.example/"});
  fixture.page("h0.example", "/1");
  fixture.host("down.example").http = test::PlainHttp::off;
  fixture.crawl({"h0.example"});
  auto& stored = fixture.stored("h0.example");
  // Killed before the link's check was stored; all before is there.
  while (stored.find("http://down.example/", FetchPurpose::link_check)) {
    stored.fetches.pop_back();
    stored.captures.pop_back();
  }
  std::erase_if(stored.fetches, [](const StoredFetch& fetch) {
    return fetch.fetch.purpose == FetchPurpose::robots && fetch.fetch.url.find("down") < 30;
  });
  const auto outcomes = fixture.crawl({"h0.example"});
  CHECK_FALSE(outcomes[0].error);
  const Fetch* link = stored.find("http://down.example/", FetchPurpose::link_check);
  REQUIRE(link);
  CHECK(link->outcome == FetchOutcome::connect_failed);
  REQUIRE(stored.crawl);
  CHECK(stored.crawl->is_complete);
}

}  // namespace
}  // namespace gweval

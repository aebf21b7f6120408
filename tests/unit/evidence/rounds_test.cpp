// A site looked at again: what has not changed is archived as a revisit, facts are of one round.

#include <filesystem>
#include <map>

#include "evidence/site_store.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/reader.hpp"

namespace gweval {
namespace {

using evidence::SiteStore;
using test::sample_facts;

Capture page(const std::string& name, const std::string& body, const std::string& date) {
  Capture capture;
  Fetch& fetch = capture.fetch;
  fetch.url = fetch.final_url = test::kStart + name;
  fetch.status = 200;
  fetch.http_version = "1.1";
  fetch.headers = {{"Content-Type", "text/html"}, {"ETag", "\"" + name + "\""}};
  fetch.media_type = "text/html";
  fetch.body_bytes = static_cast<std::int64_t>(body.size());
  fetch.body_sha256 = body;  // any function of the body will do here
  fetch.fetched_at = date;
  Exchange exchange;
  exchange.url = fetch.url;
  exchange.fetched_at = date;
  exchange.request_head = "GET /" + name + " HTTP/1.1\r\n\r\n";
  exchange.response_head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  exchange.body = body;
  capture.exchanges.push_back(exchange);
  return capture;
}

Capture not_modified(const Capture& earlier, const std::string& date) {
  Capture capture = earlier;
  capture.fetch.fetched_at = capture.exchanges.back().fetched_at = date;
  capture.exchanges.back().response_head = "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n";
  capture.exchanges.back().is_not_modified = true;
  return capture;
}

constexpr const char* kFirst = "2025-11-03T09:00:00Z";
constexpr const char* kSecond = "2025-11-10T09:00:00Z";

std::unique_ptr<SiteStore> open(const std::filesystem::path& root, bool begins_round) {
  CrawlPlanRecord plan = test::sample_plan();
  plan.begins_round = begins_round;
  auto store = SiteStore::open(root, "site", plan, sample_facts);
  if (!store) FAIL(store.error().text());
  return *std::move(store);
}

void add(SiteStore& store, const Capture& capture) {
  const auto added = store.add(capture, sample_facts(capture, capture.fetch.url == test::kStart));
  INFO((added ? "" : added.error().text()));
  REQUIRE(added);
}

void finish(SiteStore& store, const std::string& limit = "") {
  REQUIRE(store.finish({limit.empty(), limit, 9, kFirst, kSecond}));
}

std::vector<warc::Record> revisits_in(const std::filesystem::path& archive) {
  auto reader = warc::Reader::open(archive, {});
  REQUIRE(reader);
  std::vector<warc::Record> out;
  while (true) {
    auto record = reader->next();
    REQUIRE(record);
    if (!*record) return out;
    if ((*record)->type() == "revisit") out.push_back(**std::move(record));
  }
}

void first_round(const std::filesystem::path& root) {
  const auto store = open(root, false);
  for (const char* name : {"", "same", "said", "new", "gone"})
    add(*store, page(name, std::string("<p>") + name, kFirst));
  finish(*store);
}

TEST_CASE("A second round archives what is unchanged as revisits, and facts are its alone") {
  const test::TempDir root;
  first_round(root.path());
  {
    const auto store = open(root.path(), true);
    const auto old = store->find(test::kStart + "said", FetchPurpose::page);
    REQUIRE(old);
    CHECK_FALSE(*old);  // this round has not asked yet
    const auto previous = store->find_previous(test::kStart + "said", FetchPurpose::page);
    REQUIRE(previous);
    REQUIRE(*previous);
    CHECK(find_header((*previous)->headers, "ETag") == "\"said\"");
    const auto body = store->read_previous_body(test::kStart + "said", FetchPurpose::page);
    REQUIRE(body);
    CHECK(*body == "<p>said");
    add(*store, page("", "<p>", kSecond));
    add(*store, page("same", "<p>same", kSecond));
    add(*store, not_modified(page("said", "<p>said", kFirst), kSecond));
    add(*store, page("new", "<p>other", kSecond));
    const auto now = store->find(test::kStart + "said", FetchPurpose::page);
    REQUIRE(now);
    CHECK(*now);
    finish(*store);
  }
  const auto revisits = revisits_in(root / "site/archive.warc.gz");
  REQUIRE(revisits.size() == 3);
  const std::string same = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
  CHECK(revisits[0].field("WARC-Profile") == same);
  CHECK(revisits[1].field("WARC-Profile") == same);
  CHECK(revisits[1].field("WARC-Refers-To-Target-URI") == test::kStart + "same");
  CHECK(revisits[1].field("WARC-Refers-To-Date") == kFirst);
  CHECK(revisits[1].block.find("<p>") == std::string::npos);
  CHECK(revisits[2].field("WARC-Profile") ==
        "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
  CHECK(revisits[2].block.find("304 Not Modified") != std::string::npos);

  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  REQUIRE(facts->fetches.size() == 4);  // "gone" was of the first round only
  for (const Fetch& fetch : facts->fetches) {
    CHECK(fetch.fetched_at == kSecond);
    CHECK(fetch.status == 200);
  }
  CHECK(facts->pages.size() == 4);

  const std::string dump = test::dump_facts(root / "site/facts.sqlite");
  REQUIRE(evidence::rebuild_facts_with(root.path(), "site", sample_facts));
  CHECK(test::dump_facts(root / "site/facts.sqlite") == dump);
}

TEST_CASE("A third round refers to the bytes themselves, not to a revisit of them") {
  const test::TempDir root;
  first_round(root.path());
  for (const char* date : {kSecond, "2025-11-17T09:00:00Z"}) {
    const auto store = open(root.path(), true);
    add(*store, not_modified(page("said", "<p>said", kFirst), date));
    finish(*store);
  }
  const auto revisits = revisits_in(root / "site/archive.warc.gz");
  REQUIRE(revisits.size() == 2);
  CHECK(revisits[0].field("WARC-Refers-To") == revisits[1].field("WARC-Refers-To"));
  const auto store = open(root.path(), false);
  const auto body = store->read_body(test::kStart + "said", FetchPurpose::page);
  REQUIRE(body);
  CHECK(*body == "<p>said");
}

TEST_CASE("An interrupted round goes on where it was, whether its facts are there or not") {
  const test::TempDir root;
  first_round(root.path());
  {
    const auto store = open(root.path(), true);
    add(*store, page("same", "<p>same", kSecond));
    finish(*store, "interrupted");
  }
  const bool is_lost = GENERATE(false, true);
  if (is_lost) std::filesystem::remove(root / "site/facts.sqlite");
  {
    const auto store = open(root.path(), true);  // goes on: the round has not ended
    const auto done = store->find(test::kStart + "same", FetchPurpose::page);
    REQUIRE(done);
    CHECK(*done);
    const auto left = store->find_previous(test::kStart + "said", FetchPurpose::page);
    REQUIRE(left);
    CHECK(*left);
    add(*store, not_modified(page("said", "<p>said", kFirst), kSecond));
    finish(*store);
  }
  CHECK(revisits_in(root / "site/archive.warc.gz").size() == 2);
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  CHECK(facts->fetches.size() == 2);
}

TEST_CASE("A revisit that refers to nothing is damage, and told as such") {
  const test::TempDir root;
  first_round(root.path());
  {
    const auto store = open(root.path(), true);
    add(*store, page("same", "<p>same", kSecond));
    finish(*store);
  }
  auto reader = warc::Reader::open(root / "site/archive.warc.gz", {});
  REQUIRE(reader);
  evidence::ArchivedFetch fetch;
  fetch.capture.exchanges.emplace_back();
  for (const std::uint64_t offset : {std::uint64_t{0}, std::uint64_t{7}, UINT64_MAX - 3}) {
    fetch.body_at = warc::Extent{offset, 100'000};
    const auto filled = evidence::fill_body(root / "site/archive.warc.gz", fetch);
    REQUIRE_FALSE(filled);
  }
}

}  // namespace
}  // namespace gweval

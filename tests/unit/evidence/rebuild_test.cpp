// Facts from the archive alone equal those of the run that wrote it.

#include <filesystem>

#include "evidence/folder.hpp"
#include "evidence/site_store.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/writer.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using evidence::rebuild_facts_with;
using evidence::SiteStore;
using test::sample_capture;
using test::sample_facts;

void write_site(const fs::path& root, const CrawlPlanRecord& plan, int first, int last) {
  auto store = SiteStore::open(root, "site", plan, sample_facts);
  if (!store) FAIL(store.error().text());
  for (int number = first; number < last; ++number) {
    const Capture capture = sample_capture(number);
    REQUIRE((*store)->add(capture, sample_facts(capture, capture.fetch.url == plan.start_url)));
  }
  REQUIRE((*store)->set_site({{true, 200, last > 10, {"http://a.example/s.xml"}},
                              {true, 200, static_cast<std::size_t>(last)},
                              std::nullopt}));
  REQUIRE((*store)->finish({false, "max-pages", 90, "2025-11-03T09:00:00Z", ""}));
}

TEST_CASE("Rebuilt facts equal the facts of the run in every table") {
  const test::TempDir root;
  write_site(root.path(), test::sample_plan(), 0, 40);
  CrawlPlanRecord later = test::sample_plan();  // another run, with another start address,
  later.start_url = sample_capture(41).fetch.url;
  write_site(root.path(), later, 20, 50);  // that fetches twenty pages again
  const std::string expected = test::dump_facts(root / "site/facts.sqlite");
  const std::string archive = test::slurp(root / "site/archive.warc.gz");
  CHECK_THAT(expected, Catch::Contains("'home'"));
  bool is_gone = false;
  SECTION("from what is there") {}
  SECTION("with the facts gone") {
    is_gone = fs::remove(root / "site/facts.sqlite");
  }
  SECTION("with a leftover of a killed rebuild") {
    root.write("site/facts.sqlite.part", "half");
    root.write("site/facts.sqlite.part-journal", "half");
  }
  INFO(is_gone);
  REQUIRE(rebuild_facts_with(root.path(), "site", sample_facts));
  CHECK(test::dump_facts(root / "site/facts.sqlite") == expected);
  CHECK(test::slurp(root / "site/archive.warc.gz") == archive);
  CHECK_FALSE(fs::exists(root / "site/facts.sqlite.part"));
  CHECK_FALSE(fs::exists(root / "site/facts.sqlite.part-journal"));
}

TEST_CASE("Rebuilding takes this build's extractor") {
  const test::TempDir root;
  write_site(root.path(), test::sample_plan(), 0, 3);
  const auto better = [](const Capture& capture, bool is_start) {
    auto page = sample_facts(capture, is_start);
    if (page) page->title = "better";
    return page;
  };
  REQUIRE(rebuild_facts_with(root.path(), "site", better));
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  REQUIRE(facts->pages.size() == 3);
  CHECK(facts->pages[2].title == "better");
  CHECK(facts->crawl.limit_reached == "max-pages");
}

TEST_CASE("Page facts are taken of pages only, not of probes and robots files") {
  const test::TempDir root;
  {
    auto store = SiteStore::open(root.path(), "site", test::sample_plan(), sample_facts);
    REQUIRE(store);
    Capture probe = sample_capture(0);
    probe.fetch.purpose = FetchPurpose::link_check;
    REQUIRE((*store)->add(probe, std::nullopt));
    REQUIRE((*store)->add(test::robots_capture("", "x"), std::nullopt));
  }
  REQUIRE(rebuild_facts_with(root.path(), "site", sample_facts));
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  CHECK(facts->pages.empty());
  CHECK(facts->fetches.size() == 2);
}

TEST_CASE("Records of other tools and of later kinds are passed over and kept") {
  const test::TempDir root;
  write_site(root.path(), test::sample_plan(), 0, 2);
  {
    auto writer = warc::Writer::open(root / "site/archive.warc.gz");
    REQUIRE(writer);
    warc::RecordDraft later;
    later.type = "metadata";
    later.content_type = "application/json";
    later.payload = R"({"schema":"gweval-observation/7","note":"by hand"})";
    warc::RecordDraft screenshot;
    screenshot.type = "conversion";
    screenshot.content_type = "image/png";
    screenshot.payload = "\x89PNG";
    REQUIRE(writer->append({later, screenshot}));
  }
  const auto size = fs::file_size(root / "site/archive.warc.gz");
  write_site(root.path(), test::sample_plan(), 2, 4);
  CHECK(fs::file_size(root / "site/archive.warc.gz") > size);
  REQUIRE(rebuild_facts_with(root.path(), "site", sample_facts));
  const auto facts = load_site_facts(root.path(), "site");
  REQUIRE(facts);
  CHECK(facts->fetches.size() == 4);
}

TEST_CASE("A damaged archive is told, and the facts that were stay") {
  const test::TempDir root;
  write_site(root.path(), test::sample_plan(), 0, 10);
  const std::string before = test::dump_facts(root / "site/facts.sqlite");
  std::string bytes = test::slurp(root / "site/archive.warc.gz");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0xff);
  root.write("site/archive.warc.gz", bytes);
  const auto rebuilt = rebuild_facts_with(root.path(), "site", sample_facts);
  REQUIRE_FALSE(rebuilt);
  CHECK(rebuilt.error().code == ErrorCode::invalid_input);
  CHECK_THAT(rebuilt.error().message, Catch::Contains("damaged behind byte"));
  CHECK(test::dump_facts(root / "site/facts.sqlite") == before);
}

TEST_CASE("There is nothing to rebuild without an archive") {
  const test::TempDir root;
  const auto rebuilt = rebuild_facts_with(root.path(), "site", sample_facts);
  REQUIRE_FALSE(rebuilt);
  CHECK(rebuilt.error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace gweval

// The public store with the extractor of this build.

#include "gweval/extract.hpp"

#include "base/digest.hpp"
#include "gweval/evidence_store.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/gzip_member.hpp"

namespace gweval {
namespace {

Capture page_capture(const std::string& url, std::string body, const std::string& coding) {
  if (coding == "gzip") {
    std::string packed;
    REQUIRE(warc::append_gzip_member(packed, body));
    body = packed;
  }
  Capture capture;
  Fetch& fetch = capture.fetch;
  fetch.url = fetch.final_url = url;
  fetch.status = 200;
  fetch.http_version = "1.1";
  fetch.headers = {{"Content-Type", "text/html"}};
  if (!coding.empty()) fetch.headers.emplace_back("Content-Encoding", coding);
  fetch.media_type = "text/html";
  fetch.body_bytes = static_cast<std::int64_t>(body.size());
  fetch.body_sha256 = sha256_hex(body);
  fetch.fetched_at = "2025-11-03T09:12:00Z";
  std::string head = "HTTP/1.1 200 OK\r\n";
  for (const auto& [name, value] : fetch.headers) head += name + ": " + value + "\r\n";
  capture.exchanges.push_back(
      {url, fetch.fetched_at, "127.0.0.1", "GET / HTTP/1.1\r\n\r\n", head + "\r\n", body, false});
  return capture;
}

std::vector<Capture> site() {
  const std::string home =
      "<html lang=zh><head><meta charset=utf-8><title>某市人民政府</title>"
      "<meta name=SiteIDCode content=1100000001></head><body><ul>"
      "<li><a href=/tzgg/t1.html>关于开展某项工作的通知</a><span>2025-11-03</span></li>"
      "<li><a href=/f.pdf>附件</a></li></ul><form action=/s><input name=q></form></body></html>";
  const std::string gbk = "<meta charset=gb2312><title>\xb9\xab\xb8\xe6</title><p>\xd5\xfd\xce\xc4";
  return {page_capture(test::kStart, home, ""),
          page_capture(test::kStart + "tzgg/t1.html", gbk, ""),
          page_capture(test::kStart + "tzgg/t2.html", home, "gzip"),
          page_capture(test::kStart + "broken", std::string("<a href=\0x><<<\xff", 16), "")};
}

TEST_CASE("Facts rebuilt by the real extractor equal those of the crawl") {
  const test::TempDir root;
  {
    CrawlPlanRecord plan = test::sample_plan();
    plan.start_url = "HTTP://www.site.example:80";  // as people write it
    auto writer = EvidenceWriter::open(root.path(), "site", plan);
    REQUIRE(writer);
    for (const Capture& capture : site()) {
      REQUIRE(writer->add(capture, extract_capture(capture, capture.fetch.url == test::kStart)));
    }
    REQUIRE(writer->set_site_facts({true, 200, false, {}}, {true, 404, 0}, false));
    REQUIRE(writer->finish({true, "", 4, "2025-11-03T09:00:00Z", "2025-11-03T09:15:00Z"}));
    const auto found = writer->find(test::kStart, FetchPurpose::page);
    REQUIRE(found);
    REQUIRE(found->has_value());
    REQUIRE((*found)->page);
    CHECK((*found)->page->site_id_code == "1100000001");
    const auto body = writer->read_body(test::kStart + "tzgg/t2.html", FetchPurpose::page);
    REQUIRE(body);
    CHECK(body->starts_with("<html lang=zh>"));
  }
  const std::string expected = test::dump_facts(root / "site/facts.sqlite");
  const auto before = load_site_facts(root.path(), "site");
  REQUIRE(before);
  REQUIRE(before->pages.size() == 4);
  CHECK(before->pages[1].document_title == "公告");
  CHECK(before->pages[0].kind == PageKind::home);
  REQUIRE(before->home);
  CHECK(before->home->url == test::kStart);
  CHECK(before->has_ipv6 == false);
  REQUIRE(rebuild_facts(root.path(), "site"));
  CHECK(test::dump_facts(root / "site/facts.sqlite") == expected);
  const auto after = load_site_facts(root.path(), "site");
  REQUIRE(after);
  CHECK(*after == *before);
}

}  // namespace
}  // namespace gweval

#include "evidence/capture_records.hpp"

#include "evidence/fetch_json.hpp"
#include "sample_evidence.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/reader.hpp"
#include "warc/writer.hpp"

namespace gweval::evidence {
namespace {

std::vector<warc::Record> archived(const std::vector<warc::RecordDraft>& drafts) {
  const test::TempDir dir;
  {
    auto writer = warc::Writer::open(dir / "a.warc.gz");
    if (!writer || !writer->append(drafts)) FAIL("cannot write");
  }
  auto reader = warc::Reader::open(dir / "a.warc.gz", {});
  if (!reader) FAIL(reader.error().text());
  std::vector<warc::Record> out;
  while (true) {
    auto record = reader->next();
    if (!record) FAIL(record.error().text());
    if (!*record) return out;
    out.push_back(*std::move(*record));
  }
}

ArchivedFetch assemble(std::vector<warc::Record> records) {
  CaptureAssembler assembler;
  for (std::size_t i = 0; i < records.size(); ++i) {
    auto event = assembler.accept(std::move(records[i]));
    if (!event) FAIL(event.error().text());
    if (!*event) continue;
    CHECK(i + 1 == records.size());
    CHECK_FALSE(assembler.open_since());
    return std::get<ArchivedFetch>(**event);
  }
  FAIL("no fetch in the records");
  return {};
}

TEST_CASE("A capture goes through the archive unchanged, whatever became of the fetch") {
  for (int number = 0; number < 40; ++number) {
    INFO(number);
    const Capture capture = test::sample_capture(number);
    const auto batch = RecordBatch::of_capture(capture, "<urn:uuid:w>", "seed");
    const auto records = archived(batch.records());
    CHECK(records.size() == 2 * capture.exchanges.size() + 1);
    const ArchivedFetch got = assemble(records);
    CHECK(got.capture.fetch == capture.fetch);
    CHECK(got.capture.exchanges == capture.exchanges);
    CHECK(got.extent.offset == 0);
    CHECK(got.extent.end() == records.back().extent.end());
  }
}

TEST_CASE("Heads of all kinds come back as received") {
  for (const char* head :
       {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 999\r\nA: b\r\n\r\n", "HTTP/2 200 \r\na: b\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\nA: b\n\r\n",
        ""}) {
    INFO(head);
    Capture capture = test::sample_capture(0);
    capture.exchanges[0].response_head = head;
    capture.exchanges[0].body = "4\r\nHTTP/1.1 200 OK\r\n\r\n";
    const auto batch = RecordBatch::of_capture(capture, "<urn:uuid:w>", "seed");
    CHECK(assemble(archived(batch.records())).capture.exchanges == capture.exchanges);
  }
}

TEST_CASE("Records of one exchange name each other, and all name the plan (WARC 1.1, 5.7)") {
  const auto capture = test::sample_capture(3);
  const auto batch = RecordBatch::of_capture(capture, "<urn:uuid:w>", "seed");
  const auto records = archived(batch.records());
  REQUIRE(records.size() == 3);
  const auto& [request, response, metadata] = std::tie(records[0], records[1], records[2]);
  CHECK(request.type() == "request");
  CHECK(response.type() == "response");
  CHECK(metadata.type() == "metadata");
  CHECK(request.field("WARC-Concurrent-To") == response.field("WARC-Record-ID"));
  CHECK(response.field("WARC-Concurrent-To") == request.field("WARC-Record-ID"));
  CHECK(metadata.field("WARC-Concurrent-To") == response.field("WARC-Record-ID"));
  CHECK(request.field("Content-Type") == "application/http;msgtype=request");
  CHECK(response.field("Content-Type") == "application/http;msgtype=response");
  CHECK(response.field("WARC-Truncated") == "length");  // number 3 was cut
  for (const auto& record : records) {
    CHECK(record.field("WARC-Warcinfo-ID") == "<urn:uuid:w>");
    CHECK_FALSE(record.field("WARC-Date").empty());
  }
  CHECK(request.target_uri() == "http://www.site.example/p3");
  CHECK(response.target_uri() == "http://www.site.example/p3");
  // Replay tools must not take the JSON for a capture of the page.
  CHECK(metadata.target_uri() == "urn:gweval:fetch:http://www.site.example/p3");
  CHECK(response.field("WARC-IP-Address") == "127.0.0.1");
}

TEST_CASE("Other tools' archives pass through the assembler in bounded memory") {
  CaptureAssembler assembler;
  warc::Record response;
  response.fields = {{"WARC-Type", "response"}};
  response.block = "HTTP/1.1 200 OK\r\n\r\n" + std::string(1 << 20, 'x');
  for (int i = 0; i < 600; ++i) {  // 600 MB in all
    const auto event = assembler.accept(response);
    REQUIRE(event);
    REQUIRE_FALSE(event->has_value());
  }
}

TEST_CASE("A fetch whose exchanges are not in the archive is damage") {
  const auto capture = test::sample_capture(0);
  const auto batch = RecordBatch::of_capture(capture, "<urn:uuid:w>", "seed");
  auto records = archived(batch.records());
  CaptureAssembler assembler;
  const auto event = assembler.accept(records.back());
  REQUIRE_FALSE(event);
  CHECK(event.error().code == ErrorCode::invalid_input);
}

TEST_CASE("JSON that is not as documented is refused, whatever it is") {
  const std::string good = fetch_to_json(test::sample_capture(1).fetch, 1);
  REQUIRE(fetch_from_json(good));
  for (std::size_t size = 0; size < good.size(); size += 7) {
    CHECK_FALSE(fetch_from_json(good.substr(0, size)));
  }
  const auto replaced = [&good](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
  };
  CHECK_FALSE(fetch_from_json(replaced("\"status\":200", "\"status\":\"200\"")));
  CHECK_FALSE(fetch_from_json(replaced("\"status\":200", "\"status\":20000000000")));
  CHECK_FALSE(fetch_from_json(replaced("\"truncated\":false", "\"truncated\":0")));
  CHECK_FALSE(fetch_from_json(replaced("\"purpose\":\"page\"", "\"purpose\":\"none\"")));
  CHECK_FALSE(fetch_from_json(replaced("\"exchanges\":1", "\"exchanges\":-1")));
  CHECK_FALSE(fetch_from_json(replaced("{\"hex\":\"b9ab", "{\"hex\":\"b9aX")));
  CHECK_FALSE(fetch_from_json(replaced("gweval-fetch/1", "gweval-fetch/2")));
  CHECK_FALSE(fetch_from_json(std::string(100'000, '[')));
  CHECK(schema_of("[1]").empty());
  CHECK(schema_of("{\"schema\":1}").empty());
}

}  // namespace
}  // namespace gweval::evidence

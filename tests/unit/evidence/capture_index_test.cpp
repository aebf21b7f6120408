// What other crawlers' archives hold, by URL: the forms of records that the whole-program tests
// do not have.

#include "evidence/capture_index.hpp"

#include <fmt/format.h>

#include "evidence/archived_answer.hpp"
#include "evidence/fetch_json.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/gzip_member.hpp"

namespace gweval::evidence {
namespace {

std::string record(const std::string& type, const std::string& uri, const std::string& fields,
                   const std::string& block) {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\n{}Content-Length: {}\r\n\r\n{}\r\n\r\n",
      type, uri, fields, block.size(), block);
}

std::string response(const std::string& uri, const std::string& id, const std::string& date,
                     const std::string& block) {
  return record("response", uri, fmt::format("WARC-Record-ID: <{}>\r\nWARC-Date: {}\r\n", id, date),
                block);
}

struct Archive {
  test::TempDir folder;
  CaptureIndex index;

  explicit Archive(const std::string& bytes) : index(build(bytes)) {}
  CaptureIndex build(const std::string& bytes) const {
    auto built = CaptureIndex::build({folder.write("a.warc", bytes)}, folder / "scratch");
    if (!built) FAIL(built.error().text());
    return *std::move(built);
  }
  [[nodiscard]] Exchange answer(const std::string& url, std::int64_t limit = 1000) const {
    const IndexedCapture* capture = index.find(url, false);
    REQUIRE(capture != nullptr);
    auto read = read_answer(index, *capture, limit);
    REQUIRE(read);
    REQUIRE(read->exchange);
    return *read->exchange;
  }
};

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";

TEST_CASE("The newest capture of a URL answers, whatever form its address and date have") {
  const Archive archive(response("<HTTP://A.example:80>", "1", "20250103000000", kOk + "new") +
                        response("http://a.example/", "2", "2025-01-02T00:00:00.5Z", kOk + "old"));
  const Exchange answer = archive.answer("http://a.example/");
  CHECK(answer.body == "new");
  CHECK(answer.fetched_at == "2025-01-03T00:00:00Z");
  CHECK(archive.index.summary().first_page == "http://a.example/");
  CHECK(archive.index.find("http://b.example/", false) == nullptr);
}

/// Status of the second look at http://a.example/x; 0: there is none.
int second_look(const std::string& records) {
  const Archive archive(records);
  const IndexedCapture* capture = archive.index.find_second_look("http://a.example/x");
  return capture == nullptr ? 0 : capture->status;
}

TEST_CASE("One capture is one look: only another one, made apart from it, confirms a failure") {
  const auto at = [](const std::string& id, const std::string& date, const std::string& status) {
    return response("http://a.example/x", id, date, "HTTP/1.1 " + status + " x\r\n\r\n");
  };
  const std::string newest = at("1", "2025-01-03T00:00:30Z", "404");
  CHECK(second_look(newest) == 0);
  CHECK(second_look(newest + newest) == 0);  // the same file, given twice
  CHECK(second_look(newest + at("2", "2025-01-03T00:00:25Z", "404")) == 0);
  CHECK(second_look(newest + at("2", "2025-01-03T00:00:00Z", "404")) == 404);
  CHECK(second_look(at("2", "2025-01-03T00:00:00Z", "404") + newest + newest) == 404);
  // The one next to it in time speaks, not one that would confirm it.
  CHECK(second_look(at("3", "2023-01-01T00:00:00Z", "404") +
                    at("2", "2024-01-01T00:00:00Z", "200") + newest) == 200);
}

std::string own_fetch(const std::string& response_id, const std::string& purpose) {
  Fetch fetch;
  fetch.url = fetch.final_url = "http://a.example/x";
  fetch.purpose = *parse_fetch_purpose(purpose);
  fetch.outcome = FetchOutcome::response;
  return record(
      "metadata", "http://a.example/x",
      fmt::format("WARC-Concurrent-To: <{}>\r\nContent-Type: application/json\r\n", response_id),
      fetch_to_json(fetch, 1, {}));
}

TEST_CASE("Of our own archives the page answers as a page, the recheck as a recheck") {
  const std::string page =
      response("http://a.example/x", "1", "2025-01-03T00:00:00Z", "HTTP/1.1 404 x\r\n\r\n") +
      own_fetch("1", "page");
  const std::string recheck =
      response("http://a.example/x", "2", "2025-01-03T00:00:00Z", "HTTP/1.1 200 x\r\n\r\n") +
      own_fetch("2", "recheck");
  for (const std::string& records : {page + recheck, recheck + page}) {
    const Archive archive(records);
    REQUIRE(archive.index.find("http://a.example/x", false) != nullptr);
    CHECK(archive.index.find("http://a.example/x", false)->status == 404);
    CHECK(second_look(records) == 200);
  }
  const Archive only(recheck);
  CHECK(only.index.find("http://a.example/x", false) == nullptr);
  // A probe of the same address is not the page, though it came later.
  const Archive probed(page + response("http://a.example/x", "3", "2025-01-04T00:00:00Z", kOk) +
                       own_fetch("3", "https_probe"));
  CHECK(probed.index.find("http://a.example/x", false)->status == 404);
  CHECK(probed.index.find("http://a.example/x", false, FetchPurpose::https_probe)->status == 200);
}

TEST_CASE("What was asked by another method than GET or HEAD is no page") {
  const auto request = [](const std::string& head) {
    return record("request", "http://a.example/f",
                  "WARC-Record-ID: <r>\r\nWARC-Concurrent-To: <1>\r\n",
                  head + " /f HTTP/1.1\r\n\r\n");
  };
  const std::string answer = response("http://a.example/f", "1", "20250103000000", kOk);
  CHECK(Archive(answer + request("POST")).index.find("http://a.example/f", false) == nullptr);
  const Archive head(answer + request("HEAD"));
  CHECK(head.index.find("http://a.example/f", false) == nullptr);
  CHECK(head.index.find("http://a.example/f", true) != nullptr);
  const Archive get(answer + request("GET"));
  CHECK(get.answer("http://a.example/f").request_head == "GET /f HTTP/1.1\r\n\r\n");
}

TEST_CASE("A revisit is found by record, by address and date, or by digest; else it is lost") {
  const std::string original = record("response", "http://a.example/x",
                                      "WARC-Record-ID: <1>\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
                                      "WARC-Payload-Digest: sha1:ABC\r\n",
                                      kOk + "bytes");
  const auto revisit = [](const std::string& fields) {
    return record("revisit", "http://a.example/y",
                  "WARC-Record-ID: <2>\r\nWARC-Date: 2025-02-01T00:00:00Z\r\n" + fields, "");
  };
  for (const char* fields : {"WARC-Refers-To: <1>\r\n",
                             "WARC-Refers-To-Target-URI: "
                             "http://a.example/x\r\nWARC-Refers-To-Date: 2025-01-01T00:00:00Z\r\n",
                             "WARC-Payload-Digest: sha1:ABC\r\n"}) {
    INFO(fields);
    const Archive archive(original + revisit(fields));
    const Exchange answer = archive.answer("http://a.example/y");
    CHECK(answer.body == "bytes");
    CHECK(answer.response_head == kOk);
    CHECK(answer.fetched_at == "2025-02-01T00:00:00Z");
  }
  const Archive lost(original +
                     revisit("WARC-Refers-To: <9>\r\nWARC-Payload-Digest: sha1:XYZ\r\n"));
  CHECK(lost.index.find("http://a.example/y", false) == nullptr);
  CHECK(lost.index.summary().lost_revisits == 1);
}

TEST_CASE("A coding that the body no longer has is taken from the head, one it has is left") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
  std::string packed;
  REQUIRE(warc::append_gzip_member(packed, "<p>text"));
  const Archive archive(
      response("http://a.example/plain", "1", "20250103000000", head + "<p>text") +
      response("http://a.example/packed", "2", "20250103000000", head + packed));
  CHECK(archive.answer("http://a.example/plain").response_head ==
        "HTTP/1.1 200 OK\r\nX-Crawler-Content-Encoding: gzip\r\n\r\n");
  CHECK(archive.answer("http://a.example/packed").response_head == head);
  CHECK(archive.answer("http://a.example/packed").body == packed);
}

TEST_CASE("A body beyond the limit is cut and says so") {
  const Archive archive(response("http://a.example/", "1", "20250103000000", kOk + "0123456789"));
  const Exchange answer = archive.answer("http://a.example/", 4);
  CHECK(answer.body == "0123");
  CHECK(answer.truncated);
}

}  // namespace
}  // namespace gweval::evidence

// From a capture to facts: which captures are pages, and what their bytes are after decoding.

#include <zlib.h>

#include "gweval/extract.hpp"
#include "support/catch.hpp"

using namespace gweval;

namespace {

Capture capture_of(const std::string& media_type, const std::string& body) {
  Capture capture;
  capture.fetch.url = "http://www.a.gov.cn/";
  capture.fetch.final_url = "http://www.a.gov.cn/index.html";
  capture.fetch.status = 200;
  capture.fetch.media_type = media_type;
  Exchange exchange;
  exchange.url = capture.fetch.final_url;
  exchange.body = body;
  capture.exchanges.push_back(exchange);
  return capture;
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("a page's capture has facts of its last exchange") {
  Capture capture = capture_of("text/html", "<title>标题</title>");
  capture.exchanges.insert(capture.exchanges.begin(), Exchange{});
  const auto facts = extract_capture(capture, false);
  REQUIRE(facts);
  CHECK(facts->url == "http://www.a.gov.cn/");
  CHECK(facts->final_url == "http://www.a.gov.cn/index.html");
  CHECK(facts->title == "标题");
  CHECK(facts->kind != PageKind::home);
  CHECK(extract_capture(capture, true)->kind == PageKind::home);
}

TEST_CASE("the charset parameter of the header is used") {
  Capture capture = capture_of("text/html", "<title>\xD5\xFE\xCE\xF1</title>");
  capture.fetch.headers.emplace_back("content-type", "text/html; charset=GBK");
  const auto facts = extract_capture(capture, false);
  REQUIRE(facts);
  CHECK(facts->title == "政务");
  CHECK(facts->charset.declared == "gbk");
  CHECK(facts->charset.declared_source == "header");
}

TEST_CASE("content codings are undone, and only known ones") {
  Capture capture = capture_of("text/html", gzip("<title>压缩</title>"));
  capture.fetch.headers.emplace_back("Content-Encoding", "gzip");
  REQUIRE(extract_capture(capture, false));
  CHECK(extract_capture(capture, false)->title == "压缩");
  capture.fetch.headers.front().second = "zstd";
  CHECK_FALSE(extract_capture(capture, false));
}

TEST_CASE("what is no page has no facts") {
  CHECK_FALSE(extract_capture(capture_of("image/png", "<html>"), false));
  CHECK_FALSE(extract_capture(capture_of("", "plain words"), false));
  CHECK_FALSE(extract_capture(capture_of("text/plain", "plain words"), false));
  CHECK(extract_capture(capture_of("", "  <!DOCTYPE HTML><p>x"), false));
  CHECK(extract_capture(capture_of("application/octet-stream", "<html><p>x"), false));
  Capture failed = capture_of("text/html", "<p>x");
  failed.fetch.outcome = FetchOutcome::timed_out;
  CHECK_FALSE(extract_capture(failed, false));
  Capture empty = capture_of("text/html", "");
  empty.exchanges.clear();
  CHECK_FALSE(extract_capture(empty, false));
}

TEST_CASE("a truncated body's facts say so") {
  Capture capture = capture_of("text/html", "<title>半");
  capture.fetch.truncated = true;
  CHECK(extract_capture(capture, false)->cut);
}

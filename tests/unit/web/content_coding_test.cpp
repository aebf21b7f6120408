#include "web/content_coding.hpp"

#include <zlib.h>

#include <string>

#include "support/catch.hpp"

namespace gweval {
namespace {

constexpr int kGzip = 15 + 16;
constexpr int kZlib = 15;
constexpr int kRaw = -15;
constexpr std::size_t kLimit = 1 << 20;

std::string compress(const std::string& text, int window) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  std::string in = text;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

DecodedContent decoded(std::string_view body, std::string_view coding, std::size_t max = kLimit) {
  auto result = decode_content(body, coding, max);
  REQUIRE(result);
  return *std::move(result);
}

void check_whole(const DecodedContent& content, const std::string& text) {
  CHECK(content.bytes == text);
  CHECK_FALSE(content.truncated);
  CHECK_FALSE(content.malformed);
}

TEST_CASE("each coding is undone") {
  const std::string text = "政务公开 " + std::string(100'000, 'x') + " end";
  check_whole(decoded(text, ""), text);
  check_whole(decoded(text, "identity"), text);
  check_whole(decoded(compress(text, kGzip), "gzip"), text);
  check_whole(decoded(compress(text, kGzip), "X-GZIP"), text);
  check_whole(decoded(compress(text, kZlib), "deflate"), text);
  check_whole(decoded(compress(text, kRaw), "deflate"), text);
  check_whole(decoded(compress(compress(text, kZlib), kGzip), "deflate, gzip"), text);
  check_whole(decoded("", "gzip"), "");
}

TEST_CASE(
    "gzip members follow each other and what comes after the last is ignored (RFC 1952 2.2)") {
  const std::string body = compress("one ", kGzip) + compress("two", kGzip) + "trailing";
  check_whole(decoded(body, "gzip"), "one two");
}

TEST_CASE("a bomb stops at the limit and keeps what fits") {
  const std::string bomb = compress(std::string(50 << 20, 'A'), kGzip);
  REQUIRE(bomb.size() < 100'000);
  const auto content = decoded(bomb, "gzip", 1000);
  CHECK(content.bytes == std::string(1000, 'A'));
  CHECK(content.truncated);
  CHECK(decoded(compress(bomb, kGzip), "gzip, gzip", 1000).truncated);
}

TEST_CASE("a body of just the limit is whole, one byte more is not") {
  const std::string text(1000, 'a');
  check_whole(decoded(compress(text, kGzip), "gzip", 1000), text);
  CHECK(decoded(compress(text, kGzip), "gzip", 999).truncated);
  check_whole(decoded(text, "", 1000), text);
  CHECK(decoded(text, "", 999).truncated);
}

TEST_CASE("half a body gives its half") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919 % 10007);
  const std::string coded = compress(text, kGzip);
  const auto content = decoded(std::string_view(coded).substr(0, coded.size() / 2), "gzip");
  CHECK(content.truncated);
  CHECK(content.bytes.size() > text.size() / 4);
  CHECK(text.starts_with(content.bytes));
}

TEST_CASE("a damaged or wrongly labelled body is told from a good one") {
  std::string coded = compress(std::string(1000, 'a') + "b", kGzip);
  coded[coded.size() - 6] ^= 1;  // CRC-32 (RFC 1952 §2.3.1)
  CHECK(decoded(coded, "gzip").malformed);
  CHECK(decoded("<html>plain</html>", "gzip").malformed);
}

TEST_CASE("an unknown coding is an error") {
  const auto result = decode_content("x", "br", kLimit);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::unsupported);
  CHECK_FALSE(decode_content("x", "gzip,gzip,gzip,gzip,gzip", kLimit));
}

}  // namespace
}  // namespace gweval

#include "web/content_coding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

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

std::string compress_brotli(const std::string& text) {
  std::string out(BrotliEncoderMaxCompressedSize(text.size()) + 64, '\0');
  std::size_t size = out.size();
  REQUIRE(BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                                reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                                reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
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
  check_whole(decoded(compress_brotli(text), "br"), text);
  check_whole(decoded(compress(compress_brotli(text), kGzip), "br, gzip"), text);
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

TEST_CASE("a coded body expands a hundredfold beyond the first MiB, and no further") {
  constexpr std::size_t kLarge = 50 << 20;
  const std::string zeros(20 << 20, '\0');
  for (const auto& [coding, bomb] :
       {std::pair{"gzip", compress(zeros, kGzip)}, std::pair{"deflate", compress(zeros, kZlib)},
        std::pair{"br", compress_brotli(zeros)}}) {
    INFO(coding);
    const auto content = decoded(bomb, coding, kLarge);
    CHECK(content.truncated);
    CHECK(content.bytes.size() <= std::max(kFreeExpansionBytes, bomb.size() * kMaxExpansion));
    CHECK(content.bytes.size() < zeros.size());
  }
  // A table of 3 MiB that repeats itself, as honest pages do, shrinks to a fortieth and is whole.
  std::string table;
  for (int i = 0; table.size() < 3 << 20; ++i) {
    table +=
        "<tr><td class=\"name\">办理事项 " + std::to_string(i * 7919 % 100'003) + "</td></tr>\n";
  }
  check_whole(decoded(compress(table, kGzip), "gzip", kLarge), table);
  check_whole(decoded(compress_brotli(table), "br", kLarge), table);
}

TEST_CASE("half a brotli body gives its half, a damaged one says so") {
  const std::string text = std::string(1000, 'a') + "middle" + std::string(1000, 'b');
  const std::string coded = compress_brotli(text);
  CHECK(decoded(std::string_view(coded).substr(0, coded.size() / 2), "br").truncated);
  CHECK(decoded("<html>plain</html>", "br").malformed);
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
  const auto result = decode_content("x", "zstd", kLimit);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::unsupported);
  CHECK_FALSE(decode_content("x", "gzip,gzip,gzip,gzip,gzip", kLimit));
}

}  // namespace
}  // namespace gweval

#include "warc/reader.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "warc/gzip_member.hpp"

namespace gweval::warc {
namespace {

std::string record_text(const std::string& fields, const std::string& block) {
  return "WARC/1.1\r\n" + fields + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" +
         block + "\r\n\r\n";
}

std::string packed(const std::string& text) {
  std::string out;
  if (!append_gzip_member(out, text)) FAIL("cannot compress");
  return out;
}

struct Outcome {
  std::vector<Record> records;
  std::optional<Error> error;
};

Outcome read_all(const std::string& bytes, const ReadLimits& limits = {}) {
  Reader reader = Reader::over(bytes, limits);
  Outcome out;
  while (true) {
    auto record = reader.next();
    if (!record) {
      out.error = record.error();
      return out;
    }
    if (!*record) return out;
    out.records.push_back(*std::move(*record));
  }
}

TEST_CASE("Plain and compressed archives give the same records") {
  const std::string a = record_text("WARC-Type: response\r\n", "first\r\n\r\nWARC/1.1\r\n");
  const std::string b = record_text("warc-type: request\r\n", "");
  const std::string forms[] = {a + b, packed(a) + packed(b), packed(a + b)};
  for (const std::string& bytes : forms) {
    const Outcome got = read_all(bytes);
    REQUIRE_FALSE(got.error);
    REQUIRE(got.records.size() == 2);
    CHECK(got.records[0].type() == "response");
    CHECK(got.records[0].block == "first\r\n\r\nWARC/1.1\r\n");
    CHECK(got.records[1].type() == "request");
    CHECK(got.records[1].block.empty());
    CHECK(got.records[0].version == "1.1");
  }
}

TEST_CASE("Extents name the bytes from which a record can be read alone") {
  const std::string a = record_text("WARC-Type: response\r\n", "first");
  const std::string b = record_text("WARC-Type: request\r\n", "second");
  const std::string forms[][2] = {{a, b}, {packed(a), packed(b)}};
  for (const auto& parts : forms) {
    const Outcome got = read_all(parts[0] + parts[1]);
    REQUIRE(got.records.size() == 2);
    CHECK(got.records[0].extent.offset == 0);
    CHECK(got.records[0].extent.length == parts[0].size());
    CHECK(got.records[1].extent.offset == parts[0].size());
    CHECK(got.records[1].extent.end() == parts[0].size() + parts[1].size());
  }
}

TEST_CASE("Records of WARC/1.0 as older tools write them") {
  const Outcome got = read_all(
      "WARC/1.0\n"
      "WARC-Type: response\n"
      "WARC-Target-URI: <http://www.site.example/>\n"
      "WARC-Filename:   a\n"
      "\tb\n"
      "content-length:5\n"
      "\n"
      "hello\n\n\n");
  REQUIRE_FALSE(got.error);
  REQUIRE(got.records.size() == 1);
  CHECK(got.records[0].version == "1.0");
  CHECK(got.records[0].target_uri() == "http://www.site.example/");
  CHECK(got.records[0].field("warc-filename") == "a b");  // a folded line goes on
  CHECK(got.records[0].field("WARC-Date").empty());
  CHECK(got.records[0].block == "hello");
}

TEST_CASE("An empty archive has no records and is no fault") {
  CHECK(read_all("").records.empty());
  CHECK_FALSE(read_all("").error);
  CHECK_FALSE(read_all("\r\n\r\n").error);
}

TEST_CASE("An archive cut at any byte gives its whole records and then an error") {
  const std::string first = packed(record_text("WARC-Type: response\r\n", "first"));
  const std::string bytes = first + packed(record_text("WARC-Type: request\r\n", "second"));
  for (std::size_t size = first.size() + 1; size < bytes.size(); ++size) {
    const Outcome got = read_all(bytes.substr(0, size));
    INFO(size);
    REQUIRE(got.records.size() == 1);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::invalid_input);
  }
}

TEST_CASE("A flipped bit in a member is noticed") {
  std::string bytes = packed(record_text("WARC-Type: response\r\n", std::string(500, 'a') + "b"));
  bytes[bytes.size() - 7] = static_cast<char>(bytes[bytes.size() - 7] ^ 1);  // its checksum
  const Outcome got = read_all(bytes);
  CHECK(got.records.empty());
  REQUIRE(got.error);
  CHECK(got.error->code == ErrorCode::invalid_input);
}

TEST_CASE("What is no WARC is refused with a sentence that says so") {
  struct Case {
    std::string bytes;
    ErrorCode code;
    std::string says;
  };
  const Case cases[] = {
      {"<html></html>\n", ErrorCode::invalid_input, "does not start with WARC/"},
      {packed("<html></html>\n"), ErrorCode::invalid_input, "does not start with WARC/"},
      {"WARC/2.0\r\nContent-Length: 0\r\n\r\n", ErrorCode::unsupported, "1.0 and 1.1 can be read"},
      {"WARC/1.1\r\nWARC-Type: response\r\n\r\n", ErrorCode::invalid_input, "Content-Length"},
      {"WARC/1.1\r\nContent-Length: -1\r\n\r\n", ErrorCode::invalid_input, "Content-Length"},
      {"WARC/1.1\r\nContent-Length: 1e3\r\n\r\n", ErrorCode::invalid_input, "Content-Length"},
      {"WARC/1.1\r\nContent-Length: 4", ErrorCode::invalid_input, "ends inside its header"},
      {"WARC/1.1\r\nContent-Length: 6\r\n\r\nhello", ErrorCode::invalid_input, "is shorter"},
      {std::string("\x1f\x8b\x08\x00garbage", 11), ErrorCode::invalid_input, "gzip member"},
      {"\x1f\x8b", ErrorCode::invalid_input, "gzip member"},
  };
  for (const Case& c : cases) {
    INFO(c.bytes);
    const Outcome got = read_all(c.bytes);
    CHECK(got.records.empty());
    REQUIRE(got.error);
    CHECK(got.error->code == c.code);
    CHECK_THAT(got.error->message, Catch::Contains(c.says));
  }
}

TEST_CASE("Hostile sizes end at the limits") {
  ReadLimits limits;
  limits.max_header_bytes = 1000;
  limits.max_block_bytes = 100;
  limits.max_skipped_bytes = 5000;

  SECTION("a header without end") {
    const Outcome got = read_all(packed("WARC/1.1\r\nA: " + std::string(1 << 20, 'a')), limits);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::limit_exceeded);
  }
  SECTION("many short header lines") {
    std::string text = "WARC/1.1\r\n";
    for (int i = 0; i < 1000; ++i) text += "A: b\r\n";
    const Outcome got = read_all(text, limits);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::limit_exceeded);
  }
  SECTION("a block beyond the limit is cut, and the next record is still found") {
    const std::string big = record_text("WARC-Type: response\r\n", std::string(3000, 'b'));
    const Outcome got = read_all(packed(big) + packed(big), limits);
    REQUIRE_FALSE(got.error);
    REQUIRE(got.records.size() == 2);
    CHECK(got.records[1].block == std::string(100, 'b'));
    CHECK(got.records[1].block_cut);
  }
  SECTION("a bomb: a small member that inflates to a gigantic block") {
    const std::string bomb = record_text("WARC-Type: response\r\n", std::string(20 << 20, '\0'));
    CHECK(packed(bomb).size() < 200'000);
    const Outcome got = read_all(packed(bomb), limits);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::limit_exceeded);
  }
  SECTION("a length that is a lie") {
    const Outcome got =
        read_all("WARC/1.1\r\nContent-Length: 18446744073709551615\r\n\r\nx", limits);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::limit_exceeded);
  }
  SECTION("line breaks without end") {
    const Outcome got = read_all(record_text("", "x") + std::string(100'000, '\n'), limits);
    REQUIRE(got.error);
    CHECK(got.error->code == ErrorCode::invalid_input);
  }
}

}  // namespace
}  // namespace gweval::warc

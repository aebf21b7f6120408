#include "warc/writer.hpp"

#include <csignal>
#include <filesystem>

#include <sys/resource.h>

#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "warc/reader.hpp"

namespace gweval::warc {
namespace {

RecordDraft draft(const std::string& type, std::string_view payload) {
  RecordDraft out;
  out.type = type;
  out.id = record_id(type);
  out.date = "2025-11-03T09:12:00Z";
  out.content_type = "application/http;msgtype=response";
  out.head = "";
  out.payload = payload;
  return out;
}

Writer open_writer(const std::filesystem::path& path) {
  auto writer = Writer::open(path);
  if (!writer) FAIL(writer.error().text());
  return *std::move(writer);
}

Record read_one(const std::filesystem::path& path, std::uint64_t offset = 0) {
  auto reader = Reader::open(path, {}, offset);
  if (!reader) FAIL(reader.error().text());
  auto record = reader->next();
  if (!record) FAIL(record.error().text());
  if (!*record) FAIL("no record");
  return *std::move(*record);
}

TEST_CASE("A record has the fields the standard asks for, and true digests") {
  const test::TempDir dir;
  Writer writer = open_writer(dir / "a.warc.gz");
  RecordDraft record = draft("response", "abc");
  record.head = "";
  record.has_payload_digest = true;
  record.fields = {{"WARC-Target-URI", "http://www.site.example/"}};
  REQUIRE(writer.append({record}));
  const Record got = read_one(dir / "a.warc.gz");
  CHECK(got.version == "1.1");
  CHECK(got.type() == "response");
  CHECK(got.field("WARC-Record-ID") == record.id);
  CHECK(got.field("WARC-Date") == "2025-11-03T09:12:00Z");
  CHECK(got.target_uri() == "http://www.site.example/");
  CHECK(got.field("Content-Type") == "application/http;msgtype=response");
  CHECK(got.field("Content-Length") == "3");
  // SHA-1 of "abc" (FIPS 180-4, example), in Base32.
  CHECK(got.field("WARC-Block-Digest") == "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  CHECK(got.field("WARC-Payload-Digest") == "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
  CHECK(got.block == "abc");
}

TEST_CASE("Any bytes go through a record unchanged") {
  const test::TempDir dir;
  std::string odd;
  for (int i = 0; i < 100'000; ++i) odd += static_cast<char>(i * 31 % 256);
  Writer writer = open_writer(dir / "a.warc.gz");
  RecordDraft record = draft("response", odd);
  record.head = "HTTP/1.1 200 OK\r\n\r\n";
  const auto first = writer.append({draft("request", "GET"), record});
  REQUIRE(first);
  CHECK(first->offset == 0);
  CHECK(first->length == writer.size());
  const auto second = writer.append({record});
  REQUIRE(second);
  CHECK(second->offset == first->end());
  CHECK(std::filesystem::file_size(dir / "a.warc.gz") == second->end());
  CHECK(read_one(dir / "a.warc.gz", second->offset).block == "HTTP/1.1 200 OK\r\n\r\n" + odd);
}

TEST_CASE("A field's value cannot start a field of its own") {
  const test::TempDir dir;
  Writer writer = open_writer(dir / "a.warc.gz");
  RecordDraft record = draft("response", "");
  record.fields = {{"WARC-Target-URI", "http://x.example/\r\nWARC-Type: forged\n\x7f"}};
  REQUIRE(writer.append({record}));
  CHECK(read_one(dir / "a.warc.gz").target_uri() ==
        "http://x.example/%0D%0AWARC-Type: forged%0A%7F");
}

TEST_CASE("Record ids are UUIDs of version 8 that only their seed decides (RFC 9562)") {
  const std::string id = record_id("seed");
  CHECK(id.size() == std::string("<urn:uuid:00000000-0000-0000-0000-000000000000>").size());
  CHECK(id.starts_with("<urn:uuid:"));
  CHECK(id[24] == '8');
  CHECK(std::string("89ab").find(id[29]) != std::string::npos);
  CHECK(record_id("seed") == id);
  CHECK(record_id("seee") != id);
}

TEST_CASE("A second writer of an archive is refused while the first lives") {
  const test::TempDir dir;
  {
    const Writer writer = open_writer(dir / "a.warc.gz");
    const auto second = Writer::open(dir / "a.warc.gz");
    REQUIRE_FALSE(second);
    CHECK(second.error().code == ErrorCode::io);
    CHECK_THAT(second.error().message, Catch::Contains("another run"));
  }
  CHECK(Writer::open(dir / "a.warc.gz"));
}

TEST_CASE("A write that fails half way leaves the archive as it was") {
  const test::TempDir dir;
  Writer writer = open_writer(dir / "a.warc.gz");
  REQUIRE(writer.append({draft("request", "first")}));
  const std::uint64_t before = writer.size();
  std::string noise;  // does not compress
  for (std::uint32_t i = 0, x = 1; i < 50'000; ++i) {
    x = x * 1664525U + 1013904223U;
    noise += static_cast<char>(x >> 24U);
  }
  struct rlimit old {};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &old) == 0);
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit tight = old;
  tight.rlim_cur = before + 20'000;  // as if the disk had that much left
  REQUIRE(setrlimit(RLIMIT_FSIZE, &tight) == 0);
  const auto failed = writer.append({draft("response", noise)});
  REQUIRE(setrlimit(RLIMIT_FSIZE, &old) == 0);
  std::signal(SIGXFSZ, old_handler);
  CHECK_FALSE(failed);
  CHECK(writer.size() == before);
  CHECK(std::filesystem::file_size(dir / "a.warc.gz") == before);
  REQUIRE(writer.append({draft("response", noise)}));
  CHECK(read_one(dir / "a.warc.gz", before).block == noise);
}

TEST_CASE("An archive that cannot be opened says which and why") {
  const test::TempDir dir;
  const auto missing_folder = Writer::open(dir.path() / "none" / "a.warc.gz");
  REQUIRE_FALSE(missing_folder);
  CHECK_THAT(missing_folder.error().where, Catch::Contains("a.warc.gz"));
  const auto folder = Writer::open(dir.path());
  REQUIRE_FALSE(folder);
  CHECK(folder.error().code == ErrorCode::io);
}

}  // namespace
}  // namespace gweval::warc

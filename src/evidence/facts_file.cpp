#include "evidence/facts_file.hpp"

#include <utility>

#include "evidence/facts_reader.hpp"
#include "evidence/facts_schema.hpp"
#include "evidence/folder.hpp"
#include "gweval/evidence_store.hpp"

namespace gweval::evidence {
namespace {

// Pages of 4 KiB, so about 64 MiB: each move waits for the disk three times. SQLite's own moves are
// off because Database counts the log's pages in the hook they use; a setting for them would take
// the hook away.
constexpr int kLogPagesToMove = 16'000;
constexpr const char* kArchiveBytes = "archive_bytes";  // as kArchiveBytesOfFacts reads it

// A write-ahead log makes a commit an append without waiting for the disk: after SIGKILL nothing is
// lost, after a power cut the newest batches may be, and those the archive gives back. The
// exclusive lock saves a file of shared memory per site.
constexpr const char* kUseLog =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=NORMAL; PRAGMA journal_mode=WAL;";

Result<bool> make_or_check_schema(sqlite::Database& database) {
  const auto tables = database.integer("SELECT count(*) FROM sqlite_schema");
  GWEVAL_CHECK(database.check());
  const bool is_new = tables == 0;
  if (is_new) {
    create_schema(database);
    GWEVAL_CHECK(database.check());
  }
  GWEVAL_CHECK(check_schema(database));
  return is_new;
}

}  // namespace

FactsFile::FactsFile(sqlite::Database database)
    : database_(std::move(database)), writer_(database_) {}

Result<std::unique_ptr<FactsFile>> FactsFile::try_open(const std::filesystem::path& path) {
  GWEVAL_TRY(sqlite::Database database,
             sqlite::Database::open(path, sqlite::Database::Mode::write));
  database.execute(kUseLog);
  GWEVAL_CHECK(make_or_check_schema(database));
  std::unique_ptr<FactsFile> file(new FactsFile(std::move(database)));
  file->has_log_ = true;
  GWEVAL_CHECK(file->database_.check());
  return file;
}

Result<std::unique_ptr<FactsFile>> FactsFile::open(const std::filesystem::path& path) {
  auto file = try_open(path);
  if (file) return file;
  if (file.error().code != ErrorCode::invalid_input) return file;
  return make(path);
}

Result<std::unique_ptr<FactsFile>> FactsFile::make(const std::filesystem::path& path) {
  remove_database(path);
  return try_open(path);
}

Result<std::unique_ptr<FactsFile>> FactsFile::make_unnamed() {
  return try_open({});  // SQLite takes an empty name for a temporary file
}

std::uint64_t FactsFile::archive_bytes() {
  const auto value = database_.integer(kArchiveBytesOfFacts);
  return static_cast<std::uint64_t>(value.value_or(0));
}

Result<void> FactsFile::begin() {
  if (in_batch_) return {};
  if (!has_log_) database_.execute(kUseLog);
  has_log_ = true;
  database_.execute("BEGIN IMMEDIATE");
  GWEVAL_CHECK(database_.check());
  in_batch_ = true;
  return {};
}

Result<void> FactsFile::commit(std::uint64_t archive_bytes, warc::Writer* archive) {
  if (!in_batch_) return {};
  writer_.set_meta(kArchiveBytes, static_cast<std::int64_t>(archive_bytes));
  database_.execute("COMMIT");
  GWEVAL_CHECK(database_.check());
  in_batch_ = false;
  database_.execute("PRAGMA shrink_memory");
  if (database_.log_pages() < kLogPagesToMove) return {};
  if (archive != nullptr) GWEVAL_CHECK(archive->sync());
  database_.execute("PRAGMA wal_checkpoint(PASSIVE)");
  return database_.check();
}

void FactsFile::roll_back() {
  static_cast<void>(database_.check());  // what went wrong has been told; rolling back starts clean
  if (in_batch_) database_.execute("ROLLBACK");
  static_cast<void>(database_.check());  // SQLite has rolled back by itself after some failures
  in_batch_ = false;
}

Result<void> FactsFile::settle() {
  // The lock is let go at the next access after the mode has changed.
  database_.execute(
      "PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; SELECT count(*) FROM meta;");
  has_log_ = false;
  return database_.check();
}

}  // namespace gweval::evidence

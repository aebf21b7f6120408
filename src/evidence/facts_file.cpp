#include "evidence/facts_file.hpp"

#include <utility>

#include "base/file.hpp"
#include "evidence/facts_reader.hpp"
#include "evidence/facts_schema.hpp"
#include "evidence/folder.hpp"
#include "gweval/evidence_store.hpp"

namespace gweval::evidence {
namespace {

constexpr const char* kArchiveBytes = "archive_bytes";  // as kArchiveBytesOfFacts reads it

// A file that is not settled is made again from the archive, so nothing has to outlive a kill or a
// power cut, no commit waits for the disk, and what undoes a failed batch may be kept in memory.
constexpr const char* kUnsettledSettings =
    "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY;";

std::filesystem::path unsettled_name(const std::filesystem::path& path) {
  return path.empty() ? path : std::filesystem::path(path.string() + ".part");
}

Result<void> rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::rename(from, to, error);
  if (error) return errno_error(error.value(), to, "rename");
  return {};
}

/// Gives the settled file the name it is written under. What a killed run left there is removed.
Result<void> take_up(const std::filesystem::path& path) {
  const std::filesystem::path unsettled = unsettled_name(path);
  remove_database(unsettled);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {};
  return rename_file(path, unsettled);
}

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

FactsFile::FactsFile(sqlite::Database database, std::filesystem::path path)
    : path_(std::move(path)), database_(std::move(database)), writer_(database_) {}

Result<std::unique_ptr<FactsFile>> FactsFile::try_open(const std::filesystem::path& path) {
  GWEVAL_TRY(sqlite::Database database,
             sqlite::Database::open(unsettled_name(path), sqlite::Database::Mode::write));
  database.execute(kUnsettledSettings);
  GWEVAL_CHECK(make_or_check_schema(database));
  std::unique_ptr<FactsFile> file(new FactsFile(std::move(database), path));
  GWEVAL_CHECK(file->database_.check());
  return file;
}

Result<std::unique_ptr<FactsFile>> FactsFile::open(const std::filesystem::path& path) {
  GWEVAL_CHECK(take_up(path));
  auto file = try_open(path);
  if (file) return file;
  if (file.error().code == ErrorCode::invalid_input) return make(path);
  static_cast<void>(rename_file(unsettled_name(path), path));  // as it was found
  return file;
}

Result<std::unique_ptr<FactsFile>> FactsFile::make(const std::filesystem::path& path) {
  remove_database(unsettled_name(path));
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
  if (is_settled_) {
    GWEVAL_CHECK(rename_file(path_, unsettled_name(path_)));
    database_.execute(kUnsettledSettings);
    is_settled_ = false;
  }
  database_.execute("BEGIN IMMEDIATE");
  GWEVAL_CHECK(database_.check());
  in_batch_ = true;
  return {};
}

Result<void> FactsFile::commit(std::uint64_t archive_bytes) {
  if (!in_batch_) return {};
  writer_.set_meta(kArchiveBytes, static_cast<std::int64_t>(archive_bytes));
  database_.execute("COMMIT");
  GWEVAL_CHECK(database_.check());
  in_batch_ = false;
  database_.execute("PRAGMA shrink_memory");
  return database_.check();
}

void FactsFile::roll_back() {
  static_cast<void>(database_.check());  // what went wrong has been told; rolling back starts clean
  if (in_batch_) database_.execute("ROLLBACK");
  static_cast<void>(database_.check());  // SQLite has rolled back by itself after some failures
  in_batch_ = false;
}

Result<void> FactsFile::settle() {
  if (is_settled_ || path_.empty()) return {};
  // The lock is let go at the next access after the mode has changed.
  database_.execute("PRAGMA locking_mode=NORMAL; SELECT count(*) FROM meta;");
  GWEVAL_CHECK(database_.check());
  GWEVAL_CHECK(sync_file(unsettled_name(path_)));
  GWEVAL_CHECK(rename_file(unsettled_name(path_), path_));
  is_settled_ = true;
  return {};
}

}  // namespace gweval::evidence

#include "evidence/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace gweval::sqlite {
namespace {

// Little cache, and between batches none: a writer is open for every site under way, and what it
// writes it hardly reads again.
constexpr const char* kSettings =
    "PRAGMA cache_size=-256; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;"
    "PRAGMA trusted_schema=OFF;";
constexpr int kLookasideSlotBytes = 1024;
constexpr int kLookasideSlots = 24;
constexpr int kBusyMilliseconds = 2000;

ErrorCode meaning_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return ErrorCode::no_space;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::invalid_input;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return ErrorCode::io;
    default:
      return ErrorCode::internal;
  }
}

std::string_view advice_for(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return "; free some space and run again";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; rebuild the facts from the archive";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; wait until the run that writes it has ended";
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "; check that the file and its folder can be written to";
    default:
      return "";
  }
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void Statement::note(int code) {
  if (code == SQLITE_OK || failure_ == nullptr || failure_->code != 0) return;
  *failure_ = {code, sqlite3_errmsg(sqlite3_db_handle(statement_.get()))};
}

void Statement::bind(int index, std::string_view value) {
  // A null pointer would bind NULL: an empty text is not "none".
  const char* data = value.data() == nullptr ? "" : value.data();
  note(
      sqlite3_bind_text64(statement_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int index, std::nullptr_t) {
  note(sqlite3_bind_null(statement_.get(), index));
}

void Statement::bind_integer(int index, std::int64_t value) {
  note(sqlite3_bind_int64(statement_.get(), index, value));
}

bool Statement::step() {
  // After a full disk SQLite may have rolled back by itself: what runs now would be committed at
  // once, alone.
  if (!statement_ || failure_->code != 0) return false;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) note(code);
  return false;
}

void Statement::reset() {
  if (statement_) sqlite3_reset(statement_.get());
}

std::string_view Statement::bytes(int column) {
  // Asked as a blob, a text comes as stored; asked as text, it would first be copied to append a
  // zero byte.
  const void* data = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return data == nullptr
             ? std::string_view()
             : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

std::int64_t Statement::integer(int column) {
  return sqlite3_column_int64(statement_.get(), column);
}

bool Statement::is_null(int column) {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

int Statement::column_count() {
  return sqlite3_column_count(statement_.get());
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode) {
  std::error_code ignored;
  if (mode == Mode::read && !std::filesystem::exists(path, ignored)) {
    return Error{ErrorCode::not_found, "there are no facts here; crawl the site first",
                 path.string()};
  }
  Database out;
  out.path_ = path;
  out.failure_ = std::make_unique<Failure>();
  const int flags =
      SQLITE_OPEN_NOMUTEX |
      (mode == Mode::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  out.database_.reset(handle);
  if (code != SQLITE_OK) {
    *out.failure_ = {code, handle == nullptr ? "no memory" : sqlite3_errmsg(handle)};
    return out.check().error();
  }
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideSlotBytes,
                    kLookasideSlots);
  out.execute(kSettings);
  return out;
}

void Database::execute(const char* sql) {
  if (has_failed()) return;
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) *failure_ = {code, sqlite3_errmsg(database_.get())};
}

Statement Database::prepare(std::string_view sql) {
  Statement out;
  out.failure_ = failure_.get();
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK && !has_failed()) *failure_ = {code, sqlite3_errmsg(database_.get())};
  out.statement_.reset(statement);
  return out;
}

std::optional<std::int64_t> Database::integer(std::string_view sql) {
  Statement statement = prepare(sql);
  if (!statement.step()) return std::nullopt;
  return statement.integer(0);
}

Result<void> Database::check() {
  if (!has_failed()) return {};
  const Failure failure = std::exchange(*failure_, {});
  return Error{meaning_of(failure.code),
               fmt::format("SQLite says: {}{}", failure.message, advice_for(failure.code)),
               path_.string()};
}

}  // namespace gweval::sqlite

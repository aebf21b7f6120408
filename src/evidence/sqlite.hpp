#pragma once
// The only door to SQLite. A failure is remembered by the database until check() is called, so that
// loops over rows stay plain: run the statements, then check once. Nothing is committed unchecked.

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gweval/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace gweval::sqlite {

struct Failure {
  int code = 0;  // of SQLite, extended; 0: none
  std::string message;
};

class Statement {
 public:
  Statement() = default;

  /// Binds all parameters, runs to the end and resets. Texts are borrowed for the call only.
  template <class... Values>
  void run(const Values&... values) {
    start(values...);
    while (step()) {
    }
    reset();
  }

  /// Binds all parameters; step() then gives the rows. Texts must live until reset() or the next
  /// start().
  template <class... Values>
  void start(const Values&... values) {
    reset();
    int index = 0;
    (bind(++index, values), ...);
  }

  /// True if there is a row; false at the end and on failure.
  bool step();
  void reset();

  [[nodiscard]] std::string_view bytes(int column);  // valid until the next step
  [[nodiscard]] std::string text(int column) { return std::string(bytes(column)); }
  [[nodiscard]] std::int64_t integer(int column);
  [[nodiscard]] bool is_null(int column);
  [[nodiscard]] int column_count();

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
  void bind(int index, const char* value) { bind(index, std::string_view(value)); }
  void bind(int index, std::nullptr_t);
  void bind_integer(int index, std::int64_t value);
  template <std::integral T>
  void bind(int index, T value) {
    bind_integer(index, static_cast<std::int64_t>(value));
  }
  template <class T>
  void bind(int index, const std::optional<T>& value) {
    if (value) {
      bind(index, *value);
    } else {
      bind(index, nullptr);
    }
  }
  void note(int code);

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  Failure* failure_ = nullptr;
};

class Database {
 public:
  enum class Mode { read, write };

  /// ErrorCode::not_found if `mode` is read and there is no file.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& path, Mode mode);

  /// Runs statements that give no rows.
  void execute(const char* sql);
  [[nodiscard]] Statement prepare(std::string_view sql);

  /// First column of the first row; nothing if there is none.
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view sql);

  /// The first failure since the last check. ErrorCode::no_space, ::io, ::invalid_input (the file
  /// is damaged or no database) or ::internal.
  [[nodiscard]] Result<void> check();
  [[nodiscard]] bool has_failed() const { return failure_->code != 0; }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Database() = default;
  std::filesystem::path path_;
  std::unique_ptr<Failure> failure_;  // statements point to it
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace gweval::sqlite

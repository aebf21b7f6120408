#pragma once
// Result<T>: the value of an operation that can fail, or an Error that says where, what, and what
// to do. A site's failure to answer is evidence and never an Error; Errors are ours, the operator's
// or an author's.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace gweval {

/// Who can mend it is part of the meaning: caller, author of an input file, or operator of the
/// machine.
enum class ErrorCode {
  invalid_argument,  // caller: wrong option or value
  invalid_input,     // author: a file's content is wrong
  not_found,         // caller: a file, site, profile or indicator does not exist
  io,                // operator: reading or writing failed
  no_space,          // operator: the disk is full
  limit_exceeded,    // author: input larger or deeper than the documented limit
  unsupported,       // caller: a format or version this build does not know
  network,           // operator: our own network stack could not be used at all
  internal,          // us: a bug
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;     // what, and what to do about it; no trailing full stop
  std::string where = {};  // file:line:column, path or URL; may be empty

  /// "where: message", or the message alone.
  [[nodiscard]] std::string text() const {
    return where.empty() ? message : where + ": " + message;
  }
};

/// One fault of an input file. Lines and columns start at 1; 0 means the whole file.
struct Diagnostic {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;

  [[nodiscard]] std::string text() const {
    std::string out = file;
    if (line > 0) out += ":" + std::to_string(line);
    if (line > 0 && column > 0) out += ":" + std::to_string(column);
    return out + ": " + message;
  }
  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};
using Diagnostics = std::vector<Diagnostic>;

/// Shape of std::expected<T, Error>, which g++ 12 does not have.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit

  [[nodiscard]] bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& operator*() & { return std::get<0>(content_); }
  const T& operator*() const& { return std::get<0>(content_); }
  T&& operator*() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &std::get<0>(content_); }
  const T* operator->() const { return &std::get<0>(content_); }
  [[nodiscard]] const Error& error() const& { return std::get<1>(content_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(content_)); }

 private:
  std::variant<T, Error> content_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT: implicit

  [[nodiscard]] bool has_value() const { return !error_.has_value(); }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] const Error& error() const& { return *error_; }
  [[nodiscard]] Error&& error() && { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace gweval

#define GWEVAL_JOIN_INNER(a, b) a##b
#define GWEVAL_JOIN(a, b) GWEVAL_JOIN_INNER(a, b)

/// Returns the error of `expression` from the enclosing function.
#define GWEVAL_CHECK(expression)                           \
  do {                                                     \
    if (auto gweval_result = (expression); !gweval_result) \
      return std::move(gweval_result).error();             \
  } while (false)

/// Declares `variable` as the value of `expression`, or returns its error.
#define GWEVAL_TRY(variable, expression)                          \
  auto GWEVAL_JOIN(gweval_try_, __LINE__) = (expression);         \
  if (!GWEVAL_JOIN(gweval_try_, __LINE__))                        \
    return std::move(GWEVAL_JOIN(gweval_try_, __LINE__)).error(); \
  variable = *std::move(GWEVAL_JOIN(gweval_try_, __LINE__))

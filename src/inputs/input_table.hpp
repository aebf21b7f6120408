#pragma once
// A CSV file people wrote, as a table with named columns: decoded, bounded, checked in form.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.hpp"
#include "gweval/result.hpp"

namespace gweval {

/// Limits of one file (docs/input-formats.md).
inline constexpr std::size_t kMaxInputBytes = 32 << 20;
inline constexpr std::size_t kMaxInputCells = 2'000'000;
inline constexpr std::size_t kMaxInputColumns = 200;
inline constexpr std::size_t kMaxCellBytes = 4096;

/// Faults or notices of one file, bounded, in the order of lines.
class Remarks {
 public:
  static constexpr std::size_t kMaxShown = 500;

  explicit Remarks(std::string file) : file_(std::move(file)) {}
  void at(const CsvCell& cell, std::string message) {
    add(cell.line, cell.column, std::move(message));
  }
  void add(int line, int column, std::string message);
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] bool is_full() const { return found_.size() >= kMaxShown; }
  /// did_you_mean; nothing once full, so that a hostile file costs no more than kMaxShown searches.
  [[nodiscard]] std::string hint(std::string_view name,
                                 std::span<const std::string> candidates) const;
  [[nodiscard]] const std::string& file() const { return file_; }
  /// Sorted by line and column; a last one counts what is not shown.
  [[nodiscard]] Diagnostics finish() &&;

 private:
  std::string file_;
  Diagnostics found_;
  std::size_t omitted_ = 0;
};

struct InputTable {
  std::vector<CsvCell> header;             // trimmed, as written
  std::vector<std::vector<CsvCell>> rows;  // as wide as the header, cells trimmed

  /// Index of a documented column, whatever its case; nothing if it is not there.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
};

/// Reads UTF-8 (with or without byte order mark) or GB18030. Reports what keeps rows or columns
/// from being told apart; rows of another width are reported and left out. `required` columns that
/// are missing are faults. Nothing if there is no table to go on with.
[[nodiscard]] std::optional<InputTable> read_input_table(const std::filesystem::path& path,
                                                         const std::vector<std::string>& required,
                                                         Remarks& faults);

/// Text of a cell between quotes, short and safe to print.
[[nodiscard]] std::string cell_text(std::string_view text);

}  // namespace gweval

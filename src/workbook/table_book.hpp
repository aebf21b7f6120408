#pragma once
// A workbook of plain tables, over libxlsxwriter. Texts are written as texts: nothing in them can
// become a formula or a link.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gweval/result.hpp"

namespace gweval {

enum class XlsxFormat { text, points, index, share, whole };

struct XlsxColumn {
  std::string title;
  double width = 12;  // in characters
  XlsxFormat format = XlsxFormat::text;
};

/// A tier's name, which gets the tier's colour.
struct XlsxTier {
  std::string name;
  std::size_t place = 0;  // 0: the best
};

using XlsxCell = std::variant<std::monostate, std::string, double, XlsxTier>;

[[nodiscard]] inline XlsxCell xlsx_text(std::string_view value) {
  return std::string(value);
}
[[nodiscard]] inline XlsxCell xlsx_cell(const std::optional<double>& number) {
  return number ? XlsxCell(*number) : XlsxCell();
}

class XlsxBook {
 public:
  /// `date` (YYYY-MM-DD) is its date of creation, so that the same results give the same bytes.
  static Result<XlsxBook> create(const std::filesystem::path& path, const std::string& date);
  ~XlsxBook();
  XlsxBook(XlsxBook&&) noexcept;
  XlsxBook& operator=(XlsxBook&&) noexcept;

  /// A new sheet: head frozen, with filters.
  [[nodiscard]] Result<void> sheet(const std::string& name, const std::vector<XlsxColumn>& columns);
  /// The sheet's next row. ErrorCode::limit_exceeded when the format allows no more rows.
  [[nodiscard]] Result<void> row(const std::vector<XlsxCell>& cells);
  /// Rows the present sheet can still take.
  [[nodiscard]] std::size_t rows_left() const;
  [[nodiscard]] Result<void> finish();

 private:
  struct State;
  explicit XlsxBook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gweval

#include "inputs/input_table.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "inputs/text_encoding.hpp"

namespace gweval {
namespace {

/// ":line:column" of decode_input as a remark.
void add_error(const Error& error, Remarks& faults) {
  const std::size_t colon = error.where.find(':', 1);
  if (!error.where.starts_with(':') || colon == std::string::npos) {
    faults.add(0, 0, error.message);
    return;
  }
  const auto line = parse_integer(std::string_view(error.where).substr(1, colon - 1));
  const auto column = parse_integer(std::string_view(error.where).substr(colon + 1));
  faults.add(static_cast<int>(line.value_or(0)), static_cast<int>(column.value_or(0)),
             error.message);
}

/// A header in one cell that holds another separator: the whole file is separated so.
bool has_other_separator(const std::vector<CsvCell>& header, Remarks& faults) {
  if (header.size() != 1) return false;
  for (const auto& [separator, name] :
       {std::pair{';', "semicolons"}, std::pair{'\t', "tabs"}, std::pair{'|', "bars"}}) {
    if (header[0].text.find(separator) == std::string::npos) continue;
    faults.at(header[0], fmt::format("columns are separated by {}; save the file as CSV with "
                                     "commas",
                                     name));
    return true;
  }
  return false;
}

void trim_cells(std::vector<CsvCell>& row, Remarks& faults) {
  for (CsvCell& cell : row) {
    cell.text = std::string(trim(cell.text));
    if (cell.text.size() <= kMaxCellBytes) continue;
    faults.at(cell, fmt::format("cell is longer than {} bytes; shorten it, or look for a missing "
                                "quote",
                                kMaxCellBytes));
    cell.text.clear();
  }
}

bool is_blank(const std::vector<CsvCell>& row) {
  return std::all_of(row.begin(), row.end(), [](const CsvCell& cell) { return cell.text.empty(); });
}

/// Spreadsheets append empty columns: unnamed at the end of the header, and empty in every row.
void drop_empty_columns(CsvTable& table) {
  std::vector<CsvCell>& header = table.rows.front();
  while (header.size() > 1 && header.back().text.empty()) {
    const std::size_t last = header.size() - 1;
    const bool is_used =
        std::any_of(table.rows.begin() + 1, table.rows.end(),
                    [&](const auto& row) { return row.size() > last && !row[last].text.empty(); });
    if (is_used) return;
    for (auto& row : table.rows) row.resize(std::min(row.size(), last));
  }
}

void check_header(const std::vector<CsvCell>& header, const std::vector<std::string>& required,
                  Remarks& faults) {
  std::map<std::string, int> seen;
  std::vector<std::string> names;
  for (const CsvCell& cell : header) {
    std::string name = to_lower_ascii(cell.text);
    if (name.empty()) {
      faults.at(cell, "column without a name; name or remove it");
    } else if (const auto [at, is_new] = seen.try_emplace(name, cell.column); !is_new) {
      faults.at(cell, fmt::format("column {} stands twice, first in column {}; remove one",
                                  cell_text(cell.text), at->second));
    }
    names.push_back(std::move(name));
  }
  for (const std::string& name : required) {
    if (seen.contains(name)) continue;
    const auto nearest = nearest_name(name, names);
    faults.add(header.front().line, 1,
               fmt::format("there is no column '{}'{}; add it to the header", name,
                           nearest ? "; is it " + cell_text(*nearest) + "?" : std::string{}));
  }
}

void take_rows(CsvTable& table, InputTable& out, Remarks& faults) {
  out.header = std::move(table.rows.front());
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    auto& row = table.rows[i];
    if (is_blank(row)) continue;
    if (row.size() == out.header.size()) {
      out.rows.push_back(std::move(row));
    } else {
      faults.at(row.front(), fmt::format("the row has {} cells and the header {}; look for a "
                                         "missing or stray comma or quote",
                                         row.size(), out.header.size()));
    }
  }
}

}  // namespace

void Remarks::add(int line, int column, std::string message) {
  if (is_full()) {
    ++omitted_;
    return;
  }
  found_.push_back({file_, line, column, std::move(message)});
}

std::string Remarks::hint(std::string_view name, std::span<const std::string> candidates) const {
  return is_full() ? std::string{} : did_you_mean(name, candidates);
}

Diagnostics Remarks::finish() && {
  std::stable_sort(found_.begin(), found_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  if (omitted_ > 0)
    found_.push_back(
        {file_, 0, 0, fmt::format("{} more are not shown; mend these first", omitted_)});
  return std::move(found_);
}

std::optional<std::size_t> InputTable::find(std::string_view column) const {
  const auto found = std::find_if(header.begin(), header.end(), [&](const CsvCell& cell) {
    return equals_ignoring_case(cell.text, column);
  });
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::optional<InputTable> read_input_table(const std::filesystem::path& path,
                                           const std::vector<std::string>& required,
                                           Remarks& faults) {
  const auto bytes = read_file(path, kMaxInputBytes);
  if (!bytes) {
    faults.add(0, 0, bytes.error().message);
    return std::nullopt;
  }
  const auto text = decode_input(*bytes);
  if (!text) {
    add_error(text.error(), faults);
    return std::nullopt;
  }
  CsvTable table = parse_csv(*text, faults.file(), kMaxInputCells);
  for (Diagnostic& fault : table.faults) faults.add(fault.line, fault.column, fault.message);
  if (table.rows.empty()) {
    faults.add(1, 1, "the file is empty; it needs a header and at least one row");
    return std::nullopt;
  }
  if (has_other_separator(table.rows.front(), faults)) return std::nullopt;
  if (table.rows.front().size() > kMaxInputColumns) {
    faults.add(1, 1, fmt::format("more than {} columns; remove some", kMaxInputColumns));
    return std::nullopt;
  }
  for (auto& row : table.rows) trim_cells(row, faults);
  drop_empty_columns(table);
  check_header(table.rows.front(), required, faults);
  InputTable out;
  take_rows(table, out, faults);
  return out;
}

std::string cell_text(std::string_view text) {
  constexpr std::size_t kLongestShown = 60;
  const bool is_cut = text.size() > kLongestShown;
  return "'" + to_printable(truncate_utf8(text, kLongestShown)) + (is_cut ? "…'" : "'");
}

}  // namespace gweval

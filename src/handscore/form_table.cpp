#include "handscore/form_table.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/edit_distance.hpp"
#include "base/file.hpp"
#include "base/utf8.hpp"
#include "inputs/text_encoding.hpp"
#include "workbook/xlsx_reader.hpp"

namespace gweval {
namespace {

/// "等级 grade" to "grade".
std::string id_of(std::string_view head) {
  const std::string folded = fold_space(head);
  const std::size_t blank = folded.rfind(' ');
  return to_lower_ascii(blank == std::string::npos ? folded : folded.substr(blank + 1));
}

struct RawTable {
  std::string source;
  std::vector<FormCell> header;
  std::vector<std::vector<FormCell>> rows;
  std::vector<int> row_numbers;
  std::vector<int> sheet_rows;
};

RawTable from_sheet(const XlsxSheet& sheet, const std::string& file) {
  RawTable out;
  out.source = file + "[" + sheet.name + "]";
  for (const XlsxRow& row : sheet.rows) {
    std::vector<FormCell> cells;
    for (const XlsxCellText& cell : row.cells) {
      cells.push_back(
          {std::string(trim(cell.text)), row.number, cell.column, cell.is_formula, row.number});
    }
    if (out.header.empty()) {
      out.header = std::move(cells);
    } else {
      out.rows.push_back(std::move(cells));
      out.row_numbers.push_back(row.number);
      out.sheet_rows.push_back(row.number);
    }
  }
  return out;
}

/// The line a record ends on.
int last_line(const std::vector<CsvCell>& record) {
  const std::string& text = record.back().text;
  return record.back().line + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

RawTable from_csv(CsvTable& table, const std::string& file) {
  RawTable out;
  out.source = file;
  int sheet_row = 0;
  int end = 0;  // line of the record before
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    std::vector<FormCell> cells;
    const int line = table.rows[i].front().line;
    sheet_row += line - end;  // blank lines between are rows of a spreadsheet
    end = last_line(table.rows[i]);
    for (std::size_t c = 0; c < table.rows[i].size(); ++c) {
      std::string text(trim(table.rows[i][c].text));
      if (text.empty()) continue;
      cells.push_back({std::move(text), line, static_cast<int>(c) + 1, false, sheet_row});
    }
    if (i == 0) {
      out.header = std::move(cells);
    } else if (!cells.empty()) {
      out.rows.push_back(std::move(cells));
      out.row_numbers.push_back(line);
      out.sheet_rows.push_back(sheet_row);
    }
  }
  return out;
}

bool has_column(const RawTable& table, const std::string& key) {
  return std::any_of(table.header.begin(), table.header.end(),
                     [&](const FormCell& cell) { return id_of(cell.text) == key; });
}

class Loader {
 public:
  Loader(const std::filesystem::path& path, const std::string& key) : path_(path), key_(key) {}

  std::optional<RawTable> run(FormLoad& load) {
    auto bytes = read_file(path_, kMaxInputBytes);
    if (!bytes) {
      fault(load, 0, 0, bytes.error().message);
      return std::nullopt;
    }
    load.bytes = *std::move(bytes);
    std::string extension = to_lower_ascii(path_.extension().string());
    return extension == ".csv" ? csv(load) : workbook(load);
  }

  void fault(FormLoad& load, int row, int column, std::string message,
             const std::string& source = {}) const {
    load.faults.push_back(
        {source.empty() ? path_.string() : source, row, column, std::move(message)});
  }

 private:
  std::optional<RawTable> workbook(FormLoad& load) {
    const auto sheets = read_xlsx(load.bytes, path_.string());
    if (!sheets) {
      fault(load, 0, 0, sheets.error().message);
      return std::nullopt;
    }
    std::optional<RawTable> found;
    for (const XlsxSheet& sheet : *sheets) {
      RawTable table = from_sheet(sheet, path_.string());
      if (!has_column(table, key_)) continue;
      if (found) {
        // Which of them counts? A hidden one would speak for its rater unseen.
        fault(load, 1, 1,
              fmt::format("there is a second sheet with a column '{}', beside {}; keep one, hidden "
                          "sheets too",
                          key_, cell_text(found->source.substr(path_.string().size()))),
              table.source);
        return std::nullopt;
      }
      found = std::move(table);
    }
    if (found) return found;
    fault(load, 0, 0,
          fmt::format("no sheet has a column '{}'; is it the sheet that was sent?", key_));
    return std::nullopt;
  }

  std::optional<RawTable> csv(FormLoad& load) {
    const auto text = decode_input(load.bytes);
    if (!text) {
      fault(load, 0, 0, text.error().message);
      return std::nullopt;
    }
    CsvTable table = parse_csv(*text, path_.string(), kMaxInputCells);
    load.faults = table.faults;
    if (table.rows.empty()) {
      fault(load, 1, 1, "the file is empty");
      return std::nullopt;
    }
    RawTable out = from_csv(table, path_.string());
    if (has_column(out, key_)) return out;
    fault(load, 1, 1,
          fmt::format("there is no column '{}'; is it the sheet that was sent, "
                      "separated by commas?",
                      key_));
    return std::nullopt;
  }

  const std::filesystem::path& path_;
  const std::string& key_;
};

}  // namespace

FormCell FormTable::cell(std::size_t row, const std::string& column) const {
  const auto found = columns.find(column);
  const int place = found == columns.end() ? 1 : found->second;
  if (found != columns.end()) {
    for (const FormCell& cell : rows[row]) {
      if (cell.column == place) return cell;
    }
  }
  return {{}, row_numbers[row], place, false, sheet_rows[row]};
}

Diagnostic FormTable::fault(const FormCell& at, const std::string& message) const {
  return {source, at.row, at.column, place_text(at) + ": " + message};
}

FormLoad load_form(const std::filesystem::path& path, const std::string& key,
                   const std::vector<std::string>& required,
                   const std::vector<std::string>& optional) {
  FormLoad load;
  Loader loader(path, key);
  auto raw = loader.run(load);
  if (!raw) return load;
  FormTable table;
  table.source = raw->source;
  std::vector<std::string> known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  for (const FormCell& head : raw->header) {
    const std::string id = id_of(head.text);
    if (id.empty()) continue;
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      loader.fault(
          load, head.row, head.column,
          fmt::format("unknown column {}{}", cell_text(head.text), did_you_mean(id, known)),
          raw->source);
    } else if (!table.columns.emplace(id, head.column).second) {
      loader.fault(load, head.row, head.column,
                   fmt::format("column '{}' stands twice; remove one", id), raw->source);
    }
  }
  for (const std::string& id : required) {
    if (table.columns.contains(id)) continue;
    loader.fault(load, 1, 1, fmt::format("there is no column '{}'; restore it", id), raw->source);
  }
  table.rows = std::move(raw->rows);
  table.row_numbers = std::move(raw->row_numbers);
  table.sheet_rows = std::move(raw->sheet_rows);
  if (load.faults.empty()) load.table = std::move(table);
  return load;
}

std::string place_text(const FormCell& cell) {
  return column_letters(cell.column) + std::to_string(cell.sheet_row);
}

}  // namespace gweval

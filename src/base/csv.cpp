#include "base/csv.hpp"

#include "base/numbers.hpp"

namespace gweval {
namespace {

class Reader {
 public:
  Reader(std::string_view text, const std::string& file, std::size_t max_cells)
      : text_(text), file_(file), max_cells_(max_cells) {}

  CsvTable read() {
    while (at_ < text_.size() && cells_ <= max_cells_) read_row();
    if (cells_ > max_cells_)
      fault(line_, column_, "more than " + std::to_string(max_cells_) + " cells; split the file");
    return std::move(table_);
  }

 private:
  void read_row() {
    std::vector<CsvCell> row;
    while (true) {
      row.push_back(read_cell());
      if (++cells_ > max_cells_) return;
      if (at_ < text_.size() && text_[at_] == ',') {
        advance();
        continue;
      }
      break;
    }
    take_line_break();
    if (row.size() > 1 || !row.front().text.empty()) table_.rows.push_back(std::move(row));
  }

  CsvCell read_cell() {
    CsvCell cell{{}, line_, column_};
    if (at_ < text_.size() && text_[at_] == '"') {
      read_quoted(cell);
      return cell;
    }
    while (at_ < text_.size() && text_[at_] != ',' && !is_line_break()) {
      cell.text += text_[at_];
      advance();
    }
    return cell;
  }

  void read_quoted(CsvCell& cell) {
    advance();
    while (true) {
      if (at_ >= text_.size()) {
        fault(cell.line, cell.column, "quoted cell is never closed; add the closing \"");
        return;
      }
      if (text_[at_] == '"') {
        advance();
        if (at_ >= text_.size() || text_[at_] != '"') break;
      }
      cell.text += text_[at_];
      advance();
    }
    if (at_ < text_.size() && text_[at_] != ',' && !is_line_break()) {
      fault(line_, column_, "text after a closing quote; double the quotes inside a cell");
      while (at_ < text_.size() && text_[at_] != ',' && !is_line_break()) advance();
    }
  }

  [[nodiscard]] bool is_line_break() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

  void take_line_break() {
    if (at_ < text_.size() && text_[at_] == '\r') {
      advance();
      if (at_ >= text_.size() || text_[at_] != '\n') {  // lone CR of old spreadsheets
        ++line_;
        column_ = 1;
        return;
      }
    }
    if (at_ < text_.size() && text_[at_] == '\n') advance();
  }

  void advance() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if ((text_[at_] & 0xC0) != 0x80) {
      ++column_;
    }
    ++at_;
  }

  void fault(int line, int column, std::string message) {
    table_.faults.push_back({file_, line, column, std::move(message)});
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t max_cells_;
  std::size_t cells_ = 0;
  CsvTable table_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
};

bool runs_as_formula(std::string_view text) {
  if (text.empty() || std::string_view("=+-@\t\r").find(text[0]) == std::string_view::npos)
    return false;
  return !parse_number(text).has_value();
}

}  // namespace

CsvTable parse_csv(std::string_view text, const std::string& file, std::size_t max_cells) {
  return Reader(text, file, max_cells).read();
}

std::string csv_field(std::string_view text) {
  std::string safe = runs_as_formula(text) ? "'" + std::string(text) : std::string(text);
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_row(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    out += csv_field(fields[i]);
  }
  return out + "\r\n";
}

}  // namespace gweval

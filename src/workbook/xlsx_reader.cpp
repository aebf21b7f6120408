#include "workbook/xlsx_reader.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/display_width.hpp"
#include "base/numbers.hpp"
#include "workbook/xml_events.hpp"
#include "workbook/zip_parts.hpp"

namespace gweval {
namespace {

Error too_much(const std::string& what) {
  return {ErrorCode::limit_exceeded, what + "; split the workbook"};
}

/// Text of <t> elements, but not of phonetic hints (<rPh>).
class RunText {
 public:
  void open(std::string_view name) {
    if (name == "rPh") is_hint_ = true;
    is_text_ = name == "t" && !is_hint_;
  }
  void close(std::string_view name) {
    if (name == "rPh") is_hint_ = false;
    if (name == "t") is_text_ = false;
  }
  void add(std::string_view text) {
    if (is_text_) out_ += text;
  }
  [[nodiscard]] std::size_t size() const { return out_.size(); }
  std::string take() { return std::exchange(out_, {}); }

 private:
  std::string out_;
  bool is_text_ = false;
  bool is_hint_ = false;
};

/// xl/sharedStrings.xml
class SharedStrings : public XmlEvents {
 public:
  std::vector<std::string> strings;

  void open(std::string_view name, const XmlAttributes&) override { run_.open(name); }
  void close(std::string_view name) override {
    run_.close(name);
    if (name != "si") return;
    if (strings.size() >= kMaxWorkbookCells) return fail(too_much("too many texts"));
    strings.push_back(run_.take());
  }
  void text(std::string_view text) override { run_.add(text); }

 private:
  RunText run_;
};

/// xl/workbook.xml: names of sheets and the relation that leads to each.
class SheetNames : public XmlEvents {
 public:
  std::vector<std::pair<std::string, std::string>> sheets;  // name, relation id

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "sheet") return;
    if (sheets.size() >= kMaxWorkbookSheets) return fail(too_much("more than 100 sheets"));
    sheets.emplace_back(attribute(attributes, "name"), attribute(attributes, "id"));
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}
};

/// *.rels: relation id to part.
class Relations : public XmlEvents {
 public:
  explicit Relations(bool refuses_external) : refuses_external_(refuses_external) {}
  std::map<std::string, std::string, std::less<>> targets;

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    if (attribute(attributes, "TargetMode") == "External" && refuses_external_) {
      return fail({ErrorCode::invalid_input,
                   "the workbook draws on other files; save it without links to others"});
    }
    targets.emplace(attribute(attributes, "Id"), attribute(attributes, "Target"));
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  bool refuses_external_;
};

/// What cells of all sheets may hold together.
struct Budget {
  std::size_t cells = kMaxWorkbookCells;
  std::size_t text = kMaxWorkbookText;
};

/// "C12" to 3 and 12; nothing for what is no reference.
std::optional<std::pair<int, int>> place_of(std::string_view reference) {
  int column = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 3; ++at) {
    column = column * 26 + (reference[at] - 'A' + 1);
  }
  const auto row = parse_integer(reference.substr(at));
  if (at == 0 || !row || *row < 1 || *row > 1'048'576) return std::nullopt;
  return std::pair(column, static_cast<int>(*row));
}

/// xl/worksheets/sheetN.xml
class SheetCells : public XmlEvents {
 public:
  SheetCells(const std::vector<std::string>& shared, Budget& budget)
      : shared_(shared), budget_(budget) {}
  std::vector<XlsxRow> rows;

  void open(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") {
      const auto number = parse_integer(attribute(attributes, "r"));
      if (number && (*number <= row_ || *number > 1'048'576)) return fail(out_of_order());
      row_ = number ? static_cast<int>(*number) : row_ + 1;
      column_ = 0;
    } else if (name == "c") {
      open_cell(attributes);
    } else if (name == "f") {
      cell_.is_formula = true;
    } else if (name == "v") {
      is_value_ = true;
    }
    run_.open(name);
  }

  void close(std::string_view name) override {
    run_.close(name);
    if (name == "v") is_value_ = false;
    if (name == "c") close_cell();
  }

  void text(std::string_view text) override {
    if (is_value_) value_ += text;
    run_.add(text);
    if (value_.size() + run_.size() > budget_.text) fail(too_much("too much text in the cells"));
  }

 private:
  static Error out_of_order() {
    return {ErrorCode::invalid_input, "rows or cells of a sheet are out of order; save it anew"};
  }

  void open_cell(const XmlAttributes& attributes) {
    const std::string_view reference = attribute(attributes, "r");
    int column = column_ + 1;
    if (!reference.empty()) {
      const auto place = place_of(reference);
      if (!place || place->second != row_ || place->first <= column_) return fail(out_of_order());
      column = place->first;
    }
    column_ = column;
    type_ = attribute(attributes, "t");
    value_.clear();
    cell_ = {column, {}, false};
  }

  void close_cell() {
    std::string text = run_.take();
    if (type_ != "inlineStr") text = shown_value();
    if (text.empty() && !cell_.is_formula) return;
    if (cell_.column > kMaxWorkbookColumns) return fail(too_much("more than 200 columns"));
    if (budget_.cells == 0) return fail(too_much("more than 2,000,000 cells"));
    if (text.size() > budget_.text) return fail(too_much("too much text in the cells"));
    --budget_.cells;
    budget_.text -= text.size();
    cell_.text = std::move(text);
    if (rows.empty() || rows.back().number != row_) rows.push_back({row_, {}});
    rows.back().cells.push_back(std::move(cell_));
    cell_ = {};
  }

  std::string shown_value() {
    if (type_ == "s") {
      const auto place = parse_integer(value_);
      if (!place || *place < 0 || static_cast<std::size_t>(*place) >= shared_.size()) {
        fail({ErrorCode::invalid_input, "a cell names a text the workbook does not have"});
        return {};
      }
      return shared_[static_cast<std::size_t>(*place)];
    }
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (type_.empty() || type_ == "n") {
      const auto number = parse_number(value_);
      return number ? shortest_decimal(*number) : value_;
    }
    return value_;
  }

  const std::vector<std::string>& shared_;
  Budget& budget_;
  int row_ = 0;
  int column_ = 0;
  std::string type_;
  std::string value_;
  bool is_value_ = false;
  XlsxCellText cell_;
  RunText run_;
};

/// "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" to the part's name.
std::string part_name(const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

Result<std::vector<XlsxSheet>> read_parts(ZipParts& parts) {
  if (parts.has_ending("vbaProject.bin")) {
    return Error{ErrorCode::invalid_input, "the workbook has macros; save it as .xlsx, without"};
  }
  GWEVAL_TRY(const std::string workbook, parts.read("xl/workbook.xml"));
  SheetNames names;
  GWEVAL_CHECK(read_xml(workbook, names));
  GWEVAL_TRY(const std::string relations_text, parts.read("xl/_rels/workbook.xml.rels"));
  Relations relations(true);
  GWEVAL_CHECK(read_xml(relations_text, relations));
  SharedStrings shared;
  if (parts.has("xl/sharedStrings.xml")) {
    GWEVAL_TRY(const std::string text, parts.read("xl/sharedStrings.xml"));
    GWEVAL_CHECK(read_xml(text, shared));
  }
  Budget budget;
  std::vector<XlsxSheet> out;
  for (const auto& [name, relation] : names.sheets) {
    const auto target = relations.targets.find(relation);
    if (target == relations.targets.end()) {
      return Error{
          ErrorCode::invalid_input,
          fmt::format("the sheet '{}' of the workbook is missing", printable_lines(name, 100))};
    }
    const auto of_sheet = [&name = name](Error error) {
      error.message = fmt::format("sheet '{}': {}", printable_lines(name, 100), error.message);
      return error;
    };
    const auto xml = parts.read(part_name(target->second));
    if (!xml) return of_sheet(xml.error());
    SheetCells cells(shared.strings, budget);
    if (const auto read = read_xml(*xml, cells); !read) return of_sheet(read.error());
    out.push_back({name, std::move(cells.rows)});
  }
  return out;
}

}  // namespace

Result<std::vector<XlsxSheet>> read_xlsx(std::string_view bytes, const std::string& where) {
  const auto read = [&]() -> Result<std::vector<XlsxSheet>> {
    GWEVAL_TRY(ZipParts parts, ZipParts::open(bytes));
    return read_parts(parts);
  };
  auto sheets = read();
  if (sheets) return sheets;
  Error error = std::move(sheets).error();
  if (error.code == ErrorCode::not_found) error.code = ErrorCode::invalid_input;
  error.where = where;
  return error;
}

std::string column_letters(int column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  }
  return out;
}

}  // namespace gweval

// Published tables of indices: reading.

#include <algorithm>
#include <array>
#include <cmath>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "gweval/published.hpp"

namespace gweval {
namespace {

constexpr std::array<const char*, 7> kColumns = {"group", "level",    "indicator", "year",
                                                 "index", "relation", "parent"};
enum Column { group, level, indicator, year, index, relation, parent };

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = trim(text.substr(0, end));
    if (!part.empty()) out.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Half of the last printed digit.
double half_step(std::string_view digits) {
  const std::size_t point = digits.find('.');
  const std::size_t places = point == std::string_view::npos ? 0 : digits.size() - point - 1;
  return 0.5 * std::pow(10.0, -static_cast<double>(places));
}

/// Nothing for a relation that is not one of the known.
bool set_interval(std::string_view relation_text, double value, double half, PublishedIndex& out) {
  if (relation_text == "=") {
    out.low = value - half;
    out.high = value + half;
  } else if (relation_text == "derived") {  // of two printed figures
    out.low = value - 2 * half;
    out.high = value + 2 * half;
  } else if (relation_text == ">" || relation_text == ">=") {
    out.low = value;
    out.high = 1;
    out.is_exact = false;
  } else if (relation_text == "<" || relation_text == "<=") {
    out.low = 0;
    out.high = value;
    out.is_exact = false;
  } else {
    return false;
  }
  out.low = std::clamp(out.low, 0.0, 1.0);
  out.high = std::clamp(out.high, 0.0, 1.0);
  return true;
}

class TableReader {
 public:
  explicit TableReader(const std::string& file) : file_(file) {}

  PublishedTableLoad run(std::string_view text) {
    if (text.starts_with(kUtf8Bom)) text.remove_prefix(kUtf8Bom.size());
    CsvTable table = parse_csv(text, file_);
    out_.faults = std::move(table.faults);
    if (!out_.faults.empty()) return std::move(out_);
    if (table.rows.empty()) {
      fault({}, "the file is empty; it needs a header and at least one figure");
      return std::move(out_);
    }
    if (!read_header(table.rows.front())) return std::move(out_);
    for (std::size_t i = 1; i < table.rows.size(); ++i) read_row(table.rows[i]);
    if (out_.rows.empty() && out_.faults.empty()) fault({}, "there is no figure below the header");
    return std::move(out_);
  }

 private:
  bool read_header(const std::vector<CsvCell>& row) {
    const auto find = [&](std::string_view name) -> std::optional<std::size_t> {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (trim(row[i].text) == name) return i;
      }
      return std::nullopt;
    };
    for (const char* name : kColumns) {
      const auto at = find(name);
      if (!at) fault(row.front(), "the column '" + std::string(name) + "' is missing");
      columns_.push_back(at.value_or(0));
    }
    profiles_ = find("profiles");
    return out_.faults.empty();
  }

  void read_row(const std::vector<CsvCell>& row) {
    const std::size_t widest = *std::max_element(columns_.begin(), columns_.end());
    if (row.size() <= widest) {
      fault(row.front(), "this line has " + std::to_string(row.size()) + " columns, of " +
                             std::to_string(widest + 1) + " needed");
      return;
    }
    const auto cell = [&](Column column) -> const CsvCell& { return row[columns_[column]]; };
    const auto text = [&](Column column) { return std::string(trim(cell(column).text)); };
    const std::size_t faults = out_.faults.size();
    PublishedIndex out;
    out.group = text(group);
    out.level = text(level);
    out.indicator = text(indicator);
    out.parent = text(parent);
    const auto number = parse_number(text(index));
    const auto when = parse_integer(text(year));
    if (out.group.empty()) fault(cell(group), "the group is empty");
    if (out.indicator.empty()) fault(cell(indicator), "the indicator is empty");
    if (out.level != "L0" && out.level != "L1" && out.level != "L2") {
      fault(cell(level), "the level must be L0, L1 or L2");
    }
    if (!when || *when < 1900 || *when > 9999) fault(cell(year), "not a year; write e.g. 2025");
    if (!number || *number < 0 || *number > 1) fault(cell(index), "not an index from 0 to 1");
    const std::string sign = text(relation);
    if (!set_interval(sign, number.value_or(0), half_step(text(index)), out)) {
      fault(cell(relation), "the relation must be one of = > >= < <= derived");
    }
    if (out_.faults.size() > faults) return;
    out.year = static_cast<int>(*when);
    out.text = (out.is_exact ? "" : sign) + text(index);
    if (profiles_ && *profiles_ < row.size()) out.profiles = split(row[*profiles_].text, '+');
    out_.rows.push_back(std::move(out));
  }

  void fault(const CsvCell& cell, std::string message) {
    out_.faults.push_back({file_, cell.line, cell.column, std::move(message)});
  }

  const std::string& file_;
  std::vector<std::size_t> columns_;
  std::optional<std::size_t> profiles_;
  PublishedTableLoad out_;
};

}  // namespace

PublishedTableLoad parse_published_table(std::string_view csv, const std::string& file) {
  return TableReader(file).run(csv);
}

}  // namespace gweval

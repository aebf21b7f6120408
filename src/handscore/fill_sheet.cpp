#include "handscore/fill_sheet.hpp"

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "base/csv.hpp"
#include "handscore/form_table.hpp"

namespace gweval {
namespace {

const std::vector<std::string> kKeys{"site_id", "indicator_id", "criterion_id"};
/// What a person says; nothing else of a sheet is ever filled in.
const std::vector<std::string> kOpen{"grade",        "not_applicable", "note",      "reason",
                                     "evidence_url", "minutes",        "decided_by"};
/// What the program says.
const std::vector<std::string> kShown{"unit",    "site",   "indicator", "criterion",
                                      "look_at", "scale",  "pages",     "machine",
                                      "answers", "points", "round",     "rater"};

using Key = std::tuple<std::string, std::string, std::string>;

Key key_of(const FormTable& table, std::size_t row) {
  return {table.cell(row, kKeys[0]).text, table.cell(row, kKeys[1]).text,
          table.cell(row, kKeys[2]).text};
}

std::vector<std::string> joined(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Column ids in the order they stand.
std::vector<std::string> ordered_columns(const FormTable& table) {
  std::map<int, std::string> by_place;
  for (const auto& [id, place] : table.columns) by_place[place] = id;
  std::vector<std::string> out;
  for (const auto& [place, id] : by_place) out.push_back(id);
  return out;
}

}  // namespace

SheetFill fill_sheet(const std::filesystem::path& sheet, const std::filesystem::path& answers) {
  SheetFill out;
  const FormLoad form = load_form(sheet, "unit", kKeys, joined(kOpen, kShown));
  const FormLoad said = load_form(answers, "criterion_id", kKeys, kOpen);
  out.faults = form.faults;
  out.faults.insert(out.faults.end(), said.faults.begin(), said.faults.end());
  if (!form.table || !said.table) return out;
  std::map<Key, std::size_t> rows;  // of the answers
  for (std::size_t row = 0; row < said.table->rows.size(); ++row) {
    if (rows.emplace(key_of(*said.table, row), row).second) continue;
    const FormCell at = said.table->cell(row, kKeys[0]);
    out.faults.push_back(said.table->fault(at, "the row stands twice"));
  }
  const auto columns = ordered_columns(*form.table);
  out.csv = std::string(kUtf8Bom) + csv_row(columns);
  for (std::size_t row = 0; row < form.table->rows.size(); ++row) {
    const auto found = rows.find(key_of(*form.table, row));
    std::vector<std::string> cells;
    for (const std::string& column : columns) {
      cells.push_back(form.table->cell(row, column).text);
      if (found == rows.end() || !said.table->columns.contains(column)) continue;
      const std::string text = said.table->cell(found->second, column).text;
      for (const std::string& open : kOpen) {
        if (open == column && !text.empty()) cells.back() = text;
      }
    }
    out.csv += csv_row(cells);
    if (found == rows.end()) continue;
    ++out.rows;
    rows.erase(found);
  }
  for (const auto& [key, row] : rows) {
    const FormCell at = said.table->cell(row, kKeys[0]);
    out.faults.push_back(
        said.table->fault(at, fmt::format("the sheet has no row for {}/{}/{}", std::get<0>(key),
                                          std::get<1>(key), std::get<2>(key))));
  }
  return out;
}

}  // namespace gweval

// Any bytes as a CSV file: decoding gives valid UTF-8 or an error, cells have places in the file,
// and what is written reads back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/csv.hpp"
#include "base/utf8.hpp"
#include "inputs/text_encoding.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// csv_field puts an apostrophe before what a spreadsheet would run.
bool is_same_or_defused(const std::string& back, const std::string& text) {
  return back == text || back == "'" + text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = gweval::decode_input({reinterpret_cast<const char*>(data), size});
  if (!text) {
    require(!text.error().message.empty());
    return 0;
  }
  require(gweval::is_valid_utf8(*text));
  const gweval::CsvTable table = gweval::parse_csv(*text, "fuzz.csv", 100'000);
  for (const auto& row : table.rows) {
    require(!row.empty());
    std::vector<std::string> fields;
    for (const gweval::CsvCell& cell : row) {
      require(cell.line >= 1 && cell.column >= 1);
      fields.push_back(cell.text);
    }
    const auto back = gweval::parse_csv(gweval::csv_row(fields), "back.csv");
    require(back.faults.empty() && back.rows.size() == 1);
    require(back.rows[0].size() == fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i)
      require(is_same_or_defused(back.rows[0][i].text, fields[i]));
  }
  return 0;
}

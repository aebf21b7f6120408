#include "report_readers.hpp"

#include <fstream>

#include <zlib.h>

#include "base/csv.hpp"
#include "gweval/report_files.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"
#include "zip_entry.hpp"

namespace gweval::test {
namespace {

std::string from_base64(const std::string& text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) break;  // '=': the end
    bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xFFFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

std::string unpacked(const std::string& packed) {
  std::string out(packed.size() * 4 + 1024, '\0');
  for (;;) {
    auto size = static_cast<uLongf>(out.size());
    const int status = uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                                  reinterpret_cast<const Bytef*>(packed.data()), packed.size());
    if (status == Z_OK) return out.substr(0, size);
    if (status != Z_BUF_ERROR) FAIL("zlib " << status);
    out.resize(out.size() * 2);
  }
}

}  // namespace

std::string workbook(const ReportModel& model, Language language) {
  const TempDir folder;
  const auto path = folder / "r.xlsx";
  const auto written = write_report_xlsx(model, path, language);
  if (!written) FAIL(written.error().text());
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> sheet(const std::string& book, int number) {
  const std::string xml = zip_entry(book, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
  std::map<std::string, std::string> out;
  for (std::size_t at = xml.find("<c r=\""); at != std::string::npos;
       at = xml.find("<c r=\"", at + 1)) {
    const std::string reference = xml.substr(at + 6, xml.find('"', at + 6) - at - 6);
    const std::string cell = xml.substr(at, xml.find("</c>", at) - at);
    CHECK(cell.find("<f>") == std::string::npos);  // never a formula
    const bool is_text = cell.find("t=\"inlineStr\"") != std::string::npos;
    const std::string open = is_text ? "<t" : "<v>";
    const std::size_t start = cell.find('>', cell.find(open)) + 1;
    out[reference] = cell.substr(start, cell.find('<', start) - start);
  }
  return out;
}

std::vector<std::map<std::string, std::string>> sheet_rows(const std::string& book, int number) {
  std::map<std::string, std::string> titles;  // column letters -> title
  std::map<int, std::map<std::string, std::string>> rows;
  const auto cells = sheet(book, number);
  const auto place = [](const std::string& reference) {
    const std::size_t digits = reference.find_first_of("0123456789");
    return std::pair(reference.substr(0, digits), std::stoi(reference.substr(digits)));
  };
  for (const auto& [reference, text] : cells) {
    const auto [column, row] = place(reference);
    if (row == 1) titles[column] = text;
  }
  for (const auto& [reference, text] : cells) {
    const auto [column, row] = place(reference);
    if (row > 1) rows[row][titles[column]] = text;
  }
  std::vector<std::map<std::string, std::string>> out;
  for (auto& [row, cells_of_row] : rows) out.push_back(std::move(cells_of_row));
  return out;
}

std::vector<std::map<std::string, std::string>> rows_of(const std::string& csv) {
  const CsvTable table = parse_csv(std::string_view(csv).substr(kUtf8Bom.size()), "t");
  std::vector<std::map<std::string, std::string>> out;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    auto& row = out.emplace_back();
    for (std::size_t k = 0; k < table.rows[i].size(); ++k) {
      row[table.rows[0].at(k).text] = table.rows[i][k].text;
    }
  }
  return out;
}

nlohmann::json page_block(const std::string& page, const std::string& id) {
  const std::string open = "<script type=\"text/plain\" id=\"" + id + "\">";
  const std::size_t start = page.find(open);
  REQUIRE(start != std::string::npos);
  const std::size_t from = start + open.size();
  return nlohmann::json::parse(
      unpacked(from_base64(page.substr(from, page.find('<', from) - from))));
}

double number(const std::string& text) {
  return text.empty() ? 0 : std::stod(text);
}

}  // namespace gweval::test

#include "zipped.hpp"

#include <zip.h>

#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval::test {

std::string zipped(const Parts& parts) {
  const TempDir dir;
  const std::string path = (dir / "a.zip").string();
  int code = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE, &code);
  REQUIRE(archive != nullptr);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
  }
  REQUIRE(zip_close(archive) == 0);
  return slurp(path);
}

Parts workbook_parts(const std::string& sheet_data, const std::string& strings) {
  constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  constexpr const char* kRelations =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  Parts parts{
      {"xl/workbook.xml", std::string("<workbook xmlns=\"") + kMain + "\" xmlns:r=\"" + kRelations +
                              "\"><sheets><sheet name=\"评分\" sheetId=\"1\" r:id=\"rId1\"/>"
                              "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"rId1\" Type=\"worksheet\" "
       "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
      {"xl/worksheets/sheet1.xml", std::string("<worksheet xmlns=\"") + kMain + "\"><sheetData>" +
                                       sheet_data + "</sheetData></worksheet>"}};
  if (!strings.empty()) parts.emplace_back("xl/sharedStrings.xml", "<sst>" + strings + "</sst>");
  return parts;
}

}  // namespace gweval::test

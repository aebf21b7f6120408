#include "manifest.hpp"

#include "base/file.hpp"
#include "base/utf8.hpp"

namespace gweval {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;

std::vector<std::string> split(std::string_view line, char separator) {
  std::vector<std::string> cells;
  for (;;) {
    const std::size_t at = line.find(separator);
    cells.emplace_back(line.substr(0, at));
    if (at == std::string_view::npos) return cells;
    line.remove_prefix(at + 1);
  }
}

}  // namespace

Result<std::vector<std::string>> read_lines(const std::string& path) {
  GWEVAL_TRY(const std::string text, read_file(path, kMaxBytes));
  std::vector<std::string> lines;
  for (std::string& line : split(text, '\n')) {
    while (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<ManifestRow>> read_manifest(const std::string& path) {
  GWEVAL_TRY(const std::vector<std::string> lines, read_lines(path));
  if (lines.empty()) {
    return Error{ErrorCode::invalid_input, "no header line; give a tab-separated table", path};
  }
  const std::vector<std::string> names = split(lines.front(), '\t');
  std::vector<ManifestRow> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = split(lines[i], '\t');
    ManifestRow row;
    for (std::size_t k = 0; k < names.size(); ++k) {
      row[names[k]] = k < cells.size() ? std::string(trim(cells[k])) : std::string();
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace gweval

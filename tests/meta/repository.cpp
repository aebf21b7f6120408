#include "meta/repository.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "support/catch.hpp"

namespace gweval::meta {
namespace {

namespace fs = std::filesystem;

const fs::path& root() {
  static const fs::path kRoot = GWEVAL_SOURCE_DIR;
  return kRoot;
}

bool is_ours(const fs::path& folder) {
  static const std::set<std::string> kForeign = {".git",         "build",           "gweval-out",
                                                 "node_modules", "gweval-evidence", ".cache"};
  return kForeign.count(folder.filename().string()) == 0;
}

}  // namespace

std::vector<std::string> repository_files() {
  std::vector<std::string> files;
  for (auto it = fs::recursive_directory_iterator(root()); it != fs::recursive_directory_iterator();
       ++it) {
    if (it->is_directory() && !is_ours(it->path())) it.disable_recursion_pending();
    if (it->is_regular_file()) files.push_back(it->path().lexically_relative(root()).string());
  }
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() > 50);
  return files;
}

bool has_suffix(std::string_view path, std::string_view suffix) {
  return path.ends_with(suffix);
}

std::string read_file(const std::string& path) {
  std::ifstream in(root() / path, std::ios::binary);
  INFO("reading " << path);
  REQUIRE(in.is_open());
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool file_exists(const std::string& path) {
  return fs::exists(root() / path);
}

}  // namespace gweval::meta

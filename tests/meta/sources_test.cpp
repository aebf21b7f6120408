// What every file of the sources keeps to: size, opening comments, words.

#include <map>
#include <sstream>
#include <string>

#include "meta/repository.hpp"
#include "support/catch.hpp"

namespace gweval::meta {
namespace {

constexpr std::size_t kSourceLines = 400;  // house rule: a file is read in one sitting
constexpr std::size_t kHeaderLines = 150;  // house rule: a header is an overview

struct Allowance {
  std::size_t lines = 0;
  std::string reason;
};

std::map<std::string, Allowance> allowances() {
  std::map<std::string, Allowance> all;
  for (const std::string& line : lines_of(read_file("tests/meta/size_allowances.txt"))) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream in(line);
    std::string path;
    Allowance allowance;
    in >> path >> allowance.lines >> std::ws;
    std::getline(in, allowance.reason);
    all[path] = allowance;
  }
  return all;
}

std::size_t usual_limit(const std::string& path) {
  if (has_suffix(path, ".cpp")) return kSourceLines;
  return has_suffix(path, ".hpp") ? kHeaderLines : 0;
}

bool is_text_of_ours(const std::string& path) {
  for (const char* suffix :
       {".cpp", ".hpp", ".md", ".cmake", ".txt", ".yaml", ".json", ".csv", ".in"}) {
    if (has_suffix(path, suffix)) return true;
  }
  return path.find('.') == std::string::npos || path.starts_with(".ci/");
}

}  // namespace

TEST_CASE("no source outgrows its limit without a reason") {
  const auto allowed = allowances();
  for (const std::string& path : repository_files()) {
    const std::size_t usual = usual_limit(path);
    if (usual == 0) continue;
    const auto allowance = allowed.find(path);
    const std::size_t limit = allowance == allowed.end() ? usual : allowance->second.lines;
    const std::size_t lines = lines_of(read_file(path)).size();
    INFO(path << " has " << lines << " lines; split it, or give it a line with a reason in "
              << "tests/meta/size_allowances.txt");
    CHECK(lines <= limit);
  }
}

TEST_CASE("every allowance is needed and says why") {
  for (const auto& [path, allowance] : allowances()) {
    INFO("tests/meta/size_allowances.txt: " << path << " (remove or correct the line)");
    REQUIRE(file_exists(path));
    CHECK(lines_of(read_file(path)).size() > usual_limit(path));
    CHECK(allowance.lines <= 2 * usual_limit(path));
    CHECK(allowance.reason.size() > 20);
  }
}

TEST_CASE("every public header opens with what it stands for") {
  std::size_t checked = 0;
  for (const std::string& path : repository_files()) {
    if (!path.starts_with("include/gweval/")) continue;
    const auto lines = lines_of(read_file(path));
    INFO(path << ": line 1 is #pragma once, line 2 starts a comment of one sentence or more");
    REQUIRE(lines.size() > 2);
    CHECK(lines[0] == "#pragma once");
    CHECK(lines[1].starts_with("// "));
    CHECK(lines[1].size() > 30);
    ++checked;
  }
  CHECK(checked > 10);
}

TEST_CASE("every other header opens with a comment too") {
  for (const std::string& path : repository_files()) {
    if (!has_suffix(path, ".hpp") ||
        !(path.starts_with("src/") || path.starts_with("tests/support/")))
      continue;
    const auto lines = lines_of(read_file(path));
    INFO(path << ": line 1 is #pragma once, line 2 starts a comment");
    REQUIRE(lines.size() > 2);
    CHECK(lines[0] == "#pragma once");
    CHECK(lines[1].starts_with("//"));
  }
}

TEST_CASE("no file names a machine's folders or leaves work for later") {
  // Put together here so that this file does not accuse itself.
  const std::vector<std::string> forbidden = {
      std::string("/wo") + "rk/", std::string("/ro") + "ot/", std::string("../sha") + "red",
      std::string("TO") + "DO", std::string("FIX") + "ME"};
  for (const std::string& path : repository_files()) {
    if (!is_text_of_ours(path)) continue;
    const std::string content = read_file(path);
    for (const std::string& word : forbidden) {
      INFO(path << " says " << word);
      CHECK(content.find(word) == std::string::npos);
    }
  }
}

}  // namespace gweval::meta

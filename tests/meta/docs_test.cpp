// The documentation says what is there: links resolve, commands and options exist, nothing is
// orphaned.

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include <re2/re2.h>

#include "meta/repository.hpp"
#include "support/catch.hpp"

namespace gweval::meta {
namespace {

std::vector<std::string> markdown_files() {
  std::vector<std::string> files;
  for (const std::string& path : repository_files()) {
    if (has_suffix(path, ".md")) files.push_back(path);
  }
  return files;
}

/// Text outside fenced blocks, where links are links and headings headings.
std::string prose_of(const std::string& text) {
  std::string prose;
  bool is_fenced = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("```"))
      is_fenced = !is_fenced;
    else if (!is_fenced)
      prose += line + "\n";
  }
  return prose;
}

/// The anchor GitHub makes of a heading: lower case, blanks to hyphens, punctuation dropped.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ')
      anchor += '-';
    else if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_')
      anchor += static_cast<char>(std::tolower(byte));
  }
  return anchor;
}

std::set<std::string> anchors_of(const std::string& path) {
  std::set<std::string> anchors;
  for (const std::string& line : lines_of(prose_of(read_file(path)))) {
    std::string heading;
    if (RE2::FullMatch(line, "#+ +(.*)", &heading)) anchors.insert(anchor_of(heading));
  }
  return anchors;
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

/// "docs/" + "../samples/a" -> "samples/a".
std::string joined(const std::string& folder, const std::string& target) {
  return std::filesystem::path(folder + target).lexically_normal().string();
}

#ifdef GWEVAL_PROGRAM
std::string output_of(const std::string& arguments) {
  const std::string command = std::string("'") + GWEVAL_PROGRAM + "' " + arguments + " 2>&1";
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"),
                                             pclose);  // NOLINT: our own program
  REQUIRE(pipe != nullptr);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), size);
  return output;
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
  std::set<std::string> found;
  re2::StringPiece rest(text);
  std::string word;
  const RE2 expression(pattern);
  while (RE2::FindAndConsume(&rest, expression, &word)) found.insert(word);
  return found;
}

/// Names below a heading of CLI11's help, e.g. "Commands:".
std::set<std::string> listed_below(const std::string& help, const std::string& heading) {
  std::set<std::string> names;
  bool is_inside = false;
  for (const std::string& line : lines_of(help)) {
    if (!line.starts_with(" ")) is_inside = line.starts_with(heading);
    std::string name;
    if (is_inside && RE2::PartialMatch(line, "^  ([a-z][a-z-]*)", &name)) names.insert(name);
  }
  return names;
}

std::set<std::string> commands() {
  auto names = listed_below(output_of("--help"), "Commands:");
  if (names.empty()) names = listed_below(output_of("--help"), "Subcommands:");
  REQUIRE(names.count("score") == 1);
  return names;
}
#endif

}  // namespace

TEST_CASE("every link in the documentation leads somewhere") {
  std::size_t checked = 0;
  for (const std::string& path : markdown_files()) {
    const std::string prose = prose_of(read_file(path));
    re2::StringPiece rest(prose);
    std::string target;
    static const RE2 kLink(R"(\]\(([^)\s]+)\))");
    while (RE2::FindAndConsume(&rest, kLink, &target)) {
      if (RE2::PartialMatch(target, "^[a-z]+:")) continue;  // another site's address
      const auto hash = target.find('#');
      const std::string file = hash == 0 ? path : joined(folder_of(path), target.substr(0, hash));
      INFO(path << " links to " << target);
      REQUIRE(file_exists(file));
      if (hash != std::string::npos) CHECK(anchors_of(file).count(target.substr(hash + 1)) == 1);
      ++checked;
    }
  }
  CHECK(checked > 20);
}

TEST_CASE("every page of docs is reached from its index") {
  const std::string index = read_file("docs/README.md");
  for (const std::string& path : markdown_files()) {
    static const RE2 kPage("docs/([A-Za-z-]+\\.md)");
    std::string page;
    if (!RE2::FullMatch(path, kPage, &page) || page == "README.md") continue;
    INFO("docs/README.md does not link " << page);
    CHECK(index.find("(" + page) != std::string::npos);
  }
}

TEST_CASE("both readmes give the two commands and link the same pages") {
  const auto links = [](const std::string& path) {
    std::set<std::string> found;
    const std::string prose = prose_of(read_file(path));
    re2::StringPiece rest(prose);
    std::string target;
    static const RE2 kLink(R"(\]\(((?:docs|samples)[^)#\s]*))");
    while (RE2::FindAndConsume(&rest, kLink, &target)) found.insert(target);
    return found;
  };
  for (const char* path : {"README.md", "README.zh-CN.md"}) {
    const std::string text = read_file(path);
    INFO(path);
    CHECK(text.find("./tools/quickstart") != std::string::npos);
    CHECK(text.find("./tools/test") != std::string::npos);
  }
  CHECK(links("README.md") == links("README.zh-CN.md"));
}

#ifdef GWEVAL_PROGRAM
TEST_CASE("every command the documentation names exists") {
  const auto known = commands();
  for (const std::string& path : markdown_files()) {
    const std::string text = read_file(path);
    for (const std::string& command :
         matches(text, "(?m)(?:`|^ *\\$? ?|build/release/)gweval ([a-z]+)\\b")) {
      INFO(path << " names the command: gweval " << command);
      CHECK(known.count(command) == 1);
    }
  }
}

TEST_CASE("docs/cli.md has every command and every option, and no others") {
  const std::string page = read_file("docs/cli.md");
  std::string help = output_of("--help");
  for (const std::string& command : commands()) {
    INFO("docs/cli.md does not name: gweval " << command);
    CHECK(page.find("gweval " + command) != std::string::npos);
    const std::string own = output_of(command + " --help");
    help += own;
    for (const std::string& below : listed_below(own, "Subcommands:"))
      help += output_of(command + " " + below + " --help");
    for (const std::string& below : listed_below(own, "Commands:"))
      help += output_of(command + " " + below + " --help");
  }
  const auto real = matches(help, "(--[a-z][a-z-]+)");
  const auto written = matches(page, "(--[a-z][a-z-]+)");
  for (const std::string& option : real) {
    INFO("docs/cli.md does not explain " << option);
    CHECK(written.count(option) == 1);
  }
  for (const std::string& option : written) {
    INFO("docs/cli.md explains " << option << ", which no command has");
    CHECK(real.count(option) == 1);
  }
}
#endif

}  // namespace gweval::meta

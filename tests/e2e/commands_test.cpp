// What the commands print and answer without any site.

#include <sstream>

#include "base/display_width.hpp"
#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

TEST_CASE("help teaches and succeeds") {
  const TempDir folder;
  const auto run = run_gweval(folder.path(), {"--help"});
  CHECK(run.exit_code == 0);
  for (const char* command :
       {"score", "crawl", "check", "explain", "catalogue", "rules", "inspect"}) {
    CHECK_THAT(run.out, Contains(command));
    CHECK(run_gweval(folder.path(), {command, "--help"}).exit_code == 0);
  }
  CHECK_THAT(run.out, Contains("Exit codes"));
}

TEST_CASE("rules decide 65 % of the weight of every table of government sites, or more") {
  const TempDir folder;
  const auto run = run_gweval(folder.path(), {"catalogue", "list", "--lang", "en"});
  REQUIRE(run.exit_code == 0);
  std::istringstream lines(run.out);
  std::string catalogue;
  std::size_t seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(" ")) catalogue = line.substr(0, line.find(' '));
    for (const char* profile :
         {"  ministry ", "  province ", "  direct-municipality ", "  municipal ", "  county "}) {
      if (catalogue != "cstc-2025" || !line.starts_with(profile)) continue;
      ++seen;
      const std::size_t end = line.find("% by rules");
      REQUIRE(end != std::string::npos);
      const std::size_t begin = line.rfind(' ', end) + 1;
      INFO(line);
      CHECK(std::stod(line.substr(begin, end - begin)) >= 65.0);
    }
  }
  CHECK(seen == 5);
}

TEST_CASE("catalogues are shown within 80 columns") {
  const TempDir folder;
  for (const std::string language : {"zh", "en"}) {
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"list"}, {"show"}}) {
      std::vector<std::string> arguments{"catalogue", command.front(), "--lang", language};
      const auto run = run_gweval(folder.path(), arguments);
      REQUIRE(run.exit_code == 0);
      std::istringstream lines(run.out);
      for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK(display_width(line) <= 80);
      }
    }
  }
}

TEST_CASE("a word that is no choice is told with those that are") {
  const TempDir folder;
  const auto run = run_gweval(folder.path(), {"catalogue", "list", "--lang", "fr"});
  CHECK(run.exit_code == 2);
  CHECK_THAT(run.err, Contains("--lang: 'fr' is none of zh, en"));
  const auto file = run_gweval(folder.path(), {"inspect", "-", "--url", "file:///etc/passwd"});
  CHECK(file.exit_code == 2);
  CHECK_THAT(file.err, Contains("--url is not an absolute address of http or https"));
}

/// The words below the heading of commands; none if there are none.
std::vector<std::string> commands_in(const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help);
  bool is_list = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("Subcommands:")) {
      is_list = true;
    } else if (!line.starts_with(" ")) {
      is_list = false;
    } else if (is_list && line.size() > 2 && line[2] != ' ') {
      names.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
  }
  return names;
}

/// The help of a command and of all below it; how many they are.
std::size_t check_help(const TempDir& folder, const std::vector<std::string>& command) {
  std::vector<std::string> arguments = command;
  arguments.emplace_back("--help");
  const std::string help = run_gweval(folder.path(), arguments).out;
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) {
    INFO((command.empty() ? "" : command.back()) << ": " << line);
    CHECK(display_width(line) <= 80);
  }
  std::size_t count = 1;
  for (const std::string& name : commands_in(help)) {
    std::vector<std::string> below = command;
    below.push_back(name);
    count += check_help(folder, below);
  }
  return count;
}

TEST_CASE("every help fits a terminal of 80 columns") {
  const TempDir folder;
  CHECK(check_help(folder, {}) > 30);
  // Each command's help has its own examples, not those of the program.
  CHECK_THAT(run_gweval(folder.path(), {"crawl", "--help"}).out, !Contains("gweval explain"));
  // The names of several values of one option are taught by its text, not by an ellipsis.
  std::istringstream score(run_gweval(folder.path(), {"score", "--help"}).out);
  for (std::string line; std::getline(score, line);) {
    if (line.starts_with("  -")) CHECK_THAT(line, !Contains(" ..."));
  }
}

TEST_CASE("wrong usage is exit code 2 and names the nearest command") {
  const TempDir folder;
  const auto misspelt = run_gweval(folder.path(), {"scroe", "list.csv"});
  CHECK(misspelt.exit_code == 2);
  CHECK_THAT(misspelt.err, Contains("did you mean 'score'?"));
  CHECK(misspelt.out.empty());
  CHECK_THAT(run_gweval(folder.path(), {"worksheet", "exprot", "r.json"}).err,
             Contains("did you mean 'export'?"));
  CHECK_THAT(run_gweval(folder.path(), {"score", "--offlin", "list.csv"}).err,
             Contains("did you mean '--offline'?"));
  CHECK(run_gweval(folder.path(), {}).exit_code == 2);
  CHECK(run_gweval(folder.path(), {"score"}).exit_code == 2);
  CHECK(run_gweval(folder.path(), {"score", "x.csv", "--delay", "fast"}).exit_code == 2);
  CHECK(run_gweval(folder.path(), {"score", "x.csv", "--as-of", "2025-02-30"}).exit_code == 2);
  for (const char* target :
       {"foo", "a.cn:80:127.0.0.1", "a.cn:99999:127.0.0.1:80", "[::1:80:b:1"}) {
    const auto run = run_gweval(folder.path(), {"score", "x.csv", "--connect-to", target});
    CHECK(run.exit_code == 2);
    CHECK_THAT(run.err, Contains("HOST:PORT:ADDR:PORT"));
  }
  // The list is what is missing here, not a way to the host.
  CHECK(run_gweval(folder.path(), {"score", "x.csv", "--connect-to", "a.cn:443:[::1]:8443"})
            .exit_code == 3);
  CHECK(run_gweval(folder.path(), {"score", "x.csv", "--no-such-option"}).exit_code == 2);
}

TEST_CASE("catalogue show prints one leaf a row with the published names and weights") {
  const TempDir folder;
  const auto run =
      run_gweval(folder.path(), {"catalogue", "show", "--profile", "municipal", "--format", "csv"});
  REQUIRE(run.exit_code == 0);
  CHECK_THAT(run.out, Catch::StartsWith("profile,id,level1,level2,level3,weight,bonus\r\n"));
  CHECK_THAT(run.out, Contains(",资源汇聚能力,政府信息公开,法定主动公开,17,no\r\n"));
  CHECK_THAT(run.out, Contains(",优秀创新案例,,,10,yes\r\n"));
  // 41 leaves, one bonus leaf and the header, as the survey's table of municipal portals.
  CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 43);
}

TEST_CASE("an unknown catalogue or profile names the known ones") {
  const TempDir folder;
  const auto catalogue =
      run_gweval(folder.path(), {"catalogue", "show", "--catalogue", "ctsc-2025"});
  CHECK(catalogue.exit_code == 3);
  CHECK_THAT(catalogue.err, Contains("did you mean 'cstc-2025'?"));
  const auto profile =
      run_gweval(folder.path(), {"catalogue", "show", "--profile", "municipality"});
  CHECK(profile.exit_code == 2);
  CHECK_THAT(profile.err, Contains("'municipality'"));
  const auto times = run_gweval(folder.path(), {"rules", "time", "--profile", "cuonty"});
  CHECK(times.exit_code == 2);
  CHECK_THAT(times.err, Contains("did you mean 'county'?") && Contains("gweval catalogue list"));
}

TEST_CASE("the catalogues at hand have no faults") {
  const TempDir folder;
  for (const char* id : {"cstc-2025", "cstc-2022"}) {
    const auto run = run_gweval(folder.path(), {"catalogue", "lint", id});
    INFO(run.err);
    CHECK(run.exit_code == 0);
    CHECK_THAT(run.out, Contains("no faults"));
  }
}

TEST_CASE("lint prints every fault with its position") {
  const TempDir folder;
  folder.write("broken/catalogue.yaml", "format: gweval-catalogue/1\nid: broken\nyeer: 2025\n");
  const auto run = run_gweval(folder.path(), {"catalogue", "lint", "broken"});
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.err, Contains("broken/catalogue.yaml:3:1: "));
  CHECK_THAT(run.err, Contains("did you mean 'year'?"));
}

TEST_CASE("rules are documented in the program") {
  const TempDir folder;
  const auto list = run_gweval(folder.path(), {"rules", "list"});
  CHECK(list.exit_code == 0);
  CHECK_THAT(list.out, Contains("links.dead"));
  const auto page = run_gweval(folder.path(), {"rules", "show", "links.dead", "--lang", "en"});
  CHECK(page.exit_code == 0);
  CHECK_THAT(page.out, Contains("outcomes"));
  const auto unknown = run_gweval(folder.path(), {"rules", "show", "links.deed"});
  CHECK(unknown.exit_code == 2);
  CHECK_THAT(unknown.err, Contains("did you mean 'links.dead'?"));
}

TEST_CASE("options come from a configuration file unless the command line gives them") {
  const TempDir folder;
  folder.write("gweval.conf", "catalogue = \"cstc-2022\"  # a comment\n[explain]\nlang = \"en\"\n");
  const auto listed = run_gweval(folder.path(), {"catalogue", "lint", "cstc-2022"});
  CHECK(listed.exit_code == 0);
  const std::vector<std::string> score{"score", "missing.csv", "--config", "gweval.conf"};
  CHECK_THAT(run_gweval(folder.path(), score).err, Contains("missing.csv"));
  folder.write("unknown.conf", "catalogue = \"cstc-1999\"\n");
  auto with_unknown = score;
  with_unknown.back() = "unknown.conf";
  CHECK_THAT(run_gweval(folder.path(), with_unknown).err, Contains("cstc-1999"));
  with_unknown.insert(with_unknown.end(), {"--catalogue", "cstc-2025"});
  CHECK_THAT(run_gweval(folder.path(), with_unknown).err, !Contains("cstc-1999"));
  folder.write("bad.conf", "[scroe]\njobs = 2\n");
  const auto bad = run_gweval(folder.path(), {"score", "missing.csv", "--config", "bad.conf"});
  CHECK(bad.exit_code == 3);
  CHECK_THAT(bad.err, Contains("did you mean 'score'?"));
  CHECK(run_gweval(folder.path(), {"score", "x.csv", "--config", "none.conf"}).exit_code == 3);
}

TEST_CASE("output that cannot be written is an error, never a silent success") {
  const TempDir folder;
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"rules", "list"}, {"--help"}, {"score", "--help"}}) {
    INFO(command.front());
    const auto run = run_gweval(folder.path(), command, "/dev/full");
    CHECK(run.exit_code == 70);
    CHECK_THAT(run.err, Contains("could not be written"));
  }
}

}  // namespace
}  // namespace gweval::test

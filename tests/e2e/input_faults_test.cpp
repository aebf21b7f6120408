// Bad input files: every fault at once, with its place, and nothing is crawled.

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;

std::vector<std::string> score(const std::filesystem::path& list) {
  return {"score",      "--profile", "municipal", list.string(),
          "--evidence", "evidence",  "--out",     "out"};
}

TEST_CASE("all faults of a site list are reported and nothing is crawled") {
  const TempDir folder;
  const auto list = folder.write("sites.csv",
                                 "id,name,url,profile\n"
                                 "a,甲市,www.jia.example,municipal\n"
                                 "a,乙市,https://www.yi.example/,municipal\n"
                                 "c,,https://www.bing.example/,munincipal\n");
  const auto run = run_gweval(folder.path(), score(list));
  CHECK(run.exit_code == 3);
  CHECK_THAT(run.err, Contains("sites.csv:2:6: "));  // address without scheme
  CHECK_THAT(run.err, Contains("sites.csv:3:1: "));  // id used twice
  CHECK_THAT(run.err, Contains("sites.csv:4:3: "));  // empty name
  CHECK_THAT(run.err, Contains("did you mean 'municipal'?"));
  CHECK_FALSE(std::filesystem::exists(folder / "evidence"));
  CHECK_FALSE(std::filesystem::exists(folder / "out"));
}

TEST_CASE("zero sites are bad input, never success") {
  const TempDir folder;
  const auto empty = folder.write("empty.csv", "id,name,url\n");
  CHECK(run_gweval(folder.path(), score(empty)).exit_code == 3);
  const auto others =
      folder.write("others.csv", "name,url,profile\n甲部,https://jia.example/,ministry\n");
  CHECK(run_gweval(folder.path(), score(others)).exit_code == 3);
  CHECK(run_gweval(folder.path(), score(folder / "missing.csv")).exit_code == 3);
}

TEST_CASE(
    "a site that cannot be reached is not observed: exit code 4, no score, and others are scored") {
  SamplePortals portals;
  const auto list = portals.folder().write("sites.csv",
                                           "id,name,url\nlinshui,临水市,http://www.linshui.example/"
                                           "\nnowhere,无名市,http://127.0.0.1:9/\n");
  auto arguments = score(list);
  for (const auto& option : portals.crawl_options()) arguments.push_back(option);
  const auto run = run_gweval(portals.folder().path(), arguments);
  INFO(run.err);
  CHECK(run.exit_code == 4);
  const auto results = portals.results();
  const auto& missing = find_by(results["sites"], "id", "nowhere");
  CHECK(missing["status"] == "not_observed");
  CHECK(missing["total"].is_null());
  CHECK(missing["rank"].is_null());
  CHECK(missing["coverage"] == 0.0);
  CHECK(find_by(results["sites"], "id", "linshui")["coverage"] > 0.0);
}

TEST_CASE("a crawl that reached no site says so, by name and by its exit code") {
  const SamplePortals portals;
  portals.folder().write("list.csv", "name,url,id\n甲,http://none.example/,none\n");
  std::vector<std::string> arguments{"crawl", "list.csv", "--profile", "municipal"};
  const auto crawl = portals.crawl_options();
  arguments.insert(arguments.end(), crawl.begin(), crawl.end());
  const auto run = run_gweval(portals.folder().path(), arguments);
  INFO(run.err);
  CHECK(run.exit_code == 4);
  CHECK_THAT(run.err, Contains("none: not observed") && Contains("http://none.example/") &&
                          Contains("evidence of 0 site(s)"));
}

TEST_CASE("private addresses are refused by default") {
  const TempDir folder;
  const auto list = folder.write("sites.csv", "id,name,url\nlocal,本机,http://127.0.0.1:9/\n");
  const auto run = run_gweval(folder.path(), score(list));
  CHECK(run.exit_code == 4);
  const auto results = nlohmann::json::parse(slurp(folder / "out" / "results.json"));
  CHECK_THAT(results["sites"][0]["status_reason"]["en"].get<std::string>(),
             Contains("private address"));
}

}  // namespace
}  // namespace gweval::test

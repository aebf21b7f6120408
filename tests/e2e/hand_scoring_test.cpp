// Scoring by hand from end to end: the worked example of samples/, cases, test plans, new media.

#include <cstdlib>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

Json document(const std::filesystem::path& path) {
  return Json::parse(slurp(path));
}

const Json& criterion_of(const Json& results, const std::string& site, const std::string& leaf,
                         const std::string& criterion) {
  const Json& node = find_by(find_by(results["sites"], "id", site)["indicators"], "id", leaf);
  return find_by(node["criteria"], "id", criterion);
}

double width(const Json& results, const std::string& site) {
  const Json& of = find_by(results["sites"], "id", site);
  return of["total_max"].get<double>() - of["total_min"].get<double>();
}

std::string shell_word(const std::filesystem::path& path) {
  return "'" + path.string() + "'";
}

TEST_CASE("two raters, one dispute, one override: the worked example of samples/") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);  // the evidence
  const auto folder = portals.folder() / "by-hand";
  const auto list = source_path("samples/site-list.csv");
  const auto script = source_path("samples/hand-scoring/walk-through");
  const std::string log = (portals.folder() / "walk.txt").string();
  const std::string command = "bash " + shell_word(script) + " " + shell_word(GWEVAL_PROGRAM) +
                              " " + shell_word(portals.folder() / "evidence") + " " +
                              shell_word(list) + " " +
                              shell_word(source_path("samples/manual.csv")) + " " +
                              shell_word(folder) + " > " + shell_word(log) + " 2>&1";
  const int code = std::system(command.c_str());  // NOLINT: our own script
  INFO(slurp(log));
  REQUIRE(code == 0);
  CHECK_THAT(slurp(log), Contains("ratings imported 36"));  // two raters, 18 rows each
  CHECK_THAT(slurp(log), Contains("decisions imported 1, known already 0, still open 0"));

  const Json before = document(folder / "before/results.json");
  const Json after = document(folder / "after/results.json");
  for (const char* site : {"qinghe", "linshui", "beiyuan"}) {
    CHECK(width(after, site) < width(before, site));
  }
  const Json& disputed = criterion_of(after, "qinghe", "search.output", "forms");
  CHECK(disputed["agreement"] == "adjudicated");
  CHECK(disputed["index"] == 0.75);
  CHECK(disputed["decision"]["decided_by"] == "Zhao");
  CHECK(disputed["ratings"].size() == 2);
  const Json& agreed = criterion_of(after, "linshui", "disclosure.statutory", "content");
  CHECK(agreed["agreement"] == "agreed");
  CHECK(agreed["index"] == 0.625);  // 良 0.75 and 中 0.5
  CHECK(criterion_of(after, "qinghe", "data-use.news", "calendar")["state"] == "not_applicable");

  const Json& own = criterion_of(before, "linshui", "accessibility", "entry");
  const Json& overridden = criterion_of(after, "linshui", "accessibility", "entry");
  CHECK(overridden["index"] == 1.0);
  CHECK(overridden["machine"]["index"] == own["index"]);
  CHECK(overridden["outcome"] == own["outcome"]);  // what was seen stays
  CHECK(overridden["override"]["is_lapsed"] == false);

  // The override stands beside the machine's value in every report.
  const auto report =
      run_gweval(folder, {"report", "after/results.json", "--format",
                          "html,md,xlsx,csv,junit,sarif", "--out", "reports", "--lang", "en"});
  INFO(report.err);
  REQUIRE(report.exit_code == 0);
  for (const char* file : {"findings.csv", "report.sarif", "junit.xml"}) {
    INFO(file);
    CHECK_THAT(slurp(folder / "reports" / file), Contains("counts as 1 until 2026-06-30"));
  }
  CHECK_THAT(slurp(folder / "reports/report.md"), Contains("## Overrides") &&
                                                      Contains("## Scored by hand") &&
                                                      Contains("decided by Zhao"));
  CHECK_THAT(slurp(folder / "reports/junit.xml"),
             Contains("rated by Li") && Contains("decided by Zhao"));

  // The results name the state of the store they were made with, as agreement does.
  CHECK(before["ratings"].is_null());
  CHECK(after["ratings"]["batches"] == 4);  // plan, ratings, decision, override
  const std::string head = after["ratings"]["digest"];
  CHECK_THAT(run_gweval(folder, {"agreement", "--lang", "en"}).out, Contains(head));
  const auto verified = run_gweval(folder, {"verify", "after/results.json", "--evidence",
                                            (portals.folder() / "evidence").string()});
  INFO(verified.out << verified.err);
  CHECK(verified.exit_code == 0);

  // After its last day the machine's outcome counts again.
  const auto late =
      run_gweval(folder, {"score", "--profile", "municipal", "--offline", "--as-of", "2026-07-01",
                          "--evidence", (portals.folder() / "evidence").string(), "--ratings",
                          "gweval-ratings", "--out", "late", list.string()});
  INFO(late.err);
  REQUIRE(late.exit_code == 0);
  const Json lapsed_round = document(folder / "late/results.json");
  const Json& lapsed = criterion_of(lapsed_round, "linshui", "accessibility", "entry");
  CHECK(lapsed["override"]["is_lapsed"] == true);
  CHECK(lapsed["machine"].is_null());
  CHECK(lapsed["index"] == own["index"]);
}

TEST_CASE("cases give bonus points by the catalogue's table") {
  SamplePortals portals;
  REQUIRE(portals.score({"--cases", source_path("samples/cases").string()}).exit_code == 0);
  const Json results = portals.results();
  // Five and three votes: 5 + 3 points. Two of five are no majority: 0. Screened out: 0.
  CHECK(find_by(results["sites"], "id", "qinghe")["bonus"] == 8.0);
  CHECK(find_by(results["sites"], "id", "linshui")["bonus"] == 0.0);
  CHECK(find_by(results["sites"], "id", "beiyuan")["bonus"] == 0.0);
  const auto shown =
      run_gweval(portals.folder().path(), {"cases", source_path("samples/cases").string(),
                                           source_path("samples/site-list.csv").string(),
                                           "--profile", "municipal", "--format", "csv"});
  INFO(shown.err);
  REQUIRE(shown.exit_code == 0);
  CHECK_THAT(shown.out, Contains("1,q1,qinghe,政策一键算,数据应用,5,5,1,5,chosen"));
  CHECK_THAT(shown.out, Contains("2,q2,qinghe,一件事专区,优化融合,3,4,0.75,3,chosen"));
  CHECK_THAT(shown.out, Contains("screened_out"));
}

TEST_CASE("accounts are scored by the five forces from worksheets alone; answers are evidence") {
  const TempDir dir;
  dir.write("accounts.csv", "id,name,url\none,一号,https://one.example/\n");
  const std::vector<std::string> score{"score",     "--catalogue", "new-media-2025",
                                       "--profile", "account",     "--offline",
                                       "--as-of",   "2025-11-20",  "accounts.csv"};
  REQUIRE(run_gweval(dir.path(), score).exit_code == 0);
  auto exported = run_gweval(dir.path(), {"worksheet", "export", "gweval-out/results.json",
                                          "--raters", "Li", "--double", "0", "--format", "csv"});
  INFO(exported.err);
  REQUIRE(exported.exit_code == 0);
  const Json open = document(dir / "gweval-out/results.json");
  std::string answers = "site_id,indicator_id,criterion_id,grade,evidence_url\n";
  int rows = 0;
  for (const Json& leaf : open["sites"][0]["indicators"]) {
    for (const Json& criterion : leaf["criteria"]) {
      answers += "one," + leaf["id"].get<std::string>() + "," + criterion["id"].get<std::string>() +
                 ",优,https://one.example/p\n";
      ++rows;
    }
  }
  CHECK(rows == 8 * (2 + 2 + 2 + 2 + 1));
  dir.write("answers.csv", answers);
  REQUIRE(run_gweval(dir.path(), {"worksheet", "fill", "gweval-worksheets/worksheet-Li.csv",
                                  "answers.csv", "filled.csv"})
              .exit_code == 0);
  const auto imported = run_gweval(dir.path(), {"worksheet", "import", "filled.csv"});
  INFO(imported.err);
  REQUIRE(imported.exit_code == 0);
  auto rated = score;
  rated.insert(rated.end(), {"--ratings", "gweval-ratings"});
  REQUIRE(run_gweval(dir.path(), rated).exit_code == 0);
  CHECK(document(dir / "gweval-out/results.json")["sites"][0]["total"] == 100.0);

  // Imported again nothing changes; a sheet with a fault is refused whole, by place.
  CHECK_THAT(run_gweval(dir.path(), {"worksheet", "import", "filled.csv"}).out,
             Contains("ratings imported 0, known already 72"));
  std::string bad = slurp(dir / "filled.csv");
  bad.replace(bad.find(",优,"), 5, ",甲,");
  dir.write("bad.csv", bad);
  const auto refused = run_gweval(dir.path(), {"worksheet", "import", "bad.csv"});
  CHECK(refused.exit_code == 3);
  CHECK_THAT(refused.err, Contains("bad.csv:2:11: K2: '甲' is off the scale") &&
                              Contains("1 fault(s); nothing was imported"));
  CHECK_THAT(run_gweval(dir.path(), {"agreement", "--lang", "en"}).out,
             Contains("Scored by two or more: units 0"));
  CHECK_THAT(
      run_gweval(dir.path(), {"worksheet", "--next", "gweval-out/results.json", "--lang", "en"})
          .out,
      Contains("No open leaf"));
}

TEST_CASE("the same questions are asked everywhere, and pictures are kept by digest") {
  SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const auto folder = portals.folder().path();
  const auto exported = run_gweval(folder, {"answers", "export", "out/results.json", "q.csv",
                                            "--plan", "smart-answers", "--rater", "Li"});
  INFO(exported.err);
  REQUIRE(exported.exit_code == 0);
  std::string sheet = slurp(folder / "q.csv");
  const std::size_t at = sheet.find(",,,,,,Li");
  REQUIRE(at != std::string::npos);
  sheet.replace(at, 6, "pass,补办指南,1.5,a.png,2025-11-21,,");
  portals.folder().write("q.csv", sheet);
  const auto missing = run_gweval(folder, {"answers", "import", "q.csv", "--screenshots", "."});
  CHECK(missing.exit_code == 3);
  CHECK_THAT(missing.err, Contains("q.csv:2:11: K2: a.png"));
  const auto import = [&](const std::string& name, const std::string& text, bool revises = false) {
    portals.folder().write(name, text);
    std::vector<std::string> command{"answers", "import", name,        "--screenshots",
                                     ".",       "--at",   "2025-11-30"};
    if (revises) command.emplace_back("--revise");
    return run_gweval(folder, command);
  };
  const auto says = [&](const std::string& from, const std::string& to, const std::string& what) {
    std::string other = sheet;
    REQUIRE(other.find(from) != std::string::npos);
    other.replace(other.find(from), from.size(), to);
    const auto refused = import("other.csv", other);
    INFO(from << " -> " << to << "\n" << refused.err);
    CHECK(refused.exit_code == 3);
    CHECK_THAT(refused.err, Contains(what));
  };
  const std::string png = "\x89PNG\r\n\x1A\n...";
  portals.folder().write("a.png", "MZ");
  says("a.png", "a.png", "no such picture");
  std::filesystem::create_symlink("/etc/passwd", folder / "link.png");
  says("a.png", "link.png", "no regular file");
  portals.folder().write("a.png", png);
  says(",qinghe,", ",mars,", "'site_id' was changed");
  says(",Li,", ",Wang,", "'rater' was changed");
  says("2025-11-21", "2099-01-01", "later than 2025-11-30");
  says(",qinghe,", ",qinghe,x", "'site' was changed");
  const auto imported = import("q.csv", sheet);
  INFO(imported.err);
  REQUIRE(imported.exit_code == 0);
  CHECK_THAT(imported.out, Contains("answers imported 1, known already 0, screenshots kept 1"));
  CHECK_THAT(run_gweval(folder, {"answers", "list", "--lang", "en"}).out, Contains("1/1"));

  // The same file again, and with one more answer: what was said is known; what changed needs a
  // word.
  CHECK_THAT(import("q.csv", sheet).out, Contains("answers imported 0, known already 1"));
  std::string more = sheet;
  const std::size_t next = more.find(",,,,,,Li");
  REQUIRE(next != std::string::npos);
  more.replace(next, 6, "fail,没有回答,9,a.png,2025-11-22,,");
  CHECK_THAT(import("more.csv", more).out, Contains("answers imported 1, known already 1"));
  more.replace(more.find("pass,补办"), 4, "fail");
  CHECK_THAT(import("again.csv", more).err, Contains("--revise"));
  CHECK(import("again.csv", more, true).exit_code == 0);
  CHECK_THAT(run_gweval(folder, {"answers", "list", "--lang", "en"}).out, Contains("0/2"));

  // Of a rater the store does not know there is nothing to ask once rows were given out.
  REQUIRE(run_gweval(folder, {"worksheet", "export", "out/results.json", "--raters", "Li,Wang",
                              "--format", "csv"})
              .exit_code == 0);
  const auto nobody = run_gweval(folder, {"answers", "export", "out/results.json", "n.csv",
                                          "--plan", "smart-answers", "--rater", "Nobody"});
  CHECK(nobody.exit_code == 2);
  CHECK_THAT(nobody.err, Contains("raters are Li, Wang"));
  CHECK_FALSE(std::filesystem::exists(folder / "n.csv"));
}

}  // namespace
}  // namespace gweval::test

// What becomes of results when stored evidence was changed, cut or lost.

#include <filesystem>

#include <sys/stat.h>

#include "e2e/program.hpp"
#include "evidence/sqlite.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

ProgramRun score_offline(const SamplePortals& portals, const std::string& out) {
  return portals.score({"--offline"}, out);
}

TEST_CASE("a value changed by hand in the stored facts is found by verify, not by an offline run") {
  const SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const fs::path folder = portals.folder().path();
  const fs::path facts = folder / "evidence/beiyuan/facts.sqlite";
  {
    auto database = sqlite::Database::open(facts, sqlite::Database::Mode::write);
    REQUIRE(database);
    // The planted resident ID number goes from every text.
    database->execute("UPDATE pages SET text='' WHERE url LIKE '%804%'");
    REQUIRE(database->check());
  }
  const auto edited = fs::last_write_time(facts);
  REQUIRE(score_offline(portals, "forged").exit_code == 0);
  REQUIRE(portals.results("forged") != portals.results());
  const auto believed = run_gweval(
      folder, {"verify", "forged/results.json", "--evidence", "evidence", "--trust-facts"});
  CHECK(believed.exit_code == 0);
  const auto forged =
      run_gweval(folder, {"verify", "forged/results.json", "--evidence", "evidence"});
  INFO(forged.out);
  CHECK(forged.exit_code == 1);
  CHECK_THAT(forged.out, Contains("first difference: site beiyuan"));
  CHECK(run_gweval(folder, {"verify", "out/results.json", "--evidence", "evidence"}).exit_code ==
        0);
  CHECK(fs::last_write_time(facts) == edited);  // verifying changes nothing
}

TEST_CASE("facts that hold a query instead of a table are made again from the archive") {
  const SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  {
    auto database = sqlite::Database::open(
        portals.folder().path() / "evidence/beiyuan/facts.sqlite", sqlite::Database::Mode::write);
    REQUIRE(database);
    database->execute(
        "DROP TABLE links; CREATE VIEW links AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT "
        "i+1 FROM n) SELECT i AS fetch, i AS seq, 'http://x.example/' AS url, '' AS text FROM n");
    REQUIRE(database->check());
  }
  const auto run = score_offline(portals, "again");
  INFO(run.err);
  CHECK(run.exit_code == 0);
  CHECK(portals.results("again") == portals.results());
}

TEST_CASE("an archive that is lost, cut or altered is never scored, and costs no other site") {
  const SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const fs::path folder = portals.folder().path();
  const fs::path archive = folder / "evidence/linshui/archive.warc.gz";
  const auto calm = portals.results();

  SECTION("lost or cut: the site is not observed, the others are as before") {
    if (GENERATE(true, false)) {
      fs::remove(archive);
    } else {
      fs::resize_file(archive, fs::file_size(archive) / 2);
    }
    const auto run = score_offline(portals, "again");
    INFO(run.err);
    CHECK(run.exit_code == 4);
    CHECK_THAT(run.err, Contains("archive.warc.gz") && Contains("restore it from a copy") &&
                            Contains("linshui counts as not observed"));
    const auto results = portals.results("again");
    CHECK(find_by(results["sites"], "id", "linshui")["status"] == "not_observed");
    for (const char* other : {"qinghe", "beiyuan"}) {
      CHECK(find_by(results["sites"], "id", other)["total_max"] ==
            find_by(calm["sites"], "id", other)["total_max"]);
    }
  }

  SECTION("altered: verify refuses it by the digest of the manifest") {
    {
      std::string bytes = slurp(archive);
      bytes.back() = static_cast<char>(bytes.back() ^ 1);
      portals.folder().write("evidence/linshui/archive.warc.gz", bytes);
    }
    const auto run = run_gweval(folder, {"verify", "out/results.json", "--evidence", "evidence"});
    CHECK(run.exit_code == 1);
    CHECK_THAT(run.err, Contains("is not what its manifest vouches for"));
    CHECK_THAT(run.out, Contains("site linshui"));
  }
}

TEST_CASE("a pipe in place of an evidence file is told and not waited for") {
  const SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const fs::path facts = portals.folder() / "evidence/linshui/facts.sqlite";
  fs::remove(facts);
  REQUIRE(mkfifo(facts.c_str(), 0600) == 0);
  const auto run = score_offline(portals, "again");
  INFO(run.err);
  CHECK(run.exit_code == 4);
  CHECK_THAT(run.err, Contains("facts.sqlite: is no plain file"));
}

TEST_CASE("one page that robots.txt keeps from us costs a site what it may hold, and no more") {
  const TempDir copy;
  fs::copy(source_path("samples/portals"), copy.path() / "portals", fs::copy_options::recursive);
  copy.write("portals/www.linshui.example/robots.txt", "User-agent: *\nDisallow: /map.html\n");
  const SamplePortals whole;
  const SamplePortals kept(copy.path() / "portals");
  REQUIRE(whole.score().exit_code == 0);
  REQUIRE(kept.score().exit_code == 0);
  const auto before = whole.results();
  const auto after = kept.results();
  const auto& old_site = find_by(before["sites"], "id", "linshui");
  const auto& new_site = find_by(after["sites"], "id", "linshui");
  CHECK(new_site["rank"] == old_site["rank"]);
  CHECK(new_site["coverage"].get<double>() > old_site["coverage"].get<double>() - 0.05);
  // The page itself was the site map, of which nothing is said now.
  const auto map_of = [](const nlohmann::json& site) {
    return find_by(find_by(site["indicators"], "id", "navigation.site-map")["criteria"], "rule",
                   "nav.site-map")["state"];
  };
  CHECK(map_of(old_site) == "observed");
  CHECK(map_of(new_site) == "cannot_tell");
}

}  // namespace
}  // namespace gweval::test

// Disks that fill up, folders that cannot be written: a clear error, exit code 70, and the evidence
// as it was.

#include <cstdio>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;

struct ShellRun {
  int status = -1;
  std::string out;  // both streams
};

/// A shell script with $GWEVAL and $ARGS, the options of a round over the sample portals.
ShellRun run_script(const SamplePortals& portals, const std::string& script) {
  std::string arguments;
  for (const std::string& option : portals.crawl_options()) arguments += " " + option;
  const fs::path file = portals.folder().write(
      "script.sh",
      fmt::format(
          "cd '{}'\nexport GWEVAL_INDICATORS='{}' LANG=C.UTF-8\nGWEVAL='{}'\nARGS='--profile "
          "municipal {} {}'\n{}",
          portals.folder().path().string(), source_path("indicators").string(), GWEVAL_PROGRAM,
          source_path("samples/site-list.csv").string(), arguments, script));
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen(("sh '" + file.string() + "' 2>&1 </dev/null; echo \"ended $?\"").c_str(), "r"),
      &pclose);
  REQUIRE(pipe != nullptr);
  ShellRun run;
  char buffer[4096];
  std::size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof buffer, pipe.get())) > 0)
    run.out.append(buffer, count);
  const std::size_t ended = run.out.rfind("ended ");
  REQUIRE(ended != std::string::npos);
  run.status = std::atoi(run.out.c_str() + ended + 6);
  return run;
}

bool can_mount(const SamplePortals& portals) {
  if (run_script(portals, "mkdir -p try && unshare -m mount -t tmpfs none try").status == 0)
    return true;
  WARN("not run: file systems cannot be mounted here");
  return false;
}

TEST_CASE("a disk that fills up during a round ends in 70; with room again the round goes on") {
  const SamplePortals portals;
  if (!can_mount(portals)) return;
  REQUIRE(portals.score().exit_code == 0);
  const auto run = run_script(portals, R"(
cat > inside.sh <<'END'
mount -t tmpfs -o size=240k small small
$GWEVAL score --as-of 2025-11-20 $ARGS --evidence small/evidence --out full
echo "full: $?"
mount -o remount,size=64m small
$GWEVAL score --as-of 2025-11-20 $ARGS --evidence small/evidence --out roomy
echo "roomy: $?"
END
mkdir -p small && export GWEVAL ARGS && unshare -m sh inside.sh)");
  INFO(run.out);
  CHECK_THAT(run.out, Contains("full: 70"));
  CHECK_THAT(run.out, Contains("free some space and run again"));
  CHECK_THAT(run.out, Contains("roomy: 0"));
  CHECK_FALSE(fs::exists(portals.folder() / "full/results.json"));
  auto expected = portals.results();
  auto found = portals.results("roomy");
  for (auto* results : {&expected, &found}) {
    for (auto& site : (*results)["sites"]) site.erase("captured_at");
  }
  CHECK(found == expected);
}

TEST_CASE("a limit on file sizes ends in 70 and an error that names the file") {
  const SamplePortals portals;
  const auto run = run_script(portals, "ulimit -f 60; $GWEVAL crawl $ARGS --evidence evidence");
  INFO(run.out);
  CHECK(run.status == 70);
  CHECK_THAT(run.out, Contains("evidence/"));
  REQUIRE(portals.score().exit_code == 0);
}

TEST_CASE("results that do not fit leave those before them as they were") {
  const SamplePortals portals;
  REQUIRE(portals.score().exit_code == 0);
  const std::string before = slurp(portals.folder() / "out/results.json");
  const auto run = run_script(portals,
                              "ulimit -f 20; $GWEVAL score --as-of 2025-11-20 --offline $ARGS "
                              "--evidence evidence --out out --lang en");
  INFO(run.out);
  CHECK(run.status == 70);
  CHECK(slurp(portals.folder() / "out/results.json") == before);
  for (const auto& entry : fs::directory_iterator(portals.folder() / "out")) {
    CHECK((entry.path().extension() == ".json" || entry.path().extension() == ".csv"));
  }
}

TEST_CASE("evidence in a read-only folder can be scored, and is not crawled into") {
  const SamplePortals portals;
  if (!can_mount(portals)) return;
  REQUIRE(portals.score().exit_code == 0);
  const std::string archive = slurp(portals.folder() / "evidence/qinghe/archive.warc.gz");
  const auto run = run_script(portals, R"(
cat > inside.sh <<'END'
mount --bind evidence evidence && mount -o remount,ro,bind evidence evidence
$GWEVAL score --as-of 2025-11-20 $ARGS --offline --evidence evidence --out offline
echo "offline: $?"
$GWEVAL crawl $ARGS --evidence evidence
echo "crawl: $?"
$GWEVAL extract --evidence evidence
echo "extract: $?"
$GWEVAL score --as-of 2025-11-20 $ARGS --offline --evidence evidence --out evidence/out
echo "out: $?"
END
export GWEVAL ARGS && unshare -m sh inside.sh)");
  INFO(run.out);
  CHECK_THAT(run.out, Contains("offline: 0"));
  CHECK_THAT(run.out, Contains("crawl: 70"));
  CHECK_THAT(run.out, Contains("extract: 70"));
  CHECK_THAT(run.out, Contains("out: 70"));
  CHECK_THAT(run.out, Contains("Read-only file system"));
  CHECK(slurp(portals.folder() / "evidence/qinghe/archive.warc.gz") == archive);
  CHECK(slurp(portals.folder() / "offline/results.json") ==
        slurp(portals.folder() / "out/results.json"));
}

TEST_CASE("results that cannot be put anywhere are told before anything is crawled") {
  const SamplePortals portals;
  const auto refused =
      run_script(portals, "$GWEVAL score --as-of 2025-11-20 $ARGS --evidence new --out /proc/nope");
  INFO(refused.out);
  CHECK(refused.status == 70);
  CHECK_THAT(refused.out, Contains("/proc/nope: cannot make the folder"));
  CHECK_FALSE(fs::exists(portals.folder() / "new"));
  CHECK(portals.server().requests().empty());
}

}  // namespace
}  // namespace gweval::test

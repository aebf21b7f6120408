#include "catalogue/faults.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

TEST_CASE("faults are sorted, repeats dropped, columns counted in code points") {
  Faults faults;
  faults.add("b.yaml", {1, 1}, "later file");
  faults.add("a.yaml", {2, 8}, "behind two characters");
  faults.add("a.yaml", {2, 8}, "behind two characters");
  faults.add("a.yaml", {1, 3}, "first");
  faults.add("a.yaml", {}, "whole file");
  const auto sorted = faults.finish("folder", [](const std::string& file) -> std::string_view {
    return file == "a.yaml" ? "abc\n清河: x\n" : "";
  });
  REQUIRE(sorted.size() == 4);
  CHECK(sorted[0].text() == "a.yaml: whole file");
  CHECK(sorted[1].text() == "a.yaml:1:3: first");
  CHECK(sorted[2].text() == "a.yaml:2:4: behind two characters");
  CHECK(sorted[3].text() == "b.yaml:1:1: later file");
}

TEST_CASE("beyond 500 faults are counted, not kept") {
  Faults faults;
  for (int i = 0; i < 1234; ++i) faults.add("a.yaml", {i + 1, 1}, "bad");
  const auto sorted = faults.finish("folder", [](const std::string&) { return ""; });
  REQUIRE(sorted.size() == 501);
  CHECK(sorted.back().text() == "folder: 734 more faults are not shown; mend these first");
}

TEST_CASE("text of a file is shown short and harmless") {
  CHECK(in_quotes("清河") == "'清河'");
  CHECK(in_quotes("\x1B[2J") == "'\uFFFD[2J'");
  CHECK(in_quotes(std::string(100, 'x')) == "'" + std::string(60, 'x') + "…'");
}

}  // namespace
}  // namespace gweval

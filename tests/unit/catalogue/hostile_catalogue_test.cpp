// Catalogues made to exhaust memory or time across files (DESIGN "Trust").

#include <chrono>

#include "support/catch.hpp"
#include "unit/catalogue/tiny_catalogue.hpp"

namespace gweval {
namespace {

using test::TinyCatalogue;

bool has_fault(const CatalogueLoad& load, const std::string& part) {
  for (const Diagnostic& fault : load.faults) {
    if (fault.message.find(part) != std::string::npos) return true;
  }
  return false;
}

/// A profile of `leaves` leaves of 0.01 points, all with rubric "only".
std::string wide_profile(int leaves) {
  std::string out = "profile: city\ntitle: {zh: 城市, en: City}\nindicators:\n";
  for (int i = 0; i < leaves; ++i)
    out += "  - {id: i" + std::to_string(i) + ", name: 名, weight: 0.01, rubric: only}\n";
  return out;
}

TEST_CASE("copies of a large rubric and lexicon are limited, whatever multiplies them") {
  TinyCatalogue tiny;
  std::string lexicon =
      "lexicon: big\nversion: 1\nabout: {zh: 大, en: Big}\nentries:\n"
      "  - id: x\n    name: 名\n    words: [";
  for (int i = 0; i < 50'000; ++i) lexicon += "w" + std::to_string(i) + ", ";
  tiny.put("lexicons/big.yaml", lexicon + "end]\n");
  std::string rubric = TinyCatalogue::rubric("only") + "criteria:\n";
  for (int i = 0; i < 150; ++i) {
    rubric += "  - id: c" + std::to_string(i) +
              "\n    title: {zh: 题, en: Title}\n    share: 1\n    rule: column.coverage\n"
              "    params: {topics: [x], lexicon: big}\n"
              "    points: {all: 1, most: 1, some: 0, none: 0}\n";
  }
  tiny.put("rubrics/only.yaml", rubric);
  tiny.put("profiles/city.yaml", wide_profile(10'000));
  const auto start = std::chrono::steady_clock::now();
  const auto load = tiny.load();
  CHECK(has_fault(load, "the rubrics of all leaves together exceed 16777216 bytes"));
  CHECK_FALSE(load.catalogue);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("criteria and parameters of one rubric are limited") {
  TinyCatalogue tiny;
  std::string rubric = TinyCatalogue::rubric("only") + "criteria:\n";
  for (int i = 0; i < 201; ++i) rubric += "  - {id: c" + std::to_string(i) + "}\n";
  tiny.put("rubrics/only.yaml", rubric);
  CHECK(has_fault(tiny.load(), "more than 200 criteria"));

  std::string many = TinyCatalogue::rubric("only") + "parameters:\n";
  for (int i = 0; i < 51; ++i) many += "  p" + std::to_string(i) + ": {type: text}\n";
  tiny.put("rubrics/only.yaml", many + "criteria: []\n");
  CHECK(has_fault(tiny.load(), "more than 50 parameters"));
}

TEST_CASE("the files of a catalogue are limited in number and in size together") {
  TinyCatalogue tiny;
  for (int i = 0; i < 250; ++i)
    tiny.put("lexicons/l" + std::to_string(i) + ".yaml", "lexicon: l\n");
  CHECK(has_fault(tiny.load(), "more than 200 files"));

  TinyCatalogue heavy;
  const std::string padding = "# " + std::string((1 << 20) - 100, 'x') + "\n";
  for (int i = 0; i < 9; ++i)
    heavy.put("lexicons/l" + std::to_string(i) + ".yaml", padding + "lexicon: l\n");
  CHECK(has_fault(heavy.load(), "larger than 8388608 bytes together"));

  TinyCatalogue huge;
  huge.put("lexicons/l.yaml", std::string(2 << 20, 'x'));
  CHECK(has_fault(huge.load(), "larger than the limit of 1048576 bytes"));
}

TEST_CASE("a hundred thousand faults are counted, not kept, and cost no search each") {
  TinyCatalogue tiny;
  std::string profile = "profile: city\ntitle: {zh: 城市, en: City}\nindicators:\n";
  for (int i = 0; i < 15'000; ++i)
    profile += "  - {id: a, nmae: x, wieght: 1, rubrik: onyl, rubric: onyl}\n";
  tiny.put("profiles/city.yaml", profile);
  const auto start = std::chrono::steady_clock::now();
  const auto load = tiny.load();
  CHECK(load.faults.size() == 501);
  CHECK(load.faults.back().message.find("more faults are not shown") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
}

TEST_CASE("every nesting the reader lets through is read") {
  TinyCatalogue tiny;
  std::string tree = "{id: leaf, name: 叶, weight: 100, rubric: only}";
  for (int i = 0; i < 22; ++i) {
    std::string level = "{id: n";
    level += std::to_string(i);
    level += ", name: 层, weight: 100, children: [";
    tree = level + tree + "]}";
  }
  tiny.put("profiles/city.yaml",
           "profile: city\ntitle: {zh: 城市, en: City}\nindicators: [" + tree + "]\n");
  CHECK(tiny.load().catalogue);
}

}  // namespace
}  // namespace gweval

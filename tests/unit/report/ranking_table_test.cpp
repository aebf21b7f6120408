#include <sstream>

#include "base/display_width.hpp"
#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string line_with(const std::string& table, const std::string& part) {
  for (const std::string& line : lines_of(table)) {
    if (line.find(part) != std::string::npos) return line;
  }
  return {};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("The ranking fits 80 columns in both languages, cells below their heads") {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string table = to_ranking_table(sample_results(), {80, false, language});
    for (const std::string& line : lines_of(table)) {
      INFO(line);
      CHECK(display_width(line) <= 80);
    }
  }
}

TEST_CASE("A row shows rank, its range, site, score, bounds, coverage and tiers") {
  const std::string table = to_ranking_table(sample_results(), {80, false, Language::zh});
  CHECK(line_with(table, "青河市") ==
        "   1         1 青河市人民政府                83.75   85.25-87.25  100% 优秀");
  CHECK(line_with(table, "临水市") ==
        "   2       2-3 临水市人民政府                75.95   60.00-81.00   79% 良好~发展");
  // 59.999 and 84.999 were not 60 and 85.
  CHECK(line_with(table, "   3       1-3 云溪市") ==
        "   3       1-3 云溪市人民政府 *              59.99    0.00-84.99    1% 良好~准备");
}

TEST_CASE("It says what it is ranked by and that a projection is no result") {
  Results results = sample_results();
  const std::string zh = to_ranking_table(results, {80, false, Language::zh});
  CHECK(contains(zh, "按推算分排名"));
  CHECK(contains(line_with(zh, "网站 "), "推算分"));
  CHECK(contains(zh, "地市政府门户网站（municipal）：5 个网站"));
  CHECK(contains(to_ranking_table(results, {80, false, Language::en}), "Ranked by projection"));
  results.ranked_by = "total";
  const std::string by_total = to_ranking_table(results, {80, false, Language::zh});
  CHECK(contains(by_total, "按总分排名"));
  CHECK(contains(line_with(by_total, "青河市"), "86.25"));
}

TEST_CASE("Sites without a rank stand below with the reason") {
  const std::string table = to_ranking_table(sample_results(), {80, false, Language::en});
  CHECK(contains(line_with(table, "beiyuan"), "not observed: name not resolved"));
  CHECK(contains(line_with(table, "heishan"), "disqualified: assurance / availability"));
  CHECK(contains(line_with(table, "* captured in part"), "stopped after 500 pages"));
  CHECK(table.find("heishan") > table.find("临水市"));
}

// The handbook's threshold: a score of 65 % of the weight still compares, one of less does not.
TEST_CASE("A site to which little of the weight applies is marked as not comparable") {
  Results results = sample_results();
  for (SiteResult& site : results.sites) site.applicable = 0.65;
  CHECK_FALSE(contains(to_ranking_table(results, {80, false, Language::en}), "does not compare"));
  results.sites[1].applicable = 0.03;
  const std::string table = to_ranking_table(results, {80, false, Language::en});
  CHECK(contains(line_with(table, "! " + results.sites[1].name), "only 3% of the weight applies"));
}

TEST_CASE("Profiles have a block each") {
  const std::string table = to_ranking_table(sample_results(), {80, false, Language::en});
  CHECK(contains(table, "City portals (municipal): sites 5\n"));
  CHECK(contains(table, "\n\ncounty: sites 1\n"));
}

TEST_CASE("Hostile names cannot move the cursor, colour or order of anything") {
  Results results = sample_results();
  results.sites[1].name = hostile_text();
  results.sites[2].name = std::string(10000, 'n');
  results.sites[0].name = "x\n" + hostile_text();
  results.sites[0].status_reason = {"a\nb\x1b[2J", "a\nb\x1b[2J"};
  const std::string table = to_ranking_table(results, {80, false, Language::zh});
  CHECK_FALSE(contains(table, "\x1b"));
  CHECK_FALSE(contains(table, "\u202e"));
  for (const std::string& line : lines_of(table)) CHECK(display_width(line) <= 80);
}

TEST_CASE("Colours come only if asked for, and change no column") {
  const std::string plain = to_ranking_table(sample_results(), {80, false, Language::zh});
  CHECK_FALSE(contains(plain, "\x1b["));
  std::string coloured = to_ranking_table(sample_results(), {80, true, Language::zh});
  CHECK(contains(coloured, "\x1b[1m"));
  while (true) {
    const std::size_t at = coloured.find("\x1b[");
    if (at == std::string::npos) break;
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == plain);
}

TEST_CASE("Without sites it says so") {
  CHECK(to_ranking_table(Results{}, {80, false, Language::en}) == "No sites.\n");
}

}  // namespace
}  // namespace gweval::test

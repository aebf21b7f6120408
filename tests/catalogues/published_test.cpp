// The catalogues of indicators/ against the published tables. tests/data/published-weights-2025.csv
// was typed from the printed tables by a second reader, apart from the catalogue.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "gweval/catalogue_loader.hpp"
#include "gweval/registry.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;

const fs::path kIndicators = fs::path(GWEVAL_SOURCE_DIR) / "indicators";

const CatalogueLoad& load(const std::string& edition) {
  static std::map<std::string, CatalogueLoad> loads;
  const auto found = loads.find(edition);
  if (found != loads.end()) return found->second;
  return loads.emplace(edition, load_catalogue(kIndicators / edition, all_rule_schemas()))
      .first->second;
}

const Catalogue& catalogue(const std::string& edition) {
  const CatalogueLoad& loaded = load(edition);
  for (const Diagnostic& fault : loaded.faults) UNSCOPED_INFO(fault.text());
  REQUIRE(loaded.catalogue);
  return *loaded.catalogue;
}

/// One leaf: level-1 name, own name, weight in ten-thousandths, bonus or not.
struct Leaf {
  std::string level1;
  std::string name;
  std::int64_t units = 0;
  bool is_bonus = false;
  friend bool operator==(const Leaf&, const Leaf&) = default;
};

std::ostream& operator<<(std::ostream& out, const Leaf& leaf) {
  return out << leaf.level1 << " / " << leaf.name << " " << leaf.units
             << (leaf.is_bonus ? " bonus" : "");
}

void collect(const std::vector<Indicator>& indicators, const std::string& level1,
             std::vector<Leaf>& out) {
  for (const Indicator& indicator : indicators) {
    const std::string& top = level1.empty() ? indicator.name : level1;
    if (indicator.is_leaf())
      out.push_back({top, indicator.name, indicator.weight.units, indicator.is_bonus});
    else
      collect(indicator.children, top, out);
  }
}

std::vector<Leaf> leaves(const Profile& profile) {
  std::vector<Leaf> out;
  collect(profile.indicators, {}, out);
  collect(profile.bonus, {}, out);
  return out;
}

std::map<std::string, std::vector<Leaf>> published() {
  const std::string text =
      test::slurp(fs::path(GWEVAL_SOURCE_DIR) / "tests/data/published-weights-2025.csv");
  const CsvTable table = parse_csv(text, "published-weights-2025.csv");
  REQUIRE(table.faults.empty());
  std::map<std::string, std::vector<Leaf>> out;
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    REQUIRE(row.size() == 5);
    out[row[0].text].push_back({row[1].text, row[2].text,
                                parse_ten_thousandths(row[3].text).value_or(-1),
                                row[4].text == "yes"});
  }
  return out;
}

TEST_CASE("the catalogues of the repository have no faults with the rules of this build") {
  static_cast<void>(catalogue("cstc-2025"));
  static_cast<void>(catalogue("cstc-2022"));
}

TEST_CASE("every profile of 2025 has its published leaves and adds up to 100") {
  const std::vector<std::pair<std::string, std::size_t>> counts{{"ministry", 31},
                                                                {"province", 39},
                                                                {"direct-municipality", 42},
                                                                {"municipal", 41},
                                                                {"county", 42},
                                                                {"etdz", 27},
                                                                {"hidz", 27},
                                                                {"digital-government", 55}};
  REQUIRE(catalogue("cstc-2025").profiles.size() == counts.size());
  for (const auto& [id, count] : counts) {
    INFO(id);
    const Profile* profile = catalogue("cstc-2025").find_profile(id);
    REQUIRE(profile != nullptr);
    std::size_t base_leaves = 0;
    std::int64_t base = 0;
    std::int64_t bonus = 0;
    for (const Leaf& leaf : leaves(*profile)) {
      base_leaves += leaf.is_bonus ? 0 : 1;
      (leaf.is_bonus ? bonus : base) += leaf.units;
    }
    CHECK(base_leaves == count);
    CHECK(base == 1'000'000);
    CHECK(bonus == 100'000);
  }
}

TEST_CASE("names and weights of all leaves agree with the second reading of the printed tables") {
  const auto expected = published();
  REQUIRE(expected.size() == 8);
  for (const auto& [id, rows] : expected) {
    INFO(id);
    const Profile* profile = catalogue("cstc-2025").find_profile(id);
    REQUIRE(profile != nullptr);
    const std::vector<Leaf> actual = leaves(*profile);
    REQUIRE(actual.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(actual[i] == rows[i]);
  }
}

TEST_CASE("headings of the first level carry the published sums") {
  const auto weight_of = [](const std::string& profile, const std::string& id) {
    for (const Indicator& indicator : catalogue("cstc-2025").find_profile(profile)->indicators) {
      if (indicator.id == id) return indicator.weight.points();
    }
    return -1.0;
  };
  CHECK(weight_of("ministry", "aggregation") == 50);
  CHECK(weight_of("ministry", "fusion") == 9);
  CHECK(weight_of("province", "aggregation") == 50);
  CHECK(weight_of("county", "delivery") == 12);
  CHECK(weight_of("municipal", "response") == 12);
  // The table of the municipalities prints 11 over rows of 12, and needs 12 for its total of 100.
  CHECK(weight_of("direct-municipality", "response") == 12);
}

TEST_CASE("the tiers and the bonus are the published ones") {
  const Catalogue& edition = catalogue("cstc-2025");
  std::vector<std::pair<std::string, double>> tiers;
  for (const Tier& tier : edition.tiers) tiers.emplace_back(tier.name, tier.from);
  CHECK(tiers == std::vector<std::pair<std::string, double>>{
                     {"卓越", 95}, {"优秀", 85}, {"良好", 75}, {"发展", 60}, {"准备", 0}});
  CHECK(edition.bonus.cap == 10);
  CHECK_FALSE(edition.bonus.gate);
}

TEST_CASE("the crosswalk reaches the 2022 edition") {
  const Catalogue& edition = catalogue("cstc-2025");
  REQUIRE(edition.crosswalks.size() == 1);
  CHECK(edition.crosswalks[0].from == "cstc-2022");
  CHECK(edition.crosswalks[0].profiles.contains("ministry"));
}

/// Writes every block of the page that begins with "# <file>.yaml" below `folder`.
std::size_t write_blocks(const std::string& page, const test::TempDir& folder) {
  const std::string fence = "```yaml\n# ";
  std::size_t count = 0;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    const std::size_t line_end = page.find('\n', at);
    const std::string name = page.substr(at, line_end - at);
    const std::size_t end = page.find("```", line_end);
    folder.write(name, page.substr(line_end + 1, end - line_end - 1));
    ++count;
    at = end;
  }
  return count;
}

TEST_CASE("the example of docs/catalogue-format.md is a catalogue without faults") {
  const test::TempDir folder;
  const std::string page = test::slurp(fs::path(GWEVAL_SOURCE_DIR) / "docs/catalogue-format.md");
  CHECK(write_blocks(page, folder) == 8);
  const CatalogueLoad loaded = load_catalogue(folder.path(), all_rule_schemas());
  for (const Diagnostic& fault : loaded.faults) FAIL_CHECK(fault.text());
  REQUIRE(loaded.catalogue);
  CHECK(leaves(loaded.catalogue->profiles.at(0)).size() == 4);
}

TEST_CASE("the inspection of 2019: vetoes by their thresholds, 75 x 4/3, a gated bonus") {
  // 国办秘函〔2019〕19号: 100 points of deductions, 30 of bonus counted above 80, unqualified below
  // 60; bodies without public services are scored out of 75 and multiplied by 4/3.
  const Catalogue& edition = catalogue("gov-inspection-2019");
  CHECK(edition.bonus.cap == 30);
  CHECK(edition.bonus.gate == 80);
  CHECK_FALSE(edition.total_veto_cap);
  CHECK(edition.not_applicable == NotApplicablePolicy::reweight_root);
  REQUIRE(edition.profiles.size() == 1);
  std::map<std::string, std::vector<std::string>> vetoes;
  double services = 0;
  for (const Indicator& leaf : edition.profiles[0].indicators) {
    if (leaf.id == "services") services = leaf.weight.points();
    for (const Criterion& criterion : leaf.rubric->criteria) {
      if (!criterion.veto) continue;
      CHECK(criterion.veto->effect == VetoEffect::disqualify);
      vetoes[criterion.rule + " " + criterion.id] = criterion.veto->outcomes;
    }
  }
  CHECK(services == 25);  // 100 - 75
  using Outcomes = std::vector<std::string>;
  CHECK(vetoes == std::map<std::string, Outcomes>{
                      {" reachability", {"无法访问"}},                   // by people
                      {" serious-faults", {"有"}},                       // by people
                      {"column.empty empty", {"many"}},                  // five or more
                      {"column.stale stale", {"many"}},                  // ten or more
                      {"column.stale stale-news", {"several", "many"}},  // five or more
                      {"guide.elements offered", {"none"}},
                      {"guide.lacking lacking", {"every", "many"}},
                      {"home.updated home", {"stale", "undated"}},
                      {"mailbox.answered answers", {"overdue"}},
                      {"mailbox.channel channel", {"absent"}}});
}

}  // namespace
}  // namespace gweval

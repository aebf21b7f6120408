// What a loaded catalogue holds. Faults are tested case by case in tests/catalogues.

#include <filesystem>

#include "base/digest.hpp"
#include "gweval/unverified.hpp"
#include "support/catch.hpp"
#include "unit/catalogue/tiny_catalogue.hpp"

namespace gweval {
namespace {

namespace fs = std::filesystem;
using test::first_fault;
using test::TinyCatalogue;

Catalogue everything() {
  const fs::path folder = fs::path(GWEVAL_SOURCE_DIR) / "tests/catalogues/good/everything";
  CatalogueLoad load = load_catalogue(folder, test::fake_rules());
  for (const Diagnostic& fault : load.faults) FAIL_CHECK(fault.text());
  REQUIRE(load.catalogue);
  return *std::move(load.catalogue);
}

TEST_CASE("the head of a catalogue") {
  const Catalogue catalogue = everything();
  CHECK(catalogue.id == "tiny");
  CHECK(catalogue.year == 2030);
  CHECK(catalogue.title == LocalText{"小目录", "Tiny"});
  REQUIRE(catalogue.tiers.size() == 2);
  CHECK(catalogue.tiers[0].name == "好");
  CHECK(catalogue.tiers[0].from == 60);
  CHECK(catalogue.not_applicable == NotApplicablePolicy::reweight_parent);
  CHECK(catalogue.total_veto_cap == 59);
  CHECK(catalogue.bonus.cap == 5);
  CHECK(catalogue.bonus.gate == 80);
  CHECK(catalogue.notes == std::vector<std::string>{"每种键都有"});
}

TEST_CASE("the tree of a profile, with exact weights") {
  const Catalogue catalogue = everything();
  const Profile* city = catalogue.find_profile("city");
  REQUIRE(city != nullptr);
  CHECK(catalogue.find_profile("village") == nullptr);
  REQUIRE(city->indicators.size() == 2);
  const Indicator& content = city->indicators[0];
  CHECK(content.weight.units == 605'000);
  CHECK(content.level == 1);
  CHECK_FALSE(content.is_leaf());
  REQUIRE(content.children.size() == 2);
  const Indicator& columns = content.children[0];
  CHECK(columns.id == "content.columns");
  CHECK(columns.name == "栏目");
  CHECK(columns.weight.units == 402'501);
  CHECK(columns.level == 2);
  CHECK(columns.is_leaf());
  CHECK(content.children[1].notes == std::vector<std::string>{"扣分"});
  REQUIRE(city->bonus.size() == 1);
  CHECK(city->bonus[0].is_bonus);
  CHECK(city->bonus[0].categories == std::vector<std::string>{"甲", "乙"});
}

TEST_CASE("a leaf's rubric has its parameters filled in") {
  const Catalogue catalogue = everything();
  const Indicator& leaf = catalogue.profiles[0].indicators[0].children[0];
  REQUIRE(leaf.rubric);
  REQUIRE(leaf.rubric->criteria.size() == 4);
  const Criterion& coverage = leaf.rubric->criteria[0];
  CHECK(coverage.rule == "column.coverage");
  CHECK(coverage.rule_version == 3);
  CHECK(coverage.share == 3);
  CHECK(std::get<std::vector<std::string>>(coverage.params.at("topics")) ==
        std::vector<std::string>{"news", "plans"});                        // from `with`
  CHECK(std::get<double>(coverage.params.at("min_share")) == 1.0);         // default 1, a number
  const auto& lexicon = std::get<Lexicon>(coverage.params.at("lexicon"));  // default topics
  CHECK(lexicon.id == "topics");
  REQUIRE(lexicon.entries.size() == 2);
  CHECK(lexicon.entries[0].words == std::vector<std::string>{"要闻", "新闻"});
  CHECK_FALSE(lexicon.entries[0].window_days);
  CHECK(lexicon.entries[1].window_days == 365);
  const auto& points = std::get<OutcomePoints>(coverage.scale).index;
  REQUIRE(points.size() == 4);
  CHECK(points[1] == std::pair<std::string, double>{"most", 0.7});
  REQUIRE(coverage.veto);
  CHECK(coverage.veto->effect == VetoEffect::cap);
  CHECK(coverage.veto->cap_points == 59);

  const Criterion& share = leaf.rubric->criteria[1];
  CHECK(std::get<double>(share.params.at("min_share")) == 0.8);  // the rule's own default
  CHECK(std::get<Goalposts>(share.scale).high == 1);
  const auto& steps = std::get<Steps>(leaf.rubric->criteria[2].scale);
  CHECK(steps.steps == std::vector<std::pair<double, double>>{{20, 0}, {10, 0.6}});
  CHECK(steps.fallback == 1);
  const Criterion& marker = leaf.rubric->criteria[3];
  CHECK(marker.is_veto_only);
  CHECK(marker.share == 0);
  CHECK(marker.veto->effect == VetoEffect::zero_node);
  CHECK(marker.veto->node == "content");
  CHECK(std::get<std::string>(marker.params.at("needle")) == "123");
}

TEST_CASE("deductions and manual criteria") {
  const Catalogue catalogue = everything();
  const Rubric& links = *catalogue.profiles[0].indicators[0].children[1].rubric;
  CHECK(links.kind == RubricKind::deduction);
  const auto& deduction = std::get<Deduction>(links.criteria[0].scale);
  CHECK(deduction.each_points == 0.1);
  CHECK(deduction.cap_points == 2);
  CHECK(std::get<std::int64_t>(links.criteria[0].params.at("few")) == 5);
  CHECK(std::get<bool>(links.criteria[0].params.at("strict")));
  CHECK(links.criteria[1].veto->node.empty());

  const Rubric& manual = *catalogue.profiles[0].indicators[1].rubric;
  CHECK(manual.criteria[0].is_manual);
  CHECK(manual.criteria[0].guidance == LocalText{"看一看", "Have a look"});
  REQUIRE(manual.criteria[0].grades.size() == 2);
  CHECK(manual.criteria[0].grades[0].grade == "好");
  CHECK(manual.criteria[0].grades[0].index == 1);
  CHECK(manual.criteria[0].grades[0].anchor.en == "all of it");
  CHECK(manual.criteria[1].grades.empty());
}

TEST_CASE("a person's veto, deductions beside other criteria, and the mark of unverified values") {
  const Catalogue catalogue = everything();
  const Rubric& manual = *catalogue.profiles[0].indicators[1].rubric;
  REQUIRE(manual.criteria.size() == 4);
  const Criterion& grave = manual.criteria[2];
  CHECK(grave.is_manual);
  CHECK(grave.is_veto_only);
  CHECK(grave.share == 0);
  REQUIRE(grave.veto);
  CHECK(grave.veto->outcomes == std::vector<std::string>{"有"});
  CHECK(grave.title == LocalText{"严重问题（未核实）", "Grave faults (unverified)"});
  CHECK(is_unverified(grave));

  CHECK(manual.kind == RubricKind::checklist);
  const Criterion& dead = manual.criteria[3];
  CHECK(dead.share == 2);
  CHECK(std::get<Deduction>(dead.scale).each_points == 0.5);
  CHECK(std::get<Deduction>(dead.scale).cap_points == 3);
  CHECK(dead.title == LocalText{"坏链", "Dead links"});  // verified values need no mark
  CHECK_FALSE(is_unverified(dead));

  const Rubric& links = *catalogue.profiles[0].indicators[0].children[1].rubric;
  REQUIRE(links.criteria.size() == 3);
  CHECK(links.criteria[2].is_manual);
  CHECK(links.criteria[2].veto->effect == VetoEffect::zero_node);
}

TEST_CASE("a crosswalk to an earlier edition") {
  const Catalogue catalogue = everything();
  REQUIRE(catalogue.crosswalks.size() == 1);
  CHECK(catalogue.crosswalks[0].from == "minimal");
  CHECK(catalogue.crosswalks[0].to == "tiny");
  const auto& entries = catalogue.crosswalks[0].profiles.at("city");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].relation == CrosswalkRelation::split);
  CHECK(entries[0].from == std::vector<std::string>{"columns"});
  CHECK(entries[0].to == std::vector<std::string>{"content.columns", "content.links"});
  CHECK(entries[1].relation == CrosswalkRelation::added);
}

TEST_CASE("the digest covers name, length and bytes of every file, in name order") {
  TinyCatalogue tiny;
  const auto load = tiny.load();
  REQUIRE(load.catalogue);
  std::string all;
  for (const char* name : {"catalogue.yaml", "profiles/city.yaml", "rubrics/only.yaml"}) {
    const std::string text = test::slurp(tiny.path() / name);
    all += std::string(name) + "\n" + std::to_string(text.size()) + "\n" + text;
  }
  CHECK(load.catalogue->digest == "sha256:" + sha256_hex(all));

  tiny.put("README.md", "not part of it");
  CHECK(tiny.load().catalogue->digest == load.catalogue->digest);
  tiny.put("rubrics/only.yaml", test::slurp(tiny.path() / "rubrics/only.yaml") + "# note\n");
  CHECK(tiny.load().catalogue->digest != load.catalogue->digest);
}

TEST_CASE("files are named as the user would open them") {
  TinyCatalogue tiny;
  tiny.put("profiles/city.yaml", "profile: city\n");
  const auto load = tiny.load();
  REQUIRE_FALSE(load.faults.empty());
  CHECK(load.faults[0].file == (tiny.path() / "profiles/city.yaml").string());
  CHECK(load_catalogue("no/such", test::fake_rules()).faults.at(0).text() ==
        "no/such: no such folder; name a folder that holds catalogue.yaml");
}

TEST_CASE("links and other special files are not followed") {
  TinyCatalogue tiny;
  const test::TempDir elsewhere;
  const fs::path secret = elsewhere.write("secret.yaml", "rubric: secret\npassword: 12345\n");
  fs::create_symlink(secret, tiny.path() / "rubrics/secret.yaml");
  const auto load = tiny.load();
  REQUIRE(load.faults.size() == 2);  // the link, and that nobody uses it
  CHECK(load.faults[0].message == "not a regular file; copy the file itself here");
  for (const Diagnostic& fault : load.faults)
    CHECK(fault.text().find("12345") == std::string::npos);

  TinyCatalogue other;
  fs::create_directory_symlink(elsewhere.path(), other.path() / "lexicons");
  CHECK(first_fault(other.load(), other.path()) ==
        "lexicons: not a folder; put the files into a real folder of this name");
}

TEST_CASE("loading twice gives the same catalogue") {
  CHECK(everything().digest == everything().digest);
}

}  // namespace
}  // namespace gweval

// One small site, crawled in two years and scored with the catalogue of each: evidence, rules and
// weights apart. Every figure is worked out beside the pages it comes from.

#include <fmt/format.h>

#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Catch::Matchers::Contains;
using Json = nlohmann::json;

constexpr const char* kImages = R"(rubric: images
version: {}
basis: invented
about: {{zh: 图, en: Images}}
kind: checklist
criteria:
  - id: alternatives
    title: {{zh: 替代文本, en: Alternatives}}
    share: 1
    rule: accessibility.text-alternatives
    scale: {{goalposts: {{low: {}, high: 1}}}}
)";

constexpr const char* kLanguage = R"(rubric: language
version: 1
basis: invented
about: {zh: 语言, en: Language}
kind: checklist
criteria:
  - id: declared
    title: {zh: 声明, en: Declared}
    share: 1
    rule: accessibility.page-language
    scale: {goalposts: {low: 0, high: 1}}
)";

constexpr const char* kCatalogue = R"(format: gweval-catalogue/1
id: {}
year: 2030
title: {{zh: 小, en: Small}}
source: invented
tiers:
  - {{name: 好, from: 60}}
  - {{name: 差, from: 0}}
not_applicable: reweight_parent
total_veto: disqualify
bonus: {{cap: 10}}
profiles: [city]
)";

/// The share of pages that declare a language, and of images with a text; for images the second
/// year set higher goalposts.
struct TwoYears {
  TempDir folder;
  std::unique_ptr<LoopbackServer> server;

  TwoYears() {
    catalogue("year-a", 40, 60, 1, "0");
    catalogue("year-b", 50, 50, 2, "0.5");
    folder.write("site/index.html", "");
    HostConfig host;
    host.name = "127.0.0.1";
    host.folder = folder / "site";
    LoopbackOptions options;
    options.hosts.push_back(host);
    auto started = LoopbackServer::start(std::move(options));
    REQUIRE(started);
    server = *std::move(started);
    folder.write("list.csv", fmt::format("id,name,url,profile\nsite,甲,http://127.0.0.1:{}/,city\n",
                                         server->http_port()));
    const std::string three = "<img src=a.png alt=a><img src=b.png alt=b><img src=c.png alt=c>";
    pages("<html>", three + "<img src=d.png>");  // a language on 1 page of 2, a text for 3 of 4
    score("old", "year-a", "2024-06-30");
    pages("<html lang=zh>", three + "<img src=d.png alt=d><img src=e.png>");  // 2 of 2, 4 of 5
    score("new", "year-b", "2025-06-30");
  }

  void catalogue(const std::string& id, int language, int images, int version,
                 const std::string& low) const {
    folder.write(id + "/catalogue.yaml", fmt::format(fmt::runtime(kCatalogue), id));
    folder.write(id + "/profiles/city.yaml",
                 fmt::format("profile: city\ntitle: {{zh: 城市, en: City}}\nindicators:\n"
                             "  - {{id: language, name: 语言, weight: {}, rubric: language}}\n"
                             "  - {{id: images, name: 图, weight: {}, rubric: images}}\n",
                             language, images));
    folder.write(id + "/rubrics/language.yaml", kLanguage);
    folder.write(id + "/rubrics/images.yaml", fmt::format(fmt::runtime(kImages), version, low));
  }

  void pages(const std::string& second_page, const std::string& images) const {
    folder.write(
        "site/index.html",
        "<html lang=zh><title>start</title><p>start</p><a href=/two.html>two</a>" + images);
    folder.write("site/two.html", second_page + "<title>two</title><p>two</p>");
  }

  void score(const std::string& out, const std::string& id, const std::string& as_of) const {
    const auto run = run_gweval(
        folder.path(), {"score", "list.csv", "--catalogue", "./" + id, "--allow-private", "--delay",
                        "0s", "--evidence", out + "-evidence", "--as-of", as_of, "--out", out});
    INFO(run.err);
    REQUIRE(run.exit_code == 0);
  }

  [[nodiscard]] ProgramRun diff(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{
        "diff",     "old/results.json", "new/results.json", "--catalogue-old",
        "./year-a", "--catalogue-new",  "./year-b"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_gweval(folder.path(), arguments);
  }
};

void check_effects(const Json& row, double evidence, double rules, double weights) {
  CHECK(row["evidence_effect"].get<double>() == Approx(evidence).margin(1e-9));
  CHECK(row["rules_effect"].get<double>() == Approx(rules).margin(1e-9));
  CHECK(row["weights_effect"].get<double>() == Approx(weights).margin(1e-9));
}

double sum_of(const Json& row) {
  return row["evidence_effect"].get<double>() + row["rules_effect"].get<double>() +
         row["weights_effect"].get<double>();
}

TEST_CASE("evidence of both years scored both ways tells evidence, rules and weights apart") {
  const TwoYears years;
  const std::vector<std::string> both{"--evidence-old", "old-evidence", "--evidence-new",
                                      "new-evidence"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), both.begin(), both.end());
    return years.diff(more);
  };
  const auto run = with({"--format", "json"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const Json document = Json::parse(run.out);
  const Json& site = document["sites"][0];
  // 40 x 1/2 + 60 x 3/4 = 65; 50 x 1 + 50 x (0.8 - 0.5) / 0.5 = 80.
  CHECK(site["old_total"].get<double>() == Approx(65));
  CHECK(site["new_total"].get<double>() == Approx(80));
  // Language: its rule is the same. 1/3 40 0.5 + 1/6 (50 0.5 + 40 0.5) + 1/3 50 0.5 = 22.5.
  check_effects(find_by(site["indicators"], "id", "language"), 22.5, 0, 7.5);
  // Images: x00 0.75, new pages by old posts x10 0.8, old pages by new posts x01 0.5, x11 0.6.
  const Json& images = find_by(site["indicators"], "id", "images");
  const double evidence = 20 * 0.05 + (50 * 0.05 + 60 * 0.1) / 6 + 50 * 0.1 / 3;
  const double rules = 20 * -0.25 + (50 * -0.25 + 60 * -0.2) / 6 + 50 * -0.2 / 3;
  const double weights = -10 * (0.75 / 3 + 0.8 / 6 + 0.5 / 6 + 0.6 / 3);
  check_effects(images, evidence, rules, weights);
  CHECK(images["verdict"] == "not_comparable");
  check_effects(site, 22.5 + evidence, rules, 7.5 + weights);
  CHECK(sum_of(site) == Approx(15).margin(1e-9));
  check_effects(document["groups"][0], 22.5 + evidence, rules, 7.5 + weights);

  // Each format has them; the page stands beside the report's.
  REQUIRE(with({"--format", "json,csv,md,text,html", "--out", "view", "--lang", "en"}).exit_code ==
          0);
  CHECK(slurp(years.folder / "view/diff.json") == run.out);
  CHECK_THAT(slurp(years.folder / "view/diff.txt"), Contains("evidence +26.58, rules -12.42"));
  CHECK_THAT(slurp(years.folder / "view/diff.md"), Contains("| +26.58 | -12.42 | +0.83 |"));
  CHECK_THAT(slurp(years.folder / "view/diff.html"), Contains("Content-Security-Policy"));
  CHECK(with({"--format", "json,csv"}).exit_code == 2);  // one stream, one document
}

TEST_CASE("evidence of one year gives one path, and says so") {
  const TwoYears years;
  const auto run = years.diff({"--evidence-new", "new-evidence", "--format", "json"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const Json document = Json::parse(run.out);
  CHECK(sum_of(document["sites"][0]) == Approx(15).margin(1e-9));
  CHECK_THAT(document["notes"].dump(), Contains("that one path of two steps"));
}

TEST_CASE("evidence and catalogues that are not those of the results are refused") {
  const TwoYears years;
  const auto swapped = years.diff({"--evidence-old", "new-evidence"});
  CHECK(swapped.exit_code == 3);
  CHECK_THAT(swapped.err, Contains("this is not the evidence of the old results: site site"));
  const auto missing = run_gweval(
      years.folder.path(),
      {"diff", "old/results.json", "new/results.json", "--evidence-old", "old-evidence"});
  CHECK(missing.exit_code == 3);
  CHECK_THAT(missing.err, Contains("--catalogue-old"));
  years.catalogue("year-a", 41, 59, 1, "0");
  const auto changed = years.diff({"--evidence-old", "old-evidence"});
  CHECK(changed.exit_code == 3);
  CHECK_THAT(changed.err, Contains("the old results were made with year-a sha256:"));
}

}  // namespace
}  // namespace gweval::test

#include "small_round.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"

namespace gweval::test {

Catalogue small_catalogue() {
  Catalogue catalogue;
  catalogue.id = "small-2030";
  catalogue.digest = "sha256:0";
  catalogue.tiers = {{"好", 3}, {"差", 0}};
  Criterion entry;
  entry.id = "entry";
  entry.title = {"入口", "Entry"};
  entry.rule = "entry.offered";
  Criterion speed;
  speed.id = "speed";
  speed.title = {"速度", "Speed"};
  speed.is_manual = true;
  speed.guidance = {"=看响应", "See how quick"};
  speed.grades = {{"好", 1, {"三秒内", "within 3 s"}},
                  {"中", 0.5, {"六秒内", "within 6 s"}},
                  {"差", 0, {"更慢", "slower"}}};
  Criterion free = speed;
  free.id = "free";
  free.title = {"其他", "Other"};
  free.grades.clear();
  Rubric rubric;
  rubric.id = "answers";
  rubric.criteria = {entry, speed, free};
  Indicator leaf;
  leaf.id = "answers";
  leaf.name = "智能问答";
  leaf.weight = Weight{6 * Weight::kPerPoint};
  leaf.rubric = rubric;
  catalogue.profiles.push_back({"town", {"镇", "Town"}, {leaf}, {}, {}});
  return catalogue;
}

Results small_results(int sites) {
  Results results;
  results.catalogue_id = "small-2030";
  results.catalogue_digest = "sha256:0";
  results.as_of = "2030-05-01";
  results.round = "small";
  results.tiers = small_catalogue().tiers;
  for (int i = 1; i <= sites; ++i) {
    SiteResult site;
    site.id = fmt::format("s{}", i);
    site.name = fmt::format("镇{}", i);
    site.url = fmt::format("https://s{}.example/", i);
    site.profile = "town";
    IndicatorResult leaf;
    leaf.id = "answers";
    leaf.name = "智能问答";
    leaf.is_leaf = true;
    leaf.weight = 6;
    CriterionResult entry;
    entry.id = "entry";
    entry.title = {"入口", "Entry"};
    entry.rule = "entry.offered";
    entry.state = CriterionState::observed;
    entry.outcome_title = {"找到", "found"};
    entry.index = 1;
    entry.share = 1.0 / 3;
    entry.findings.push_back(
        {"found", {"在首页", "on the home page"}, site.url + "ask.html", "", ""});
    CriterionResult speed;
    speed.id = "speed";
    speed.share = 1.0 / 3;
    CriterionResult free = speed;
    free.id = "free";
    leaf.criteria = {entry, speed, free};
    site.indicators.push_back(leaf);
    results.sites.push_back(site);
  }
  return results;
}

WorksheetSet small_worksheets(int sites, const RatingStore& store, Language language) {
  const Results results = small_results(sites);
  const Catalogue catalogue = small_catalogue();
  const auto pending = pending_units(results, catalogue, store, {"small", false, {}});
  REQUIRE(pending);
  WorksheetOptions options;
  options.round = "small";
  options.assignment = {{"甲", "乙"}, 1, 1.0, 1};
  options.language = language;
  auto set = make_worksheets(*pending, results, catalogue, store, options);
  REQUIRE(set);
  return *std::move(set);
}

RatingStore planned_store(int sites, Language language) {
  RatingStore store;
  Batch batch;
  batch.at = "2030-05-02T00:00:00Z";
  batch.plan = small_worksheets(sites, {}, language).plan;
  store.batches.push_back(std::move(batch));
  return store;
}

FormTable filled(const Worksheet& sheet,
                 const std::map<std::pair<std::size_t, std::string>, std::string>& cells) {
  FormTable table;
  table.source = "w.xlsx[评分]";
  int column = 0;
  for (const WorksheetColumn& each : worksheet_columns()) table.columns[each.id] = ++column;
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    std::vector<FormCell> out;
    const int number = static_cast<int>(row) + 2;
    for (std::size_t i = 0; i < worksheet_columns().size(); ++i) {
      const auto changed = cells.find({row, worksheet_columns()[i].id});
      const std::string text = changed == cells.end() ? sheet.rows[row][i] : changed->second;
      if (!text.empty()) out.push_back({text, number, static_cast<int>(i) + 1, false, number});
    }
    table.rows.push_back(std::move(out));
    table.row_numbers.push_back(number);
    table.sheet_rows.push_back(number);
  }
  return table;
}

StoredRating stored(const Plan& plan, std::size_t unit, const std::string& rater,
                    std::optional<double> index) {
  const PlanUnit& of = plan.units.at(unit);
  StoredRating out;
  out.unit = of.id;
  out.rating = {of.site, of.indicator, of.criterion, index, rater, "见备注", "", ""};
  return out;
}

}  // namespace gweval::test

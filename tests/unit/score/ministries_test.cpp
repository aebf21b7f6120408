// The 17 ministries of 2022: published indices times the recovered first-level weights rebuild the
// published totals, and the published totals the published dense ranks.

#include <fstream>
#include <sstream>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "builder.hpp"
#include "score/ranks.hpp"
#include "score/rounding.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

struct Ministry {
  std::string name;
  std::vector<ManualRating> ratings;
  double total = 0;
  double rank = 0;
};

const std::vector<std::pair<std::string, double>> kWeights{{"aggregation", 45}, {"data-use", 10},
                                                           {"fusion", 10},      {"delivery", 15},
                                                           {"response", 10},    {"assurance", 10}};

std::vector<Ministry> read_ministries() {
  std::ifstream in(GWEVAL_SOURCE_DIR "/tests/data/ministries-2022.csv");
  std::stringstream text;
  text << in.rdbuf();
  const CsvTable table = parse_csv(text.str(), "ministries-2022.csv");
  REQUIRE(table.faults.empty());
  std::vector<Ministry> out;
  for (std::size_t row = 1; row < table.rows.size(); ++row) {
    Ministry ministry;
    for (std::size_t i = 0; i < table.rows[row].size(); ++i) {
      const std::string& column = table.rows[0][i].text;
      const std::string& cell = table.rows[row][i].text;
      if (column == "name") {
        ministry.name = cell;
        continue;
      }
      const double number = parse_number(cell).value();
      if (column == "total") {
        ministry.total = number;
      } else if (column == "rank") {
        ministry.rank = number;
      } else {
        ministry.ratings.push_back(rating(column, number));
      }
    }
    out.push_back(std::move(ministry));
  }
  return out;
}

TEST_CASE("Published indices of 2022 rebuild the published totals within 0.3") {
  std::vector<Indicator> dimensions;
  for (const auto& [id, weight] : kWeights) dimensions.push_back(leaf(id, weight));
  const Catalogue table = catalogue(dimensions, {leaf("innovation-cases", 10)});
  const auto ministries = read_ministries();
  REQUIRE(ministries.size() == 17);
  for (const Ministry& ministry : ministries) {
    INFO(ministry.name);
    const SiteResult site = score(table, {}, ministry.ratings);
    REQUIRE(site.total.has_value());
    CHECK(*site.total == Approx(ministry.total).margin(0.3).epsilon(0));
  }
}

TEST_CASE("Published totals of 2022 rank densely as published") {
  std::vector<std::int64_t> keys;
  std::vector<double> published;
  for (const Ministry& ministry : read_ministries()) {
    keys.push_back(points_key(ministry.total));
    published.push_back(ministry.rank);
  }
  CHECK(ranks_of(keys, TieRule::dense) == published);
}

}  // namespace
}  // namespace gweval::test

// The 17 ministries the survey published for 2022, scored from their published indices: the
// catalogue, the manual sheet, the roll-up and the ranks together against figures that are not
// ours.

#include <cmath>
#include <map>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "e2e/program.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

struct Published {
  std::string name;
  std::map<std::string, std::string> indices;  // indicator id -> index as printed
  double total = 0;
  int rank = 0;  // dense, as printed
};

std::vector<Published> published_ministries() {
  const auto table = parse_csv(slurp(source_path("tests/data/ministries-2022.csv")), "ministries");
  std::vector<Published> out;
  const auto& header = table.rows.front();
  for (std::size_t row = 1; row < table.rows.size(); ++row) {
    Published ministry;
    for (std::size_t column = 0; column < header.size(); ++column) {
      const std::string& key = header[column].text;
      const std::string& cell = table.rows[row][column].text;
      if (key == "name")
        ministry.name = cell;
      else if (key == "total")
        ministry.total = parse_number(cell).value();
      else if (key == "rank")
        ministry.rank = static_cast<int>(parse_integer(cell).value());
      else
        ministry.indices[key] = cell;
    }
    out.push_back(std::move(ministry));
  }
  return out;
}

void write_inputs(const TempDir& folder, const std::vector<Published>& ministries) {
  std::string list = csv_row({"id", "name", "url"});
  std::string sheet = csv_row({"site_id", "indicator_id", "criterion_id", "index", "rater", "note",
                               "evidence_url", "scored_at"});
  for (std::size_t i = 0; i < ministries.size(); ++i) {
    const std::string id = "m" + std::to_string(i);
    list += csv_row({id, ministries[i].name, "https://" + id + ".example/"});
    for (const auto& [indicator, index] : ministries[i].indices) {
      sheet += csv_row({id, indicator, "", index, "published", "", "", "2022-12-01"});
    }
  }
  folder.write("ministries.csv", list);
  folder.write("sheet.csv", sheet);
}

TEST_CASE("the published ministries of 2022 come out with their totals and ranks") {
  const TempDir folder;
  const auto ministries = published_ministries();
  REQUIRE(ministries.size() == 17);
  write_inputs(folder, ministries);
  const auto run =
      run_gweval(folder.path(), {"score", "ministries.csv", "--profile", "ministry", "--catalogue",
                                 "cstc-2022", "--manual", "sheet.csv", "--as-of", "2022-12-01",
                                 "--ties", "dense", "--offline"});
  INFO(run.err);
  REQUIRE(run.exit_code == 0);
  const auto results = nlohmann::json::parse(slurp(folder / "gweval-out" / "results.json"));
  CHECK(results["ranked_by"] == "total");
  for (std::size_t i = 0; i < ministries.size(); ++i) {
    const auto& site = results["sites"][i];
    CAPTURE(ministries[i].name);
    // Indices are printed to two decimals, so that a rebuilt total can be off by a little.
    CHECK(std::abs(site["total"].get<double>() - ministries[i].total) <= 0.3);
    CHECK(site["coverage"] == 1.0);
  }
  for (std::size_t i = 0; i < ministries.size(); ++i) {
    for (std::size_t k = 0; k < ministries.size(); ++k) {
      if (ministries[i].rank >= ministries[k].rank) continue;
      CAPTURE(ministries[i].name, ministries[k].name);
      CHECK(results["sites"][i]["rank"].get<double>() < results["sites"][k]["rank"].get<double>());
    }
  }
}

}  // namespace
}  // namespace gweval::test

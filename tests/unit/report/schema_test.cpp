// docs/schemas/results-1.schema.json against what is written.

#include <fstream>
#include <functional>

#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "schema_check.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::json;

Json load_schema() {
  std::ifstream in(GWEVAL_SOURCE_DIR "/docs/schemas/results-1.schema.json");
  return Json::parse(in);
}

std::string joined(const std::vector<std::string>& faults) {
  std::string out;
  for (const std::string& fault : faults) out += fault + "\n";
  return out;
}

TEST_CASE("Results follow the published schema") {
  const Json schema = load_schema();
  for (const Results& results : {sample_results(), full_results(), Results{}}) {
    CHECK(joined(check_schema(schema, Json::parse(to_results_json(results)))) == "");
  }
}

TEST_CASE("The schema refuses what the reader refuses") {
  const Json schema = load_schema();
  const Json good = Json::parse(to_results_json(full_results()));
  const std::vector<std::pair<std::string, Json>> changes{
      {"/schema", "gweval-results/2"},
      {"/sites/0/id", 3},
      {"/sites/0/status", "seen"},
      {"/sites/0/colour", "red"},
      {"/sites/0/coverage", 1.5},
      {"/sites/0/rank_min", 1.5},
      {"/sites/0/indicators/1/criteria/0/interval/low", nullptr},
      {"/sites/0/veto/0/effect", "scold"},
      {"/ranked_by", "luck"}};
  for (const auto& [path, value] : changes) {
    INFO(path);
    Json bad = good;
    bad[Json::json_pointer(path)] = value;
    CHECK(check_schema(schema, bad).size() > 0);
    CHECK_FALSE(parse_results_json(bad.dump(), "r").has_value());
  }
}

/// Calls back for every object schema with properties.
void for_each_object(const Json& schema, const std::function<void(const Json&)>& visit) {
  if (schema.is_object() && schema.contains("properties")) visit(schema);
  if (!schema.is_structured()) return;
  for (const auto& [key, value] : schema.items()) for_each_object(value, visit);
}

TEST_CASE("Every field is described, required, and written") {
  const Json schema = load_schema();
  int fields = 0;
  for_each_object(schema, [&](const Json& object) {
    CHECK(object.at("additionalProperties") == false);
    CHECK(object.at("required").size() == object.at("properties").size());
    for (const auto& [key, field] : object.at("properties").items()) {
      INFO(key);
      CHECK(field.value("description", "").size() > 5);
      CHECK(object.at("required").dump().find("\"" + key + "\"") != std::string::npos);
      ++fields;
    }
  });
  CHECK(fields > 100);
  // All fields are required and unknown ones refused, so following the schema means that each is
  // written, as long as each kind of object turns up: full_results has them all.
  const std::string text = to_results_json(full_results());
  for (const auto& [name, definition] : schema.at("$defs").items()) {
    for (const auto& [key, field] : definition.at("properties").items()) {
      INFO(name << " " << key);
      CHECK(text.find("\"" + key + "\":") != std::string::npos);
    }
  }
}

/// Rows of a Markdown table whose first cell is code.
std::vector<std::string> documented_names(const std::string& page) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while ((at = page.find("\n| `", at)) != std::string::npos) {
    at += 4;
    out.push_back(page.substr(at, page.find('`', at) - at));
  }
  return out;
}

TEST_CASE("docs/report-format.md names every field and column") {
  std::ifstream in(GWEVAL_SOURCE_DIR "/docs/report-format.md");
  const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const auto names = documented_names(page);
  const auto is_documented = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for_each_object(load_schema(), [&](const Json& object) {
    for (const auto& [key, field] : object.at("properties").items()) {
      INFO(key);
      CHECK(is_documented(key));
    }
  });
  for (const std::string& csv : {to_ranking_csv(Results{}), to_indicators_csv(Results{}),
                                 to_findings_csv(Results{}, Language::zh)}) {
    std::string header = csv.substr(3, csv.find("\r\n") - 3) + ",";
    for (std::size_t comma = header.find(','); !header.empty(); comma = header.find(',')) {
      INFO(header.substr(0, comma));
      CHECK(is_documented(header.substr(0, comma)));
      header.erase(0, comma + 1);
    }
  }
}

}  // namespace
}  // namespace gweval::test

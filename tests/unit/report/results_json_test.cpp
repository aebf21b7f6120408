#include <limits>

#include <nlohmann/json.hpp>

#include "gweval/report.hpp"
#include "sample_results.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::ordered_json;

Results parsed(const std::string& text) {
  const auto results = parse_results_json(text, "results.json");
  if (!results) FAIL(results.error().text());
  return *results;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object.items()) out.push_back(key);
  return out;
}

TEST_CASE("What is written reads back the same, and writes the same bytes") {
  for (const Results& results : {sample_results(), full_results(), Results{}}) {
    const std::string text = to_results_json(results);
    const Results again = parsed(text);
    CHECK(again == results);
    CHECK(to_results_json(again) == text);
    CHECK(text.ends_with("}\n"));
  }
}

TEST_CASE("Keys stand in the contract's order") {
  const Json document = Json::parse(to_results_json(full_results()));
  CHECK(keys_of(document) == std::vector<std::string>{"schema", "engine", "catalogue", "as_of",
                                                      "round", "sites", "ranked_by", "ties",
                                                      "shard", "ratings"});
  const auto starts_with = [](const Json& object, const std::vector<std::string>& expected) {
    auto keys = keys_of(object);
    REQUIRE(keys.size() >= expected.size());
    keys.resize(expected.size());
    CHECK(keys == expected);
  };
  const Json& site = document["sites"][0];
  starts_with(site, {"id",        "name",     "url",   "profile",   "region_code",    "group",
                     "status",    "base",     "bonus", "total",     "total_min",      "total_max",
                     "projected", "coverage", "tier",  "base_tier", "possible_tiers", "rank",
                     "rank_min",  "rank_max", "veto",  "indicators"});
  starts_with(site["indicators"][1],
              {"id", "name", "level", "parent", "weight", "state", "index", "index_min",
               "index_max", "points", "points_min", "points_max", "coverage", "criteria"});
  starts_with(site["indicators"][1]["criteria"][0],
              {"id", "rule", "rule_version", "state", "outcome", "value", "unit", "index", "share",
               "findings"});
}

TEST_CASE("Absent values are null, whole numbers and decimals are as short as they go") {
  Results results = sample_results();
  results.sites[1].projected = 0.1 + 0.2;
  const std::string text = to_results_json(results);
  const Json site = Json::parse(text)["sites"][1];
  for (const char* key : {"total", "tier", "base_tier", "region_code", "captured_at"}) {
    CHECK(site[key].is_null());
  }
  CHECK(text.find("\"total_min\": 60,") != std::string::npos);
  CHECK(text.find("\"projected\": 0.30000000000000004,") != std::string::npos);
  CHECK(text.find("\"rule\":null") != std::string::npos);
}

TEST_CASE("Hostile names survive the way there and back and stay inside their strings") {
  Results results = sample_results();
  const std::vector<std::string> names{hostile_text(), "\"},{\"id\":\"x\"", "a\\u0000b\x01\x7f",
                                       std::string(10000, 'n'), "\u2028\u202e"};
  for (std::size_t i = 0; i < names.size(); ++i) results.sites[i].name = names[i];
  CHECK(parsed(to_results_json(results)) == results);
}

TEST_CASE("Bytes that are no text are replaced, numbers that are none are null") {
  Results results = sample_results();
  results.sites[0].name = std::string("a\xff\xc0") + '\0' + "b";
  results.sites[1].projected = std::numeric_limits<double>::quiet_NaN();
  const Json document = Json::parse(to_results_json(results));
  CHECK(document["sites"][0]["name"] == "a\uFFFD\uFFFD\uFFFDb");
  CHECK(document["sites"][1]["projected"].is_null());
}

TEST_CASE("An indicator is one line, so that files compare by line") {
  const std::string text = to_results_json(sample_results());
  const std::size_t at = text.find("\"disclosure.statutory\"");
  REQUIRE(at != std::string::npos);
  const std::string line = text.substr(text.rfind('\n', at) + 1, text.find('\n', at) - at);
  CHECK(line.find("\"findings_omitted\":3") != std::string::npos);
}

struct BadChange {
  const char* path;
  Json value;  // discarded: the key is removed
  const char* says;
};

TEST_CASE("Anything that is not such a document is refused, with the place") {
  const Json good = Json::parse(to_results_json(full_results()));
  const std::vector<BadChange> changes{
      {"/schema", "gweval-results/2", "/schema is 'gweval-results/2'"},
      {"/sites", Json::object(), "/sites must be a list"},
      {"/sites/0", 3, "/sites must hold objects"},
      {"/sites/0/id", 3, "/sites/0/id must be a text"},
      {"/sites/0/total", "86", "/sites/0/total must be a number"},
      {"/sites/0/status", "seen", "/sites/0/status has the unknown value 'seen'"},
      {"/sites/0/colour", "red", "/sites/0/colour is not a field"},
      {"/sites/0/rank_min", 1.5, "/sites/0/rank_min must be a whole number"},
      {"/sites/0/coverage", 1.5, "coverage is 1.5; expected 0 to 1"},
      {"/sites/0/veto/0/effect", "scold", "veto of an unknown effect"},
      {"/sites/0/indicators/1/index", 1.01, "disclosure.statutory: index is 1.01; expected 0 to 1"},
      {"/sites/0/rank", 0, "rank is 0; expected 1 or more"},
      {"/sites/0/total_min", 111, "total_min is 111; expected at most total_max"},
      {"/sites/0/indicators/1/parent", "disclosure.statutory",
       "parent is 'disclosure.statutory'; expected an indicator before this one"},
      {"/sites/0/indicators/1/points_max", 101,
       "points_max is 101; expected at most effective_weight"},
      {"/sites/0/indicators/1/points", nullptr,
       "points is null; expected a number, as index is one"},
      {"/sites/1", good["sites"][0], ": id is there twice; expected once"},
      {"/sites/0/tier", "gold", "tier 'gold' is none of the results' tiers"},
      {"/sites/0/indicators/1/criteria/0/state", "fine", "/criteria/0/state has the unknown"},
      {"/sites/0/indicators/1/criteria/0/interval/low", nullptr, "/interval/low must be a number"},
      {"/engine/rules/column.freshness", -1, "/engine/rules/column.freshness must be a whole"},
      {"/ranked_by", "luck", "/ranked_by has the unknown value"},
      {"/catalogue/digest", Json(Json::value_t::discarded), "/catalogue/digest is missing"}};
  for (const BadChange& change : changes) {
    INFO(change.path);
    Json bad = good;
    const Json::json_pointer pointer(change.path);
    if (change.value.is_discarded()) {
      bad[pointer.parent_pointer()].erase(pointer.back());
    } else {
      bad[pointer] = change.value;
    }
    const auto results = parse_results_json(bad.dump(), "r.json");
    REQUIRE_FALSE(results.has_value());
    CHECK(results.error().code == ErrorCode::invalid_input);
    CHECK(results.error().where == "r.json");
    INFO(results.error().message);
    CHECK(results.error().message.find(change.says) != std::string::npos);
  }
}

TEST_CASE("Broken JSON is refused with line and column") {
  const auto cut = parse_results_json("{\n \"schema\": \"gwe", "r.json");
  REQUIRE_FALSE(cut.has_value());
  CHECK(cut.error().where.starts_with("r.json:2:"));
  for (const char* text : {"", "null", "[]", "{}", "\xff\xfe", "{\"schema\":1e999}"}) {
    CHECK_FALSE(parse_results_json(text, "r.json").has_value());
  }
  const std::string deep(100000, '[');
  CHECK_FALSE(parse_results_json(deep, "r.json").has_value());
}

}  // namespace
}  // namespace gweval::test

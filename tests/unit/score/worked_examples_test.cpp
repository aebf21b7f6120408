// docs/scoring.md computes its examples by hand; here the engine does, and the page must say so.

#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "builder.hpp"
#include "score/leaf_score.hpp"
#include "support/catch.hpp"

namespace gweval::test {
namespace {

using Json = nlohmann::ordered_json;

std::string read(const std::string& path) {
  std::ifstream in(GWEVAL_SOURCE_DIR "/" + path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const Json& examples() {
  static const Json all = Json::parse(read("tests/unit/score/worked_examples.json"));
  return all;
}

double number(const Json& example, const std::string& key) {
  return example.at(key).get<double>();
}

LeafScore leaf_of(double weight, Rubric rubric, ObservationMap observations) {
  SiteInput input;
  input.observations = std::move(observations);
  return score_leaf(leaf("l", weight, std::move(rubric)), input, nullptr);
}

TEST_CASE("The page shows every worked example as it is tested") {
  std::string page = read("docs/scoring.md");
  for (std::size_t at = page.find("\n> "); at != std::string::npos; at = page.find("\n> ")) {
    page.replace(at, 3, " ");
  }
  int checked = 0;
  for (const auto& [name, example] : examples().items()) {
    if (!example.is_object()) continue;
    CHECK(page.find("**Example " + name + ".**") != std::string::npos);
    for (const Json& sentence : example.at("page")) {
      INFO(name << ": " << sentence);
      CHECK(page.find(sentence.get<std::string>()) != std::string::npos);
      ++checked;
    }
  }
  CHECK(checked > 15);
}

TEST_CASE("Example A: a sampled rate on goalposts and on steps") {
  const Json& a = examples().at("A");
  const Observation rate = sampled(number(a, "value"), a.at("interval")[0], a.at("interval")[1]);
  const Goalposts posts{a.at("goalposts")[0], a.at("goalposts")[1]};
  const LeafScore on_posts = leaf_of(1, checklist({measured("c", posts)}), {{{"l", "c"}, rate}});
  CHECK(on_posts.state == NodeState::scored);
  CHECK(on_posts.index.index == Approx(number(a, "index")));
  CHECK(on_posts.index.low == Approx(number(a, "index_min")));
  CHECK(on_posts.index.high == Approx(number(a, "index_max")));
  Steps steps;
  for (const Json& step : a.at("steps")) steps.steps.emplace_back(step[0], step[1]);
  steps.fallback = number(a, "fallback");
  const LeafScore on_steps = leaf_of(1, checklist({measured("c", steps)}), {{{"l", "c"}, rate}});
  CHECK(on_steps.state == NodeState::pending);
  CHECK(on_steps.index.low == number(a, "step_min"));
  CHECK(on_steps.index.high == number(a, "step_max"));
}

TEST_CASE("Example B: a leaf half measured and half by hand") {
  const Json& b = examples().at("B");
  const Catalogue table = catalogue(
      {leaf("l", number(b, "weight"),
            checklist({graded("auto", b.at("shares")[0]), manual("hand", b.at("shares")[1])}))});
  const SiteResult site = score(table, {{{"l", "auto"}, outcome("fair")}});
  const IndicatorResult& actual = node(site, "l");
  CHECK(actual.state == NodeState::pending);
  CHECK(actual.index_min == number(b, "index_min"));
  CHECK(actual.index_max == number(b, "index_max"));
  CHECK(actual.points_min == number(b, "points_min"));
  CHECK(actual.points_max == number(b, "points_max"));
  CHECK(actual.coverage == number(b, "coverage"));
}

TEST_CASE("Example C: capped deductions, all known and one open") {
  const Json& c = examples().at("C");
  std::vector<Criterion> criteria;
  ObservationMap observations;
  for (const Json& item : c.at("deductions")) {
    Deduction scale{item[1], std::nullopt};
    if (!item[2].is_null()) scale.cap_points = item[2].get<double>();
    criteria.push_back(measured("d" + std::to_string(criteria.size()), scale));
    observations[{"l", criteria.back().id}] = value(item[0]);
  }
  const double weight = number(c, "weight");
  const LeafScore known = leaf_of(weight, deductions(criteria), observations);
  CHECK(known.index.index == Approx(number(c, "index")));
  CHECK(weight * known.index.index == Approx(number(c, "points")));
  observations.erase({"l", "d2"});
  const LeafScore open = leaf_of(weight, deductions(criteria), observations);
  CHECK(weight * open.index.low == Approx(number(c, "open_min")));
  CHECK(weight * open.index.high == Approx(number(c, "open_max")));
}

TEST_CASE("Example D: one leaf that does not apply, under each policy") {
  Catalogue table = catalogue(
      {group("P", {leaf("a", 8), leaf("b", 6), leaf("c", 6)}), group("Q", {leaf("q", 80)})});
  const std::vector<std::pair<std::string, NotApplicablePolicy>> policies{
      {"reweight_parent", NotApplicablePolicy::reweight_parent},
      {"reweight_root", NotApplicablePolicy::reweight_root},
      {"spread_even", NotApplicablePolicy::spread_even},
      {"zero", NotApplicablePolicy::zero},
      {"full", NotApplicablePolicy::full}};
  for (const auto& [name, policy] : policies) {
    INFO(name);
    table.not_applicable = policy;
    const SiteResult site =
        score(table, {}, rate({{"a", 0.5}, {"b", std::nullopt}, {"c", 1}, {"q", 0.757}}));
    const Json& expected = examples().at("D").at("total").at(name);
    CHECK(site.total == expected[0].get<double>());
    CHECK(site.tier == expected[1].get<std::string>());
  }
}

TEST_CASE("Example E: a cap takes the bonus with it") {
  const Json& e = examples().at("E");
  const auto run = [&](const std::string& outcome_id, double cap) {
    Criterion probe = graded("probe");
    probe.is_veto_only = true;
    probe.veto = Veto{{"bad"}, VetoEffect::cap, "", cap};
    const Catalogue table =
        catalogue({leaf("a", 100, checklist({manual("m"), probe}))}, {leaf("bonus", 10)});
    ObservationMap observations;
    if (!outcome_id.empty()) observations[{"a", "probe"}] = outcome(outcome_id);
    return score(
        table, observations,
        {rating("a", number(e, "base") / 100, "m"), rating("bonus", number(e, "bonus") / 10)});
  };
  const SiteResult free = run("good", number(e, "cap"));
  CHECK(free.total == number(e, "total"));
  CHECK(free.tier == e.at("tier"));
  const SiteResult capped = run("bad", number(e, "cap"));
  CHECK(capped.total == number(e, "capped"));
  CHECK(capped.tier == e.at("capped_tier"));
  CHECK(capped.bonus == 0);
  CHECK(capped.base == number(e, "base"));
  CHECK(capped.base_tier == e.at("base_tier"));
  CHECK(run("bad", number(e, "high_cap")).total == number(e, "high_capped"));
  const SiteResult open = run("", number(e, "cap"));
  CHECK_FALSE(open.total.has_value());
  CHECK(open.total_min == number(e, "open_min"));
  CHECK(open.total_max == number(e, "open_max"));
}

}  // namespace
}  // namespace gweval::test

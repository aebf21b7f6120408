#include "rules/case_file.hpp"

#include <stdexcept>

#include "rules/case_facts.hpp"

namespace gweval::test {
namespace {

/// {news: {name: 时政要闻, words: [要闻], window_days: 14}}
Lexicon read_lexicon(const YAML::Node& node) {
  Lexicon lexicon;
  lexicon.id = "case";
  for (const auto& pair : node) {
    LexiconEntry entry;
    entry.id = pair.first.as<std::string>();
    entry.name = pair.second["name"].as<std::string>();
    entry.words = pair.second["words"].as<std::vector<std::string>>();
    if (pair.second["window_days"]) entry.window_days = pair.second["window_days"].as<int>();
    lexicon.entries.push_back(std::move(entry));
  }
  return lexicon;
}

ParamValue read_value(const ParamSpec& spec, const YAML::Node& node) {
  switch (spec.type) {
    case ParamType::boolean:
      return node.as<bool>();
    case ParamType::integer:
      return node.as<std::int64_t>();
    case ParamType::number:
      return node.as<double>();
    case ParamType::text:
      return node.as<std::string>();
    case ParamType::text_list:
      return node.as<std::vector<std::string>>();
    case ParamType::lexicon:
      return read_lexicon(node);
  }
  throw std::logic_error("unknown parameter type");
}

ParamMap read_params(const YAML::Node& node, const RuleSchema& schema) {
  ParamMap params;
  for (const ParamSpec& spec : schema.params) {
    if (node && node[spec.id]) {
      params.emplace(spec.id, read_value(spec, node[spec.id]));
    } else if (spec.fallback) {
      params.emplace(spec.id, *spec.fallback);
    } else {
      throw std::runtime_error("parameter '" + spec.id + "' is missing");
    }
  }
  const std::size_t given = node ? node.size() : 0;
  for (std::size_t i = 0; i < given; ++i) {
    auto it = node.begin();
    std::advance(it, i);
    if (!params.contains(it->first.as<std::string>())) {
      throw std::runtime_error("the rule has no parameter '" + it->first.as<std::string>() + "'");
    }
  }
  return params;
}

ObservationState read_state(const std::string& text) {
  if (text == "observed") return ObservationState::observed;
  if (text == "cannot_tell") return ObservationState::cannot_tell;
  if (text == "not_applicable") return ObservationState::not_applicable;
  if (text == "rule_error") return ObservationState::rule_error;
  throw std::runtime_error("unknown state '" + text + "'");
}

ExpectedFinding read_finding(const YAML::Node& node) {
  expect_keys(node, {"message", "at", "pointer", "quote", "args"});
  ExpectedFinding expected;
  expected.message = node["message"].as<std::string>();
  const std::string at = node["at"].as<std::string>();
  expected.url = at.starts_with("/") ? "https://www.city.example" + at : at;
  if (node["pointer"]) expected.pointer = node["pointer"].as<std::string>();
  if (node["quote"]) expected.quote = node["quote"].as<std::string>();
  for (const auto& arg : node["args"]) {
    expected.args.emplace_back(arg.first.as<std::string>(), arg.second.as<std::string>());
  }
  return expected;
}

void read_expectation(const YAML::Node& node, RuleCase& out) {
  expect_keys(node, {"state", "outcome", "value", "interval", "findings", "findings_omitted",
                     "reason_has"});
  out.state = read_state(node["state"] ? node["state"].as<std::string>() : "observed");
  if (node["outcome"]) out.outcome = node["outcome"].as<std::string>();
  if (node["value"]) out.value = node["value"].as<double>();
  if (node["interval"])
    out.interval = Interval{node["interval"][0].as<double>(), node["interval"][1].as<double>()};
  for (const YAML::Node& each : node["findings"]) out.findings.push_back(read_finding(each));
  if (node["findings_omitted"]) out.findings_omitted = node["findings_omitted"].as<std::size_t>();
  if (node["reason_has"]) out.reason_has = node["reason_has"].as<std::string>();
}

}  // namespace

RuleCase read_case(const std::filesystem::path& folder, const RuleSchema& schema) {
  const YAML::Node root = YAML::LoadFile((folder / "case.yaml").string());
  expect_keys(root, {"about", "as_of", "params", "site", "pages", "fetches", "expect"});
  RuleCase out;
  out.about = root["about"].as<std::string>();
  out.as_of = root["as_of"] ? read_date(root["as_of"]) : Date{2025, 11, 20};
  out.params = read_params(root["params"], schema);
  out.facts = read_facts(root, folder);
  read_expectation(root["expect"], out);
  return out;
}

}  // namespace gweval::test

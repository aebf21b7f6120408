#include "meta/rule_docs.hpp"

#include <array>
#include <utility>

#include "base/numbers.hpp"
#include "gweval/registry.hpp"

namespace gweval::test {
namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string out;
  for (const std::string& text : texts) {
    if (!out.empty()) out += between;
    out += text;
  }
  return out;
}

std::string type_name(ParamType type) {
  constexpr std::array<const char*, 6> kNames = {"boolean", "integer",   "number",
                                                 "text",    "text list", "lexicon"};
  return kNames.at(static_cast<std::size_t>(type));
}

std::string fact_name(FactKind kind) {
  switch (kind) {
    case FactKind::home_page:
      return "the home page";
    case FactKind::pages:
      return "pages";
    case FactKind::fetches:
      return "fetches";
    case FactKind::https_probe:
      return "the probe over https";
    case FactKind::http_probe:
      return "the probe over http";
    case FactKind::robots:
      return "robots.txt";
    case FactKind::sitemap:
      return "sitemap.xml";
  }
  return "?";
}

std::string value_text(const ParamValue& value) {
  struct Visitor {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return shortest_decimal(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& list) const {
      return joined(list, ", ");
    }
    std::string operator()(const Lexicon& lexicon) const { return lexicon.id; }
  };
  return std::visit(Visitor{}, value);
}

std::string range_text(const ParamSpec& spec) {
  if (!spec.choices.empty()) return joined(spec.choices, ", ");
  if (spec.type == ParamType::integer || spec.type == ParamType::number)
    return shortest_decimal(spec.low) + " to " + shortest_decimal(spec.high);
  if (spec.type == ParamType::text_list) return "at least " + shortest_decimal(spec.low) + " entry";
  return "";
}

std::string parameters_block(const RuleSchema& schema) {
  if (schema.params.empty()) return "None.\n";
  std::string out = "| parameter | type | default | range | meaning |\n|---|---|---|---|---|\n";
  for (const ParamSpec& spec : schema.params) {
    const std::string fallback = spec.fallback ? value_text(*spec.fallback) : "required";
    out += "| `" + spec.id + "` | " + type_name(spec.type) + " | " + fallback + " | " +
           range_text(spec) + " | " + spec.about.en + " · " + spec.about.zh + " |\n";
  }
  return out;
}

std::string outcomes_block(const RuleSchema& schema) {
  std::string out = "From best to worst; value: " + (schema.unit.empty() ? "none" : schema.unit) +
                    ".\n\n| outcome | English | 中文 |\n|---|---|---|\n";
  for (const OutcomeSpec& outcome : schema.outcomes)
    out += "| `" + outcome.id + "` | " + outcome.title.en + " | " + outcome.title.zh + " |\n";
  if (schema.messages.empty()) return out;
  out += "\n| finding | English | 中文 |\n|---|---|---|\n";
  for (const MessageSpec& message : schema.messages)
    out += "| `" + message.id + "` | " + message.text.en + " | " + message.text.zh + " |\n";
  return out;
}

std::string facts_block(const RuleSchema& schema) {
  std::vector<std::string> names;
  for (const FactKind kind : schema.needs) names.push_back(fact_name(kind));
  return "Needs " + joined(names, " and ") + "; without them the answer is *cannot tell*.\n";
}

std::string block(std::string_view name, const RuleSchema& schema) {
  if (name == "source") return schema.source + ".\n";
  if (name == "facts") return facts_block(schema);
  if (name == "parameters") return parameters_block(schema);
  return outcomes_block(schema);
}

}  // namespace

const std::vector<std::string>& rule_headings() {
  static const std::vector<std::string> headings = {
      "What it measures", "Why it matters", "Source",       "Facts needed",
      "Parameters",       "Outcomes",       "Known limits", "Example"};
  return headings;
}

std::string with_fresh_blocks(std::string_view page, const RuleSchema& schema) {
  std::string out;
  constexpr std::string_view kEnd = "<!-- end -->";
  for (const std::string_view name : {"source", "facts", "parameters", "outcomes"}) {
    const std::string begin = "<!-- generated: " + std::string(name) + " -->\n";
    const std::size_t from = page.find(begin);
    const std::size_t to = page.find(kEnd, from == std::string_view::npos ? 0 : from);
    if (from == std::string_view::npos || to == std::string_view::npos)
      return "block '" + std::string(name) + "' is missing or out of order";
    out += page.substr(0, from + begin.size());
    out += block(name, schema);
    page.remove_prefix(to);
  }
  out += page;
  return out;
}

std::string rule_index() {
  std::string out =
      "# Rules\n\nGenerated from the rules of this build. How to add one: [adding a "
      "rule](../adding-a-rule.md).\n\n| rule | version | measures | 中文 | unit "
      "|\n|---|---|---|---|---|\n";
  for (const RuleSchema* schema : all_rule_schemas()) {
    out += "| [`" + schema->id + "`](" + schema->id + ".md) | " + std::to_string(schema->version) +
           " | " + schema->title.en + " | " + schema->title.zh + " | " + schema->unit + " |\n";
  }
  return out;
}

}  // namespace gweval::test

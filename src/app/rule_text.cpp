#include "app/rule_text.hpp"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "gweval/registry.hpp"

namespace gweval {
namespace {

struct Headings {
  const char* source;
  const char* unit;
  const char* needs;
  const char* params;
  const char* outcomes;
  const char* messages;
  const char* required;
  const char* none;
};

constexpr Headings kChinese{"依据", "单位", "所需事实", "参数", "结果（由好到差）",
                            "发现", "必填", "无"};
constexpr Headings kEnglish{
    "source",   "unit",     "facts needed", "parameters", "outcomes, best first",
    "findings", "required", "none"};

std::string_view name_of(FactKind kind) {
  switch (kind) {
    case FactKind::home_page:
      return "home_page";
    case FactKind::pages:
      return "pages";
    case FactKind::fetches:
      return "fetches";
    case FactKind::https_probe:
      return "https_probe";
    case FactKind::http_probe:
      return "http_probe";
    case FactKind::robots:
      return "robots";
    case FactKind::sitemap:
      return "sitemap";
  }
  return {};
}

std::string_view name_of(ParamType type) {
  switch (type) {
    case ParamType::boolean:
      return "boolean";
    case ParamType::integer:
      return "integer";
    case ParamType::number:
      return "number";
    case ParamType::text:
      return "text";
    case ParamType::text_list:
      return "text_list";
    case ParamType::lexicon:
      return "lexicon";
  }
  return {};
}

std::string value_text(const ParamValue& value) {
  struct Visitor {
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return shortest_decimal(number); }
    std::string operator()(const std::string& text) const { return text.empty() ? "\"\"" : text; }
    std::string operator()(const std::vector<std::string>& list) const {
      return fmt::format("[{}]", fmt::join(list, ", "));
    }
    std::string operator()(const Lexicon& lexicon) const { return lexicon.id; }
  };
  return std::visit(Visitor{}, value);
}

std::string param_line(const ParamSpec& param, const Headings& words, Language language) {
  std::string range;
  if (param.type == ParamType::integer || param.type == ParamType::number) {
    range = fmt::format(" [{}, {}]", param.low, param.high);
  }
  if (!param.choices.empty()) range = fmt::format(" {}", fmt::join(param.choices, "|"));
  return fmt::format("  {} ({}{}, {}): {}\n", param.id, name_of(param.type), range,
                     param.fallback ? value_text(*param.fallback) : words.required,
                     param.about.in(language));
}

}  // namespace

std::string rule_list(Language language) {
  std::string out;
  for (const Rule* rule : all_rules()) {
    const std::string line = fit_left(rule->schema.id, 32) +
                             fmt::format(" v{}  ", rule->schema.version) +
                             rule->schema.title.in(language);
    out += line + "\n";
  }
  return out;
}

Result<std::string> rule_page(std::string_view id, Language language) {
  const Rule* rule = find_rule(id);
  if (rule == nullptr) {
    std::vector<std::string> known;
    for (const Rule* each : all_rules()) known.push_back(each->schema.id);
    return Error{
        ErrorCode::not_found,
        fmt::format("no such rule{}; `gweval rules list` names them all", did_you_mean(id, known)),
        std::string(id)};
  }
  const RuleSchema& schema = rule->schema;
  const Headings& words = language == Language::zh ? kChinese : kEnglish;
  std::string out =
      fmt::format("{} v{}\n{}\n\n", schema.id, schema.version, schema.title.in(language));
  out += fmt::format("{}: {}\n", words.source, schema.source);
  out +=
      fmt::format("{}: {}\n", words.unit, schema.unit.empty() ? words.none : schema.unit.c_str());
  std::vector<std::string_view> needs;
  for (const FactKind kind : schema.needs) needs.push_back(name_of(kind));
  out += fmt::format("{}: {}\n", words.needs, fmt::join(needs, ", "));
  out += fmt::format("{}:{}\n", words.params,
                     schema.params.empty() ? std::string(" ") + words.none : "");
  for (const ParamSpec& param : schema.params) out += param_line(param, words, language);
  out += fmt::format("{}:\n", words.outcomes);
  for (const OutcomeSpec& outcome : schema.outcomes) {
    out += fmt::format("  {}: {}\n", outcome.id, outcome.title.in(language));
  }
  out += fmt::format("{}:{}\n", words.messages,
                     schema.messages.empty() ? std::string(" ") + words.none : "");
  for (const MessageSpec& message : schema.messages) {
    out += fmt::format("  {}: {}\n", message.id, message.text.in(language));
  }
  return out;
}

}  // namespace gweval

#include "app/rule_text.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/display_width.hpp"
#include "base/edit_distance.hpp"
#include "base/numbers.hpp"
#include "gweval/registry.hpp"
#include "report/text_layout.hpp"

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
  return fmt::format("{} ({}{}, {}): {}", param.id, name_of(param.type), range,
                     param.fallback ? value_text(*param.fallback) : words.required,
                     param.about.in(language));
}

/// A heading and, below it or beside it, what there is.
void section(const char* heading, const std::vector<std::string>& lines, const Headings& words,
             TextLayout& out) {
  out.paragraph(fmt::format("{}:{}", heading, lines.empty() ? std::string(" ") + words.none : ""),
                0);
  for (const std::string& line : lines) out.paragraph(line, 2, 4);
}

}  // namespace

std::string rule_list(Language language) {
  std::string out;
  for (const Rule* rule : all_rules()) {
    out += fmt::format("{:<28} v{} {}\n", rule->schema.id, rule->schema.version,
                       rule->schema.title.in(language));
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
  TextLayout out({80, false, language});
  out.paragraph(fmt::format("{} v{}", schema.id, schema.version), 0);
  out.paragraph(schema.title.in(language), 0);
  out.blank();
  out.paragraph(fmt::format("{}: {}", words.source, schema.source), 0);
  out.paragraph(
      fmt::format("{}: {}", words.unit, schema.unit.empty() ? words.none : schema.unit.c_str()), 0);
  std::vector<std::string_view> needs;
  for (const FactKind kind : schema.needs) needs.push_back(name_of(kind));
  out.paragraph(fmt::format("{}: {}", words.needs, fmt::join(needs, ", ")), 0);
  std::vector<std::string> lines;
  for (const ParamSpec& param : schema.params) lines.push_back(param_line(param, words, language));
  section(words.params, std::exchange(lines, {}), words, out);
  for (const OutcomeSpec& outcome : schema.outcomes) {
    lines.push_back(fmt::format("{}: {}", outcome.id, outcome.title.in(language)));
  }
  section(words.outcomes, std::exchange(lines, {}), words, out);
  for (const MessageSpec& message : schema.messages) {
    lines.push_back(fmt::format("{}: {}", message.id, message.text.in(language)));
  }
  section(words.messages, lines, words, out);
  return out.take();
}

}  // namespace gweval

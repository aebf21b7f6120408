#include "plugin/plugin_json.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"

namespace gweval::plugin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxRules = 200;
constexpr std::size_t kMaxItems = 100;       // parameters, outcomes, messages, choices of a rule
constexpr std::size_t kMaxTextBytes = 2000;  // of one text of a description
constexpr std::size_t kMaxFindings = 10'000;

constexpr std::array<std::pair<std::string_view, FactKind>, 7> kFactKinds{
    {{"home_page", FactKind::home_page},
     {"pages", FactKind::pages},
     {"fetches", FactKind::fetches},
     {"https_probe", FactKind::https_probe},
     {"http_probe", FactKind::http_probe},
     {"robots", FactKind::robots},
     {"sitemap", FactKind::sitemap}}};
constexpr std::array<std::pair<std::string_view, ParamType>, 6> kParamTypes{
    {{"boolean", ParamType::boolean},
     {"integer", ParamType::integer},
     {"number", ParamType::number},
     {"text", ParamType::text},
     {"text_list", ParamType::text_list},
     {"lexicon", ParamType::lexicon}}};
constexpr std::array<std::pair<std::string_view, ObservationState>, 3> kStates{
    {{"observed", ObservationState::observed},
     {"cannot_tell", ObservationState::cannot_tell},
     {"not_applicable", ObservationState::not_applicable}}};

template <class Value, std::size_t kCount>
std::optional<Value> chosen(const std::array<std::pair<std::string_view, Value>, kCount>& words,
                            std::string_view word) {
  for (const auto& [known, value] : words) {
    if (known == word) return value;
  }
  return std::nullopt;
}

/// One object of a document, and where it stands there; what is wrong with its members is
/// collected.
class Object {
 public:
  Object(const Json& json, std::string place, std::vector<std::string>& faults)
      : json_(&json), place_(std::move(place)), faults_(&faults) {
    if (!json.is_object()) fault("", "is no object");
  }

  void fault(std::string_view key, std::string_view what) const {
    faults_->push_back(fmt::format("{}{}{} {}", place_, key.empty() ? "" : "/", key, what));
  }
  [[nodiscard]] const Json* find(const char* key) const {
    if (!json_->is_object()) return nullptr;
    const auto found = json_->find(key);
    return found == json_->end() || found->is_null() ? nullptr : &*found;
  }
  [[nodiscard]] std::string text(const char* key, bool is_required = true) const {
    const Json* value = find(key);
    if (value == nullptr) {
      if (is_required) fault(key, "is missing");
      return {};
    }
    if (!value->is_string()) {
      fault(key, "is no text");
      return {};
    }
    return to_valid_utf8(value->get_ref<const std::string&>());
  }
  [[nodiscard]] std::optional<double> number(const char* key) const {
    const Json* value = find(key);
    if (value == nullptr) return std::nullopt;
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
      fault(key, "is no number");
      return std::nullopt;
    }
    return value->get<double>();
  }
  [[nodiscard]] LocalText local_text(const char* key) const {
    const Json* value = find(key);
    if (value == nullptr) {
      fault(key, "is missing");
      return {};
    }
    const Object both(*value, place_ + "/" + key, *faults_);
    return {both.text("zh"), both.text("en")};
  }
  /// `read` is called with every element as an Object.
  template <class Read>
  void each(const char* key, std::size_t most, const Read& read) const {
    const Json* value = find(key);
    if (value == nullptr) return;
    if (!value->is_array() || value->size() > most) {
      fault(key, fmt::format("is no list of at most {}", most));
      return;
    }
    for (std::size_t i = 0; i < value->size(); ++i) {
      read(Object((*value)[i], fmt::format("{}/{}/{}", place_, key, i), *faults_));
    }
  }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> out;
    const Json* value = find(key);
    if (value == nullptr) return out;
    if (!value->is_array() || value->size() > kMaxItems) {
      fault(key, fmt::format("is no list of at most {} texts", kMaxItems));
      return out;
    }
    for (const Json& item : *value) {
      if (item.is_string()) {
        out.push_back(to_valid_utf8(item.get_ref<const std::string&>()));
      } else {
        fault(key, "holds what is no text");
      }
    }
    return out;
  }

 private:
  const Json* json_;
  std::string place_;
  std::vector<std::string>* faults_;
};

Result<Json> parse(std::string_view text) {
  Json out = Json::parse(text, nullptr, false);
  if (!out.is_discarded()) return out;
  return Error{ErrorCode::invalid_input, "answered with what is no JSON"};
}

Error error_of(const std::vector<std::string>& faults) {
  std::string message;
  for (std::size_t i = 0; i < faults.size() && i < 10; ++i) {
    message += (i == 0 ? "" : "; ") + faults[i];
  }
  if (faults.size() > 10) message += fmt::format("; and {} more", faults.size() - 10);
  return {ErrorCode::invalid_input, message};
}

bool is_id(std::string_view id, bool has_group) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  const std::size_t dot = id.find('.');
  if (has_group != (dot != std::string_view::npos)) return false;
  const auto is_word = [&](std::string_view word) {
    return !word.empty() && word.size() <= 60 &&
           word.find_first_not_of(kLetters) == std::string_view::npos;
  };
  return has_group ? is_word(id.substr(0, dot)) && is_word(id.substr(dot + 1)) : is_word(id);
}

std::string checked_id(const Object& in, bool has_group) {
  std::string id = in.text("id");
  if (!id.empty() && !is_id(id, has_group)) {
    in.fault("id", has_group ? "is no rule id as group.kebab-case" : "is no kebab-case id");
  }
  return id;
}

std::optional<ParamValue> fallback_of(const Object& in, ParamType type) {
  const Json* value = in.find("default");
  if (value == nullptr) return std::nullopt;
  switch (type) {
    case ParamType::boolean:
      if (value->is_boolean()) return value->get<bool>();
      break;
    case ParamType::integer:
      if (value->is_number_integer()) return value->get<std::int64_t>();
      break;
    case ParamType::number:
      if (value->is_number()) return value->get<double>();
      break;
    case ParamType::text:
      return in.text("default");
    case ParamType::text_list:
      return in.texts("default");
    case ParamType::lexicon:
      break;
  }
  in.fault("default", "is not of the parameter's type");
  return std::nullopt;
}

ParamSpec param_of(const Object& in) {
  ParamSpec out;
  out.id = in.text("id");
  const auto type = chosen(kParamTypes, in.text("type"));
  if (!type) in.fault("type", "is none of boolean, integer, number, text, text_list, lexicon");
  out.type = type.value_or(ParamType::text);
  out.fallback = fallback_of(in, out.type);
  out.low = in.number("low").value_or(out.low);
  out.high = in.number("high").value_or(out.high);
  if (out.low > out.high) in.fault("low", "is above high");
  out.choices = in.texts("choices");
  out.about = in.local_text("about");
  return out;
}

RuleSchema schema_of(const Object& in) {
  RuleSchema out;
  out.id = checked_id(in, true);
  const auto version = in.number("version");
  if (!version || *version < 1 || *version > 1e6 || *version != std::floor(*version)) {
    in.fault("version", "is no whole number from 1 on");
  } else {
    out.version = static_cast<int>(*version);
  }
  out.title = in.local_text("title");
  out.source = in.text("source");
  out.unit = in.text("unit", false);
  for (const std::string& need : in.texts("needs")) {
    const auto kind = chosen(kFactKinds, need);
    if (!kind) in.fault("needs", "knows no '" + need + "'");
    out.needs.push_back(kind.value_or(FactKind::pages));
  }
  in.each("params", kMaxItems, [&](const Object& each) { out.params.push_back(param_of(each)); });
  in.each("outcomes", kMaxItems, [&](const Object& each) {
    out.outcomes.push_back({checked_id(each, false), each.local_text("title")});
  });
  if (out.outcomes.empty()) in.fault("outcomes", "has none");
  in.each("messages", kMaxItems, [&](const Object& each) {
    out.messages.push_back({checked_id(each, false), each.local_text("text")});
  });
  return out;
}

/// Reports may make links of addresses: a scheme such as javascript has no place in them.
bool is_web_address(std::string_view url) {
  return url.find(':') == std::string_view::npos || url.starts_with("http://") ||
         url.starts_with("https://");
}

Finding finding_of(const Object& in) {
  Finding out;
  out.message = in.text("message");
  out.url = in.text("url", false);
  if (!is_web_address(out.url)) in.fault("url", "is no http or https address");
  out.pointer = in.text("pointer", false);
  out.quote = in.text("quote", false);
  if (const Json* args = in.find("args"); args != nullptr && args->is_object()) {
    for (const auto& [name, value] : args->items()) {
      if (value.is_string() && out.args.size() < kMaxItems) {
        out.args.emplace_back(name, to_valid_utf8(value.get_ref<const std::string&>()));
      } else {
        in.fault("args", "holds what is no text, or too much");
      }
    }
  } else if (args != nullptr) {
    in.fault("args", "is no object");
  }
  return out;
}

Json value_json(const ParamValue& value) {
  struct Visitor {
    Json operator()(bool flag) const { return flag; }
    Json operator()(std::int64_t number) const { return number; }
    Json operator()(double number) const { return number; }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const std::vector<std::string>& list) const { return list; }
    Json operator()(const Lexicon& lexicon) const {
      Json entries = Json::array();
      for (const LexiconEntry& entry : lexicon.entries) {
        entries.push_back(
            {{"id", entry.id},
             {"name", entry.name},
             {"words", entry.words},
             {"window_days", entry.window_days ? Json(*entry.window_days) : Json(nullptr)}});
      }
      return {{"id", lexicon.id}, {"version", lexicon.version}, {"entries", std::move(entries)}};
    }
  };
  return std::visit(Visitor{}, value);
}

}  // namespace

Result<std::vector<RuleSchema>> schemas_from_json(std::string_view text) {
  GWEVAL_TRY(const Json document, parse(text));
  std::vector<std::string> faults;
  std::vector<RuleSchema> out;
  const Object root(document, "", faults);
  root.each("rules", kMaxRules, [&](const Object& each) { out.push_back(schema_of(each)); });
  if (out.empty() && faults.empty()) root.fault("rules", "has none");
  if (text.size() > kMaxRules * kMaxItems * kMaxTextBytes) root.fault("", "is too long");
  if (!faults.empty()) return error_of(faults);
  return out;
}

Result<Observation> observation_from_json(std::string_view text) {
  GWEVAL_TRY(const Json document, parse(text));
  std::vector<std::string> faults;
  const Object root(document, "", faults);
  Observation out;
  const auto state = chosen(kStates, root.text("state"));
  if (!state) root.fault("state", "is none of observed, cannot_tell, not_applicable");
  out.state = state.value_or(ObservationState::rule_error);
  out.outcome = root.text("outcome", false);
  out.value = root.number("value");
  if (const Json* interval = root.find("interval")) {
    const Object both(*interval, "/interval", faults);
    out.interval = Interval{both.number("low").value_or(0), both.number("high").value_or(0)};
  }
  root.each("findings", kMaxFindings,
            [&](const Object& each) { out.findings.push_back(finding_of(each)); });
  out.findings_omitted =
      static_cast<std::size_t>(std::clamp(root.number("findings_omitted").value_or(0), 0.0, 1e9));
  if (root.find("reason") != nullptr) out.reason = root.local_text("reason");
  if (!faults.empty()) return error_of(faults);
  return out;
}

std::string to_json(const ParamMap& params) {
  Json out = Json::object();
  for (const auto& [id, value] : params) out[id] = value_json(value);
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace gweval::plugin

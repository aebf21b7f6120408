#include "handscore/batch_json.hpp"

#include <cmath>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace gweval {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "gweval-ratings/1";

/// Stays inside this file.
struct BadBatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Json number_or_null(const std::optional<double>& number) {
  return number ? Json(*number) : Json();
}

Json to_json(const PlanScale& scale) {
  Json grades = Json::array();
  for (const Grade& grade : scale.grades) {
    grades.push_back({{"grade", grade.grade},
                      {"index", grade.index},
                      {"zh", grade.anchor.zh},
                      {"en", grade.anchor.en}});
  }
  return {{"profile", scale.profile},     {"indicator", scale.indicator},
          {"criterion", scale.criterion}, {"name", scale.indicator_name},
          {"zh", scale.title.zh},         {"en", scale.title.en},
          {"points", scale.points},       {"grades", std::move(grades)}};
}

Json to_json(const PlanUnit& unit) {
  return {{"unit", unit.id},
          {"site", unit.site},
          {"indicator", unit.indicator},
          {"criterion", unit.criterion},
          {"raters", unit.raters},
          {"cells", unit.cells},
          {"scale", unit.scale}};
}

Json to_json(const StoredRating& one) {
  return {{"unit", one.unit},
          {"site", one.rating.site_id},
          {"indicator", one.rating.indicator_id},
          {"criterion", one.rating.criterion_id},
          {"rater", one.rating.rater},
          {"index", number_or_null(one.rating.index)},
          {"grade", one.grade},
          {"note", one.rating.note},
          {"evidence_url", one.rating.evidence_url},
          {"minutes", number_or_null(one.minutes)},
          {"source", one.source}};
}

Json to_json(const Decision& one) {
  return {{"site", one.site_id},
          {"indicator", one.indicator_id},
          {"criterion", one.criterion_id},
          {"index", number_or_null(one.index)},
          {"decided_by", one.decided_by},
          {"reason", one.reason},
          {"evidence_url", one.evidence_url}};
}

Json to_json(const Override& one) {
  return {{"site", one.site_id},
          {"indicator", one.indicator_id},
          {"criterion", one.criterion_id},
          {"index", number_or_null(one.index)},
          {"author", one.author},
          {"reason", one.reason},
          {"evidence_url", one.evidence_url},
          {"expires", one.expires}};
}

Json to_json(const Withdrawal& one) {
  return {{"site", one.site},
          {"indicator", one.indicator},
          {"criterion", one.criterion},
          {"author", one.author},
          {"reason", one.reason}};
}

Json to_json(const StoredAnswer& one) {
  return {{"site", one.site},
          {"plan", one.plan},
          {"question", one.question},
          {"rater", one.rater},
          {"verdict", one.verdict},
          {"answer", one.answer},
          {"seconds", number_or_null(one.seconds)},
          {"screenshot", one.screenshot},
          {"asked_at", one.asked_at},
          {"note", one.note}};
}

Json to_json(const QuestionSheet& one) {
  Json sites = Json::array();
  for (const auto& [id, name] : one.sites) sites.push_back({{"id", id}, {"name", name}});
  return {{"round", one.round},
          {"plan", one.plan},
          {"plan_digest", one.plan_digest},
          {"rater", one.rater},
          {"sites", std::move(sites)}};
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <class T>
void add_list(std::string& out, const char* key, const std::vector<T>& items) {
  out += std::string(",\n\"") + key + "\": [";
  for (std::size_t i = 0; i < items.size(); ++i) {
    out += (i == 0 ? "\n" : ",\n") + line_of(to_json(items[i]));
  }
  out += "\n]";
}

/// A member that must be there, of a type.
class Entry {
 public:
  explicit Entry(const Json& json) : json_(json) {
    if (!json.is_object()) throw BadBatch("an entry is no object");
  }
  [[nodiscard]] const Json& at(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) throw BadBatch(std::string(key) + " is missing");
    return *found;
  }
  [[nodiscard]] std::string text(const char* key) const {
    if (!at(key).is_string()) throw BadBatch(std::string(key) + " must be a text");
    return at(key).get<std::string>();
  }
  [[nodiscard]] double number(const char* key) const {
    if (!at(key).is_number()) throw BadBatch(std::string(key) + " must be a number");
    const auto value = at(key).get<double>();
    if (!std::isfinite(value)) throw BadBatch(std::string(key) + " must be finite");
    return value;
  }
  [[nodiscard]] std::uint64_t whole(const char* key) const {
    if (!at(key).is_number_unsigned()) throw BadBatch(std::string(key) + " must be whole");
    return at(key).get<std::uint64_t>();
  }
  [[nodiscard]] std::optional<double> maybe(const char* key) const {
    return at(key).is_null() ? std::nullopt : std::optional(number(key));
  }
  /// A share of full marks, or n/a.
  [[nodiscard]] std::optional<double> index() const {
    const auto value = maybe("index");
    if (value && (*value < 0 || *value > 1)) throw BadBatch("an index is out of [0, 1]");
    return value;
  }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> out;
    if (!at(key).is_array()) throw BadBatch(std::string(key) + " must be a list");
    for (const Json& one : at(key)) {
      if (!one.is_string()) throw BadBatch(std::string(key) + " must hold texts");
      out.push_back(one.get<std::string>());
    }
    return out;
  }
  template <class Read>
  void each(const char* key, const Read& read) const {
    if (!json_.contains(key)) return;
    if (!at(key).is_array()) throw BadBatch(std::string(key) + " must be a list");
    for (const Json& one : at(key)) read(Entry(one));
  }
  [[nodiscard]] bool has(const char* key) const { return json_.contains(key); }

 private:
  const Json& json_;
};

PlanScale scale_of(const Entry& entry) {
  PlanScale out;
  out.profile = entry.text("profile");
  out.indicator = entry.text("indicator");
  out.criterion = entry.text("criterion");
  out.indicator_name = entry.text("name");
  out.title = {entry.text("zh"), entry.text("en")};
  out.points = entry.number("points");
  entry.each("grades", [&](const Entry& grade) {
    out.grades.push_back(
        {grade.text("grade"), grade.number("index"), {grade.text("zh"), grade.text("en")}});
  });
  return out;
}

Plan plan_of(const Entry& entry) {
  Plan plan;
  plan.round = entry.text("round");
  plan.catalogue_id = entry.text("catalogue");
  plan.catalogue_digest = entry.text("catalogue_digest");
  plan.as_of = entry.text("as_of");
  plan.seed = entry.whole("seed");
  plan.share = entry.number("share");
  plan.least = entry.whole("least");
  plan.raters = entry.texts("raters");
  entry.each("scales", [&](const Entry& scale) { plan.scales.push_back(scale_of(scale)); });
  entry.each("units", [&](const Entry& unit) {
    PlanUnit one{unit.text("unit"),      unit.text("site"),    unit.text("indicator"),
                 unit.text("criterion"), unit.texts("raters"), unit.text("cells"),
                 unit.whole("scale")};
    if (one.scale >= plan.scales.size()) throw BadBatch("a unit names a scale that is not there");
    plan.units.push_back(std::move(one));
  });
  return plan;
}

void read_judgements(const Entry& root, Batch& batch) {
  const std::string day = batch.at.substr(0, 10);
  root.each("ratings", [&](const Entry& entry) {
    StoredRating one;
    one.rating = {
        entry.text("site"),  entry.text("indicator"), entry.text("criterion"),    entry.index(),
        entry.text("rater"), entry.text("note"),      entry.text("evidence_url"), day};
    one.unit = entry.text("unit");
    one.grade = entry.text("grade");
    one.minutes = entry.maybe("minutes");
    one.at = batch.at;
    one.source = entry.text("source");
    batch.ratings.push_back(std::move(one));
  });
  root.each("decisions", [&](const Entry& entry) {
    batch.decisions.push_back({entry.text("site"), entry.text("indicator"), entry.text("criterion"),
                               entry.index(), entry.text("decided_by"), entry.text("reason"),
                               entry.text("evidence_url"), day});
  });
  root.each("overrides", [&](const Entry& entry) {
    batch.overrides.push_back({entry.text("site"), entry.text("indicator"), entry.text("criterion"),
                               entry.index(), entry.text("author"), entry.text("reason"),
                               entry.text("evidence_url"), day, entry.text("expires"), false});
  });
  root.each("withdrawals", [&](const Entry& entry) {
    batch.withdrawals.push_back({entry.text("site"), entry.text("indicator"),
                                 entry.text("criterion"), entry.text("author"),
                                 entry.text("reason"), batch.at});
  });
  root.each("answers", [&](const Entry& entry) {
    batch.answers.push_back({entry.text("site"), entry.text("plan"), entry.text("question"),
                             entry.text("rater"), entry.text("verdict"), entry.text("answer"),
                             entry.maybe("seconds"), entry.text("screenshot"),
                             entry.text("asked_at"), entry.text("note")});
  });
}

QuestionSheet questions_of(const Entry& entry) {
  QuestionSheet out{
      entry.text("round"), entry.text("plan"), entry.text("plan_digest"), entry.text("rater"), {}};
  entry.each("sites", [&](const Entry& site) {
    out.sites.emplace_back(site.text("id"), site.text("name"));
  });
  return out;
}

ReadBatch read_batch(const Json& json) {
  const Entry root(json);
  if (root.text("schema") != kSchema) {
    throw BadBatch("schema is '" + root.text("schema") + "'; this build reads " + kSchema);
  }
  ReadBatch out;
  out.number = static_cast<int>(std::min<std::uint64_t>(root.whole("number"), 1'000'000));
  out.previous = root.text("previous");
  out.batch.at = root.text("at");
  out.batch.source = root.text("source");
  if (root.has("plan")) {
    out.batch.plan = plan_of(Entry(root.at("plan")));
    out.batch.plan->number = out.number;
    out.batch.plan->at = out.batch.at;
  }
  if (root.has("questions")) out.batch.questions = questions_of(Entry(root.at("questions")));
  read_judgements(root, out.batch);
  return out;
}

std::string plan_text(const Plan& plan) {
  Json head = {{"round", plan.round},
               {"catalogue", plan.catalogue_id},
               {"catalogue_digest", plan.catalogue_digest},
               {"as_of", plan.as_of},
               {"seed", plan.seed},
               {"share", plan.share},
               {"least", plan.least},
               {"raters", plan.raters}};
  std::string out = line_of(head);
  out.pop_back();
  add_list(out, "scales", plan.scales);
  add_list(out, "units", plan.units);
  return out + "}";
}

}  // namespace

std::string to_batch_json(const Batch& batch, int number, const std::string& previous) {
  std::string out = line_of(Json{{"schema", kSchema},
                                 {"number", number},
                                 {"previous", previous},
                                 {"at", batch.at},
                                 {"source", batch.source}});
  out.pop_back();
  if (batch.plan) out += ",\n\"plan\": " + plan_text(*batch.plan);
  if (batch.questions) out += ",\n\"questions\": " + line_of(to_json(*batch.questions));
  if (!batch.ratings.empty()) add_list(out, "ratings", batch.ratings);
  if (!batch.decisions.empty()) add_list(out, "decisions", batch.decisions);
  if (!batch.overrides.empty()) add_list(out, "overrides", batch.overrides);
  if (!batch.withdrawals.empty()) add_list(out, "withdrawals", batch.withdrawals);
  if (!batch.answers.empty()) add_list(out, "answers", batch.answers);
  return out + "}\n";
}

Result<ReadBatch> parse_batch_json(std::string_view text, const std::string& where) {
  try {
    return read_batch(Json::parse(text));
  } catch (const BadBatch& fault) {
    return Error{ErrorCode::invalid_input,
                 std::string(fault.what()) + "; restore the file from a copy", where};
  } catch (const Json::exception&) {
    return Error{ErrorCode::invalid_input,
                 "this is no batch of ratings as gweval writes it; restore it from a copy", where};
  }
}

}  // namespace gweval

#pragma once
// A rule: a reusable measuring procedure with id and version. It measures; it never fetches and
// never judges. Points per outcome live in the rubric. Rules are pure: same facts and parameters,
// same observation.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gweval/catalogue.hpp"
#include "gweval/date.hpp"
#include "gweval/text.hpp"

namespace gweval {

class EvidenceView;  // rules/evidence_view.hpp: the declared part of one site's facts

/// Facts a rule may declare. If one was not observed the runner answers cannot_tell without calling
/// the rule.
enum class FactKind { home_page, pages, fetches, https_probe, http_probe, robots, sitemap };

enum class ParamType { boolean, integer, number, text, text_list, lexicon };

struct ParamSpec {
  std::string id;
  ParamType type = ParamType::text;
  std::optional<ParamValue> fallback;  // nothing: required
  double low = 0;  // numbers: inclusive range; text_list: least number of entries
  double high = 1e9;
  std::vector<std::string> choices;  // text: closed set, or empty
  LocalText about;
};

struct OutcomeSpec {
  std::string id;  // kebab-case; written to files: never rename
  LocalText title;
};

/// A sentence of a finding with {placeholders}, in both languages.
struct MessageSpec {
  std::string id;
  LocalText text;
};

struct RuleSchema {
  std::string id;   // group.kebab-case
  int version = 1;  // raised whenever the same evidence would give another observation
  LocalText title;
  std::string source;  // standard and clause, or "house rule: why"
  std::string unit;    // of the value, e.g. "share", "count", "days"; empty if it has no value
  std::vector<FactKind> needs;
  std::vector<ParamSpec> params;
  std::vector<OutcomeSpec> outcomes;  // best to worst
  std::vector<MessageSpec> messages;
};

enum class ObservationState { observed, cannot_tell, not_applicable, rule_error };

/// One located detail: what was seen, where, and what was expected.
struct Finding {
  std::string message;                                    // MessageSpec id
  std::vector<std::pair<std::string, std::string>> args;  // placeholder -> text
  std::string url;
  std::string pointer;  // where on the page: a label, selector, line or list position; may be empty
  std::string quote;    // what was seen; at most kMaxQuoteBytes
};

struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

struct Observation {
  ObservationState state = ObservationState::observed;
  std::string outcome;               // one of the rule's, empty unless observed
  std::optional<double> value;       // in the rule's unit
  std::optional<Interval> interval;  // of a sampled value, contains it
  std::vector<Finding> findings;     // at most kMaxFindings; most important first
  std::size_t findings_omitted = 0;
  LocalText reason;  // why not observed, for people

  static constexpr std::size_t kMaxFindings = 20;
  static constexpr std::size_t kMaxQuoteBytes = 240;
};

/// Typed reading of parameters the loader has already checked against the schema.
class Params {
 public:
  explicit Params(const ParamMap& values) : values_(&values) {}
  [[nodiscard]] bool flag(std::string_view id) const;
  [[nodiscard]] std::int64_t integer(std::string_view id) const;
  [[nodiscard]] double number(std::string_view id) const;
  [[nodiscard]] const std::string& text(std::string_view id) const;
  [[nodiscard]] const std::vector<std::string>& list(std::string_view id) const;
  [[nodiscard]] const Lexicon& lexicon(std::string_view id) const;
  [[nodiscard]] const ParamMap& values() const { return *values_; }

 private:
  const ParamMap* values_;
};

struct Rule {
  RuleSchema schema;
  std::function<Observation(const EvidenceView& evidence, const Params& params)> check;
};

}  // namespace gweval

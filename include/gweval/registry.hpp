#pragma once
// Every rule this build knows, and how one is run safely.

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "gweval/result.hpp"
#include "gweval/rule.hpp"
#include "gweval/site_facts.hpp"

namespace gweval {

/// Sorted by id.
[[nodiscard]] std::span<const Rule* const> all_rules();
[[nodiscard]] std::vector<const RuleSchema*> all_rule_schemas();
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// Adds rules that are no part of this build. Call it before any other thread asks for rules.
/// ErrorCode::invalid_input, and nothing added, if an id is taken.
[[nodiscard]] Result<void> register_rules(std::vector<Rule> rules);

/// Facts of one site prepared for rules: indices and derived columns are built once. Immutable.
class SiteEvidence {
 public:
  SiteEvidence(SiteFacts facts, Date as_of);
  ~SiteEvidence();
  SiteEvidence(SiteEvidence&&) noexcept;
  SiteEvidence& operator=(SiteEvidence&&) noexcept;
  [[nodiscard]] const EvidenceView& view() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Missing declared facts give cannot_tell with the reason; an exception or an outcome the rule did
/// not declare gives rule_error; findings are bounded.
[[nodiscard]] Observation run_rule(const Rule& rule, const SiteEvidence& evidence,
                                   const ParamMap& params);

}  // namespace gweval

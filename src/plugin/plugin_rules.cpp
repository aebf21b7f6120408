#include "plugin/plugin_rules.hpp"

#include <utility>

#include "plugin/child_process.hpp"
#include "plugin/plugin_host.hpp"
#include "plugin/plugin_json.hpp"
#include "plugin/site_facts_json.hpp"
#include "rules/evidence_view.hpp"

namespace gweval::plugin {
namespace {

constexpr ChildLimits kLimits;

/// In a process of its own every time, so that no call can spoil the next one, or any other rule.
Result<Observation> observe(const std::string& file, const RuleSchema& schema,
                            const EvidenceView& evidence, const Params& params) {
  const std::string request =
      observe_request(schema.id, to_json(params.values()),
                      to_json(evidence.site(), evidence.as_of(), schema.needs));
  GWEVAL_TRY(const std::string answer, run_self({kHostCommand, file}, request, kLimits));
  return observation_from_json(answer);
}

Rule rule_of(const std::string& file, RuleSchema schema) {
  Rule rule;
  rule.schema = schema;
  rule.check = [file, schema = std::move(schema)](const EvidenceView& evidence,
                                                  const Params& params) {
    auto seen = observe(file, schema, evidence, params);
    if (seen) return *std::move(seen);
    Observation failed;
    failed.state = ObservationState::rule_error;
    failed.reason = {"插件：" + seen.error().message, "the plugin " + seen.error().message};
    return failed;
  };
  return rule;
}

}  // namespace

Result<std::vector<Rule>> load_rules(const std::filesystem::path& file) {
  std::error_code failed;
  const std::string place = std::filesystem::canonical(file, failed).string();
  if (failed) {
    return Error{ErrorCode::not_found, "no such plugin: " + failed.message(), file.string()};
  }
  auto description = run_self({kHostCommand, place}, describe_request(), kLimits);
  if (!description) {
    return Error{description.error().code,
                 "cannot be used as a plugin: " + description.error().message +
                     "; docs/plugins.md says what it must offer",
                 file.string()};
  }
  auto schemas = schemas_from_json(*description);
  if (!schemas) {
    return Error{ErrorCode::invalid_input,
                 "its description of the rules is wrong: " + schemas.error().message,
                 file.string()};
  }
  std::vector<Rule> out;
  for (RuleSchema& schema : *schemas) out.push_back(rule_of(place, std::move(schema)));
  return out;
}

}  // namespace gweval::plugin

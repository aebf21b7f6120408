#include <unordered_set>

#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto wanted = wanted_entries(params);
  const auto found = evidence.entries().named(wanted);
  std::size_t alive = 0;
  std::size_t checked = 0;
  std::size_t unclear = 0;
  std::vector<Finding> findings;
  std::unordered_set<std::string_view> seen;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    for (const Entry* entry : found[i]) {
      if (!seen.insert(entry->url).second) continue;
      const LinkHealth health = entry->page != nullptr && entry->page->kind != PageKind::error
                                    ? LinkHealth::alive
                                    : health_of(evidence, entry->url);
      if (health == LinkHealth::unclear) {
        ++unclear;
        continue;
      }
      ++checked;
      if (health == LinkHealth::alive) {
        ++alive;
      } else {
        findings.push_back(
            finding("dead", entry->url, {{"seen", describe(evidence, entry->url)}}, entry->name));
      }
    }
  }
  if (checked == 0) {
    if (unclear == 0 && evidence.is_complete()) return observed("none", 0);
    return unclear > 0 ? cannot_tell({"这些入口没有访问，或没有明确的回应",
                                      "none of the entries was asked for or gave a clear answer"})
                       : cannot_tell(not_observed_reason({"这类入口", "entry of this kind"}));
  }
  const double value = share(alive, checked);
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {0.9, "most"}, {1e-9, "some"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule entry_alive() {
  RuleSchema schema;
  schema.id = "entry.alive";
  schema.title = {"入口可用", "Entries work"};
  schema.source = "survey indicator 服务覆盖度 (services that can be used)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.outcomes = {{"all", {"都能打开", "all open"}},
                     {"most", {"九成以上能打开", "nine tenths or more"}},
                     {"some", {"部分能打开", "some do"}},
                     {"none", {"没有入口，或都打不开", "no entry, or none opens"}}};
  schema.messages = {{"dead", {"入口打不开：{seen}", "the entry does not open: {seen}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

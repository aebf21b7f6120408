#include <algorithm>

#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

bool is_dead(const EvidenceView& evidence, const Entry& entry) {
  return health_of(evidence, entry.url) == LinkHealth::dead;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto wanted = wanted_entries(params);
  const auto found = evidence.entries().named(wanted);
  const bool saw_all = params.text("area") == "services" ? is_service_area_observed(evidence)
                                                         : evidence.is_navigation_observed();
  const std::string_view where = params.text("area") == "services"
                                     ? service_area_url(evidence)
                                     : std::string_view(evidence.site().start_url);
  std::size_t offered = 0;
  std::size_t unknown = 0;
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto live = std::find_if(found[i].begin(), found[i].end(),
                                   [&](const Entry* entry) { return !is_dead(evidence, *entry); });
    const MessageArgs args = {{"entry", wanted[i]->name}};
    if (live != found[i].end()) {
      ++offered;
    } else if (!found[i].empty()) {
      findings.push_back(finding("dead", found[i].front()->url, args, found[i].front()->name));
    } else {
      unknown += saw_all ? 0 : 1;
      findings.push_back(finding(saw_all ? "missing" : "not-observed", where, args));
    }
  }
  if (offered == 0 && unknown > 0)
    return cannot_tell(not_observed_reason({"这类入口", "entry of this kind"}));
  const double value = share(offered, wanted.size());
  Observation result = observed(half_outcome(value), value);
  if (unknown > 0) result.interval = Interval{value, share(offered + unknown, wanted.size())};
  result.findings = std::move(findings);
  return result;
}

}  // namespace

Rule entry_offered() {
  RuleSchema schema;
  schema.id = "entry.offered";
  schema.title = {"应有的入口", "Entries offered"};
  schema.source =
      "survey indicators 服务覆盖度, 服务集成度, 渠道融合, 网站推广 and others; house rule for the "
      "words";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = topic_params();
  schema.params.push_back(
      choice_param("area", "navigation", {"navigation", "services"},
                   {"没有入口时，要看完哪一部分才算没有",
                    "which part must have been read before an entry counts as missing"}));
  schema.outcomes = {{"all", {"都有", "all are offered"}},
                     {"most", {"半数以上有", "half or more"}},
                     {"few", {"不到半数", "fewer than half"}},
                     {"none", {"没有", "none"}}};
  schema.messages = {
      {"missing", {"没有“{entry}”的入口", "no entry for {entry}"}},
      {"dead", {"“{entry}”的入口打不开", "the entry for {entry} is dead"}},
      {"not-observed",
       {"已抓取的页面中没有“{entry}”的入口，网站没有全部读到",
        "no entry for {entry} among the pages seen so far; not all of the site was read"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

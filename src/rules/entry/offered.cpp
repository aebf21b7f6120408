#include <algorithm>

#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

LinkHealth health_of_entry(const EvidenceView& evidence, const Entry& entry) {
  const bool is_read = entry.page != nullptr && entry.page->kind != PageKind::error;
  return is_read ? LinkHealth::alive : health_of(evidence, entry.url);
}

/// Of the entries of one kind the first that opens, else the first that may, else the first.
const Entry* best_of(const EvidenceView& evidence, const std::vector<const Entry*>& entries) {
  for (const LinkHealth wanted : {LinkHealth::alive, LinkHealth::unclear}) {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry* entry) {
      return health_of_entry(evidence, *entry) == wanted;
    });
    if (found != entries.end()) return *found;
  }
  return entries.empty() ? nullptr : entries.front();
}

struct Tally {
  std::size_t alive = 0;
  std::size_t unclear = 0;  // there, but not asked for, or without a clear answer
  std::size_t unknown = 0;  // not found where not all was read
  std::vector<Finding> findings;
};

Tally count_entries(const EvidenceView& evidence, const Params& params) {
  const auto wanted = wanted_entries(params);
  const auto found = evidence.entries().named(wanted);
  const bool of_services = params.text("area") == "services";
  const bool saw_all =
      of_services ? is_service_area_observed(evidence) : evidence.is_navigation_observed();
  const std::string_view where =
      of_services ? service_area_url(evidence) : std::string_view(evidence.site().start_url);
  Tally tally;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    MessageArgs args = {{"entry", wanted[i]->name}};
    const Entry* best = best_of(evidence, found[i]);
    if (best == nullptr) {
      tally.unknown += saw_all ? 0 : 1;
      tally.findings.push_back(finding(saw_all ? "missing" : "not-observed", where, args));
      continue;
    }
    const LinkHealth health = health_of_entry(evidence, *best);
    if (health == LinkHealth::alive) {
      ++tally.alive;
      continue;
    }
    args.emplace_back("seen", describe(evidence, best->url));
    const bool is_dead = health == LinkHealth::dead;
    tally.unclear += is_dead ? 0 : 1;
    tally.findings.push_back(finding(is_dead ? "dead" : "unclear", best->url, args, best->name));
  }
  // Faults before what is only open.
  std::stable_partition(tally.findings.begin(), tally.findings.end(), [](const Finding& each) {
    return each.message == "dead" || each.message == "missing";
  });
  return tally;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  Tally tally = count_entries(evidence, params);
  const std::size_t offered = tally.alive + tally.unclear;
  const std::size_t all = params.list("topics").size();
  if (offered == 0 && tally.unknown > 0) {
    const LocalText what = {"这类入口", "entry of this kind"};
    return cannot_tell(params.text("area") == "services" ? no_service_reason(evidence, what)
                                                         : not_observed_reason(what));
  }
  const double value = share(offered, all);
  Observation result = observed(half_outcome(value), value);
  if (offered > tally.alive || tally.unknown > 0)
    result.interval = Interval{share(tally.alive, all), share(offered + tally.unknown, all)};
  result.findings = std::move(tally.findings);
  return result;
}

}  // namespace

Rule entry_offered() {
  RuleSchema schema;
  schema.id = "entry.offered";
  schema.version = 3;
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
      {"dead", {"“{entry}”的入口打不开：{seen}", "the entry for {entry} is dead: {seen}"}},
      {"unclear",
       {"有“{entry}”的入口，但没有访问，或没有明确的回应：{seen}",
        "there is an entry for {entry}; it was not asked for, or gave no clear answer: {seen}"}},
      {"not-observed",
       {"已抓取的页面中没有“{entry}”的入口，网站没有全部读到",
        "no entry for {entry} among the pages seen so far; not all of the site was read"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

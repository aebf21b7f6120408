#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/statistics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t checked = 0;
  std::size_t dead = 0;
  std::size_t unclear = 0;
  std::size_t not_asked = 0;
  std::vector<Finding> findings;  // the home page's come first: link_targets() has them first
  std::vector<Finding> refused;
  for (const LinkTarget& target : evidence.link_targets()) {
    if (target.link->is_attachment) continue;
    switch (health_of(evidence, target.url)) {
      case LinkHealth::alive:
        ++checked;
        break;
      case LinkHealth::dead:
        ++checked;
        ++dead;
        findings.push_back(
            finding(target.is_on_home ? "dead-on-home" : "dead", target.page->final_url,
                    {{"target", std::string(target.url)}, {"seen", describe(evidence, target.url)}},
                    target.link->text, target.url));
        break;
      case LinkHealth::unclear:
        if (evidence.find_fetch(target.url) == nullptr) {
          ++not_asked;
          break;
        }
        ++unclear;
        refused.push_back(
            finding("unclear", target.page->final_url,
                    {{"target", std::string(target.url)}, {"seen", describe(evidence, target.url)}},
                    target.link->text, target.url));
        break;
    }
  }
  if (checked == 0) return cannot_tell({"没有检查过任何站内链接", "no internal link was checked"});
  const double value = share(dead, checked);
  Observation result = observed(dead == 0       ? "none"
                                : value <= 0.01 ? "few"
                                : value <= 0.05 ? "some"
                                                : "many",
                                value);
  result.findings = std::move(findings);
  result.findings.insert(result.findings.end(), refused.begin(), refused.end());
  // What was checked is a sample of what there is, unless it is everything.
  if (not_asked + unclear > 0) result.interval = wilson_interval(dead, checked);
  return result;
}

}  // namespace

Rule links_dead() {
  RuleSchema schema;
  schema.id = "links.dead";
  schema.title = {"站内死链率", "Dead internal links"};
  schema.source = "2015 census, indicator 链接可用性; RFC 9110 §15.5.5, §15.5.11 (404, 410)";
  schema.unit = "share";
  schema.needs = {FactKind::pages, FactKind::fetches};
  schema.outcomes = {{"none", {"没有死链", "no dead link"}},
                     {"few", {"死链不超过 1%", "at most 1 % are dead"}},
                     {"some", {"死链不超过 5%", "at most 5 % are dead"}},
                     {"many", {"死链超过 5%", "more than 5 % are dead"}}};
  schema.messages = {{"dead-on-home",
                      {"首页链接打不开：{target}（{seen}）",
                       "a link of the home page is dead: {target} ({seen})"}},
                     {"dead", {"链接打不开：{target}（{seen}）", "dead link: {target} ({seen})"}},
                     {"unclear",
                      {"未能确认，不计为死链：{target}（{seen}）",
                       "not confirmed and not counted as dead: {target} ({seen})"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/statistics.hpp"

namespace gweval::rules {
namespace {

struct Tally {
  std::size_t targets = 0;
  std::size_t checked = 0;
  std::size_t dead = 0;
  std::vector<Finding> findings;

  [[nodiscard]] std::size_t open() const { return targets - checked; }
};

Tally count(const EvidenceView& evidence, bool on_home) {
  Tally tally;
  for (const LinkTarget& target : evidence.link_targets()) {
    if (target.link->is_attachment || target.is_on_home != on_home) continue;
    ++tally.targets;
    const LinkHealth health = health_of(evidence, target.url);
    if (health == LinkHealth::unclear) continue;
    ++tally.checked;
    if (health == LinkHealth::alive) continue;
    ++tally.dead;
    tally.findings.push_back(
        finding("dead", target.page->final_url,
                {{"target", std::string(target.url)}, {"seen", describe(evidence, target.url)}},
                target.link->text, target.url));
  }
  return tally;
}

Observation check(const EvidenceView& evidence, const Params& params) {
  const bool on_home = params.text("on") == "home";
  Tally tally = count(evidence, on_home);
  if (tally.targets > 0 && tally.checked == 0)
    return cannot_tell({"没有检查过任何站内链接", "no internal link was checked"});
  const auto dead = static_cast<double>(tally.dead);
  Observation result = observed(tally.dead == 0 ? "none" : "some", dead);
  result.findings = std::move(tally.findings);
  if (tally.open() > 0) {
    // The dead among those not asked or not confirmed: none, up to the share the others allow.
    const double share = wilson_interval(tally.dead, tally.checked).high;
    result.interval = Interval{dead, dead + share * static_cast<double>(tally.open())};
  }
  return on_home ? result : within_sample(evidence, std::move(result));
}

}  // namespace

Rule links_dead_count() {
  RuleSchema schema;
  schema.id = "links.dead-count";
  schema.title = {"站内死链数", "Number of dead internal links"};
  schema.source =
      "2015 census, indicator 链接可用性: the home page's links one by one, others by a tenth";
  schema.unit = "links";
  schema.needs = {FactKind::home_page, FactKind::pages, FactKind::fetches};
  schema.params = {choice_param("on", "home", {"home", "elsewhere"},
                                {"首页上的链接，还是只在其他页面上的",
                                 "links of the home page, or those that only other pages have"})};
  schema.outcomes = {{"none", {"没有死链", "none"}}, {"some", {"有死链", "some"}}};
  schema.messages = {{"dead", {"链接打不开：{target}（{seen}）", "dead link: {target} ({seen})"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

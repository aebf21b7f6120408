#include "rules/link_health.hpp"
#include "rules/observe.hpp"
#include "rules/statistics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t checked = 0;
  std::size_t dead = 0;
  std::size_t unknown = 0;
  std::vector<Finding> findings;
  std::vector<Finding> refused;
  for (const LinkTarget& target : evidence.link_targets()) {
    if (!target.link->is_attachment) continue;
    const Fetch* fetch = evidence.find_fetch(target.url);
    const LinkHealth health = health_of(evidence, target.url);
    // A server that answers a document's address with a page of HTML has lost the document.
    const bool is_page =
        health == LinkHealth::alive && fetch != nullptr && fetch->media_type == "text/html";
    MessageArgs args = {{"target", std::string(target.url)},
                        {"seen", is_page ? "text/html" : describe(evidence, target.url)}};
    if (health == LinkHealth::unclear) {
      ++unknown;
      if (fetch != nullptr)
        refused.push_back(finding("unclear", target.page->final_url, std::move(args),
                                  target.link->text, target.url));
      continue;
    }
    ++checked;
    if (health == LinkHealth::alive && !is_page) continue;
    ++dead;
    findings.push_back(
        finding("dead", target.page->final_url, std::move(args), target.link->text, target.url));
  }
  if (checked == 0 && unknown == 0) {
    return evidence.is_complete()
               ? not_applicable({"没有页面提供附件", "no page offers an attachment"})
               : cannot_tell(not_observed_reason({"附件", "attachment"}));
  }
  if (checked == 0) return cannot_tell({"没有检查过任何附件", "no attachment was checked"});
  const double value = share(dead, checked);
  Observation result = observed(dead == 0 ? "none" : value <= 0.05 ? "few" : "many", value);
  result.findings = std::move(findings);
  result.findings.insert(result.findings.end(), refused.begin(), refused.end());
  if (unknown > 0) result.interval = wilson_interval(dead, checked);
  return result;
}

}  // namespace

Rule links_dead_attachments() {
  RuleSchema schema;
  schema.id = "links.dead-attachments";
  schema.title = {"附件不可下载率", "Attachments that cannot be downloaded"};
  schema.source = "2015 census, indicator 附件下载; survey indicator 日常运维 (downloads)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"附件都可下载", "every attachment can be downloaded"}},
                     {"few", {"不可下载的不超过 5%", "at most 5 % cannot be downloaded"}},
                     {"many", {"不可下载的超过 5%", "more than 5 % cannot be downloaded"}}};
  schema.messages = {
      {"dead",
       {"附件不能下载：{target}（{seen}）",
        "an attachment cannot be downloaded: {target} ({seen})"}},
      {"unclear",
       {"未能确认，不计：{target}（{seen}）", "not confirmed and not counted: {target} ({seen})"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

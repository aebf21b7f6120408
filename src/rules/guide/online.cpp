#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const bool one_thing = params.text("of") == "one-thing";
  const auto pages = guide_pages(evidence, one_thing);
  if (pages.empty()) {
    if (!is_service_area_observed(evidence))
      return cannot_tell(
          one_thing ? no_service_reason(evidence, {"“一件事”页面", "page on a 一件事 bundle"})
                    : no_service_reason(evidence, {"办事指南", "guide"}));
    Observation result = observed("none", 0);
    result.findings.push_back(finding("no-guide", service_area_url(evidence)));
    return result;
  }
  std::size_t online = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : pages) {
    if (offers_start(evidence, *page, params.list("words"))) {
      ++online;
    } else {
      findings.push_back(finding("no-start", page->final_url, {}, "", page->title));
    }
  }
  const double value = share(online, pages.size());
  Observation result = observed(half_outcome(value), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule guide_online() {
  RuleSchema schema;
  schema.id = "guide.online";
  schema.version = 2;
  schema.title = {"指南可在线起办", "Guides lead to handling online"};
  schema.source = "survey indicators 服务集成度 (online throughout), 服务办理深度";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {choice_param("of", "guides", {"guides", "one-thing"},
                                {"看全部指南，还是只看“一件事”页面",
                                 "all guides, or pages of 一件事 bundles only"}),
                   words_param("words",
                               {"在线办理", "网上办理", "立即办理", "我要办", "网上申请",
                                "在线申请", "立即申请", "在线申报", "网上申报", "开始办理",
                                "去办理", "在线办", "网上办", "一网申请", "立即申报", "马上办"},
                               {"起办链接的用词", "words of links that start a matter"})};
  schema.outcomes = {{"all", {"都能起办", "every one does"}},
                     {"most", {"半数以上能", "half or more do"}},
                     {"few", {"不到半数能", "fewer than half do"}},
                     {"none", {"没有", "none does"}}};
  schema.messages = {{"no-start",
                      {"页面没有在线办理入口，也没有可填的表单",
                       "the page has neither a link to start online nor a form"}},
                     {"no-guide", {"没有找到这样的页面", "no such page was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

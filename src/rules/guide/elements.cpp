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
  const auto classes = all_entries(params.lexicon("classes"));
  std::size_t shown = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : pages) {
    const std::vector<bool> own = shown_classes(evidence, *page, classes);
    shown += count_shown(own);
    if (count_shown(own) == classes.size()) continue;
    findings.push_back(finding("missing", page->final_url,
                               {{"classes", missing_names(own, classes)}}, "", page->title));
  }
  const double value = share(shown, pages.size() * classes.size());
  Observation result =
      observed(outcome_of(value, {{0.95, "complete"}, {0.7, "mostly"}, {0, "partly"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule guide_elements() {
  RuleSchema schema;
  schema.id = "guide.elements";
  schema.version = 3;
  schema.title = {"办事指南要素", "Elements of guides"};
  schema.source =
      "2019 inspection indicators, veto item 6 (eight element classes of a guide); survey "
      "indicators 服务集成度, 服务准确度, 日常运维";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("classes", {"要素类别及其用词", "classes of elements and their words"}),
      choice_param(
          "of", "guides", {"guides", "one-thing"},
          {"看全部指南，还是只看“一件事”页面", "all guides, or pages of 一件事 bundles only"})};
  schema.outcomes = {{"complete", {"要素齐全", "complete"}},
                     {"mostly", {"大多齐全", "mostly complete"}},
                     {"partly", {"缺得较多", "much is missing"}},
                     {"none", {"没有这样的页面", "no such page"}}};
  schema.messages = {{"missing", {"缺少要素：{classes}", "elements missing: {classes}"}},
                     {"no-guide", {"没有找到这样的页面", "no such page was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto classes = all_entries(params.lexicon("classes"));
  const auto pages = guide_pages(evidence, false);
  if (pages.empty()) {
    if (!is_service_area_observed(evidence))
      return cannot_tell(no_service_reason(evidence, {"办事指南", "guide"}));
    Observation result = observed("absent", static_cast<double>(classes.size()));
    result.findings.push_back(finding("no-guide", service_area_url(evidence)));
    return result;
  }
  std::vector<std::size_t> lacking(classes.size());  // guides without the class
  std::vector<const PageFacts*> first(classes.size());
  for (const PageFacts* page : pages) {
    const std::vector<bool> own = shown_classes(evidence, *page, classes);
    for (std::size_t i = 0; i < classes.size(); ++i) {
      if (own[i]) continue;
      if (lacking[i]++ == 0) first[i] = page;
    }
  }
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (lacking[i] == 0) continue;
    findings.push_back(finding("missing", first[i]->final_url,
                               {{"class", classes[i]->name},
                                {"lacking", std::to_string(lacking[i])},
                                {"guides", std::to_string(pages.size())}},
                               "", first[i]->title));
  }
  const std::size_t missing = findings.size();
  Observation result = observed(missing == 0                ? "none"
                                : missing == classes.size() ? "all"
                                                            : "some",
                                static_cast<double>(missing));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "all");
}

}  // namespace

Rule guide_missing_classes() {
  RuleSchema schema;
  schema.id = "guide.missing-classes";
  schema.title = {"指南缺少的要素类别", "Classes of elements that guides lack"};
  schema.source =
      "2015 census, indicator 办事指南: each class of elements that is missing, once however many "
      "guides lack it";
  schema.unit = "classes";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("classes", {"要素类别及其用词", "classes of elements and their words"})};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"some", {"部分类别", "some classes"}},
                     {"all", {"全部类别", "all classes"}},
                     {"absent", {"没有指南", "there is no guide"}}};
  schema.messages = {{"missing",
                      {"{guides} 个指南中有 {lacking} 个缺少“{class}”",
                       "{lacking} of {guides} guides lack {class}"}},
                     {"no-guide", {"没有找到办事指南", "no guide was found"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

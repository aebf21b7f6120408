#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kMany = 5;  // matters; veto item 6 (2), (3)

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto pages = guide_pages(evidence, false);
  if (pages.empty())
    return is_service_area_observed(evidence)
               ? not_applicable({"没有办事指南", "there is no guide"})
               : cannot_tell(no_service_reason(evidence, {"办事指南", "guide"}));
  const auto classes = all_entries(params.lexicon("classes"));
  const auto limit = static_cast<std::size_t>(params.integer("missing"));
  std::size_t lacking = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : pages) {
    const std::vector<bool> own = shown_classes(evidence, *page, classes);
    const std::size_t missing = classes.size() - count_shown(own);
    if (missing < limit) continue;
    ++lacking;
    findings.push_back(
        finding("lacking", page->final_url,
                {{"count", std::to_string(missing)}, {"classes", missing_names(own, classes)}}, "",
                page->title));
  }
  const bool is_every = lacking == pages.size() && pages.size() < kMany;
  Observation result = observed(lacking == 0       ? "none"
                                : lacking >= kMany ? "many"
                                : is_every         ? "every"
                                                   : "few",
                                static_cast<double>(lacking));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule guide_lacking() {
  RuleSchema schema;
  schema.id = "guide.lacking";
  schema.version = 2;
  schema.title = {"要素严重缺失的指南", "Guides that lack much"};
  schema.source =
      "2019 inspection indicators (国办秘函〔2019〕19号) veto item 6 (2), (3): four classes or "
      "more "
      "are missing; that five matters are the limit is unverified";
  schema.unit = "guides";
  schema.needs = {FactKind::pages};
  schema.params = {
      lexicon_param("classes", {"要素类别及其用词", "classes of elements and their words"}),
      integer_param("missing", 4, 1, 100,
                    {"缺几类要素算严重缺失", "how many missing classes are much"})};
  schema.outcomes = {{"none", {"没有", "none"}},
                     {"few", {"不足 5 个", "fewer than 5"}},
                     {"every", {"指南不足 5 个，个个如此", "every one of fewer than 5 guides"}},
                     {"many", {"5 个以上", "5 or more"}}};
  schema.messages = {{"lacking",
                      {"指南缺少 {count} 类要素：{classes}",
                       "the guide lacks {count} classes of elements: {classes}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include "rules/matters.hpp"
#include "rules/observe.hpp"
#include "rules/policies.hpp"
#include "rules/sample.hpp"
#include "rules/schema.hpp"
#include "rules/topics.hpp"

namespace gweval::rules {
namespace {

/// Pictures, videos and conferences tell in other ways; only texts are read for their parts.
constexpr std::size_t kShortestText = 200;  // code points

Observation check(const EvidenceView& evidence, const Params& params) {
  const auto parts = all_entries(params.lexicon("parts"));
  std::size_t texts = 0;
  std::size_t shown = 0;
  std::size_t other = 0;
  std::vector<Finding> findings;
  for (const ColumnItem& item : interpretations(evidence)) {
    if (item.page == nullptr || item.page->kind == PageKind::policy) continue;
    if (item.page->text_length < kShortestText) {
      ++other;
      continue;
    }
    ++texts;
    const std::vector<bool> own = shown_classes(evidence, *item.page, parts);
    shown += count_shown(own);
    if (count_shown(own) == parts.size()) continue;
    findings.push_back(finding("missing", item.page->final_url,
                               {{"parts", missing_names(own, parts)}}, "", item.page->title));
  }
  if (texts == 0 && other > 0)
    return cannot_tell({"读到的解读都是图片、视频或短文",
                        "the interpretations read are pictures, videos or short texts"});
  if (texts == 0 && !evidence.is_complete())
    return cannot_tell(not_observed_reason({"政策解读", "interpretation"}));
  if (texts == 0) return observed("none", 0);
  const double value = share(shown, texts * parts.size());
  Observation result = observed(
      outcome_of(value, {{0.9, "full"}, {0.6, "mostly"}, {1e-9, "partly"}, {0, "none"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule interpretation_parts() {
  RuleSchema schema;
  schema.id = "interpretation.parts";
  schema.title = {"解读内容要素", "Parts of an interpretation"};
  schema.source =
      "survey indicator 政策解读 (background and grounds, aims, main content, problems solved)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.params = {lexicon_param("parts", {"应讲到的内容及其用词", "the parts and their words"})};
  schema.outcomes = {{"full", {"要素基本齐全", "nearly every part"}},
                     {"mostly", {"多数要素", "most parts"}},
                     {"partly", {"少数要素", "few parts"}},
                     {"none", {"没有解读，或都没有讲到", "no interpretation, or no part"}}};
  schema.messages = {
      {"missing", {"文字解读没有讲到：{parts}", "the interpretation does not tell: {parts}"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

#include <unordered_set>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// An empty alt marks decoration, but not where the image is all a link consists of.
bool has_alternative(const Image& image) {
  if (!image.alt) return false;
  return !image.is_linked || !trim(*image.alt).empty();
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t images = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  std::unordered_set<std::string_view> seen;  // a page's frame repeats its images
  for (const PageFacts* page : evidence.pages()) {
    for (const Image& image : page->images) {
      if (!image.url.empty() && !seen.insert(image.url).second) continue;
      ++images;
      if (has_alternative(image)) {
        ++good;
        continue;
      }
      findings.push_back(
          finding(image.is_linked ? "linked" : "missing", page->final_url, {}, "img", image.url));
    }
  }
  if (images == 0) {
    return has_sample(evidence) ? not_applicable({"没有页面含图片", "no page has an image"})
                                : cannot_tell(not_observed_reason({"图片", "image"}));
  }
  const double value = share(good, images);
  Observation result =
      observed(outcome_of(value, {{1, "all"}, {0.9, "most"}, {0.5, "some"}, {0, "few"}}), value);
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result));
}

}  // namespace

Rule accessibility_text_alternatives() {
  RuleSchema schema;
  schema.id = "accessibility.text-alternatives";
  schema.title = {"图片替代文本", "Text alternatives of images"};
  schema.source = "WCAG 2.1 success criterion 1.1.1; GB/T 37668-2019, principle 可感知性";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"all", {"都有", "all have one"}},
                     {"most", {"九成以上有", "nine tenths or more"}},
                     {"some", {"半数以上有", "half or more"}},
                     {"few", {"不到半数有", "fewer than half"}}};
  schema.messages = {{"missing", {"图片没有 alt 属性", "the image has no alt attribute"}},
                     {"linked",
                      {"链接里只有图片，图片没有替代文本，读屏软件读不出去向",
                       "the link holds an image only and that has no text alternative"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

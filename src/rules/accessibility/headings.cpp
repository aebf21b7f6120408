#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

/// The first heading that is more than one level below the one before it; null if none.
const Heading* first_skip(const PageFacts& page) {
  int level = 0;
  for (const Heading& heading : page.headings) {
    if (level != 0 && heading.level > level + 1) return &heading;
    level = heading.level;
  }
  return nullptr;
}

Observation check(const EvidenceView& evidence, const Params&) {
  std::size_t pages = 0;
  std::size_t good = 0;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    if (!page->redirect_target.empty()) continue;
    ++pages;
    if (page->headings.empty()) {
      findings.push_back(finding("missing", page->final_url));
    } else if (const Heading* skip = first_skip(*page)) {
      findings.push_back(
          finding("skipped", page->final_url, {}, "h" + std::to_string(skip->level), skip->text));
    } else {
      ++good;
    }
  }
  if (pages == 0) return cannot_tell({"未观测到有内容的页面", "no page with content was observed"});
  return share_within_sample(evidence, good, pages, std::move(findings));
}

}  // namespace

Rule accessibility_headings() {
  RuleSchema schema;
  schema.id = "accessibility.headings";
  schema.title = {"标题层级", "Headings in order"};
  schema.source = "WCAG 2.1 success criteria 1.3.1 and 2.4.6 (technique G141)";
  schema.unit = "share";
  schema.needs = {FactKind::pages};
  schema.outcomes = share_outcomes();
  schema.messages = {
      {"missing", {"页面没有标题元素（h1 至 h6）", "the page has no heading element (h1 to h6)"}},
      {"skipped",
       {"标题级别跳跃，比前一个低两级以上",
        "a heading is two levels or more below the one before"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

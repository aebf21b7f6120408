#include <set>
#include <tuple>

#include "rules/evidence_view.hpp"
#include "rules/observe.hpp"
#include "rules/sample.hpp"

namespace gweval::rules {
namespace {

constexpr std::size_t kFew = 3;

std::string_view message_of(BarrierKind kind) {
  switch (kind) {
    case BarrierKind::trap:
      return "trap";
    case BarrierKind::blur:
      return "blur";
    case BarrierKind::no_keyboard:
      return "no-keyboard";
    case BarrierKind::tab_order:
      break;
  }
  return "tab-order";
}

/// What every page carries counts once: one mistake is no hundred.
Observation check(const EvidenceView& evidence, const Params&) {
  std::set<std::tuple<BarrierKind, std::string_view, std::string_view>> seen;
  std::vector<Finding> findings;
  for (const PageFacts* page : evidence.pages()) {
    for (const KeyboardBarrier& barrier : page->barriers) {
      if (!seen.emplace(barrier.kind, barrier.element, barrier.text).second) continue;
      findings.push_back(finding(std::string(message_of(barrier.kind)), page->final_url, {},
                                 barrier.element, barrier.text));
    }
  }
  const std::size_t count = findings.size();
  Observation result = observed(count == 0      ? "none"
                                : count <= kFew ? "few"
                                                : "many",
                                static_cast<double>(count));
  result.findings = std::move(findings);
  return within_sample(evidence, std::move(result), "many");
}

}  // namespace

Rule accessibility_keyboard() {
  RuleSchema schema;
  schema.id = "accessibility.keyboard";
  schema.title = {"键盘可操作", "Keyboards get everywhere"};
  schema.source =
      "WCAG 2.1 success criteria 2.1.1 (keyboard), 2.1.2 (no keyboard trap), 2.4.3 (focus order)";
  schema.unit = "places";
  schema.needs = {FactKind::pages};
  schema.outcomes = {{"none", {"标记中未发现障碍", "none in the markup"}},
                     {"few", {"不超过三处障碍", "three or fewer"}},
                     {"many", {"三处以上障碍", "more than three"}}};
  schema.messages = {
      {"trap",
       {"按键处理吞掉 Tab 键，键盘离不开这里（2.1.2）",
        "a key handler swallows Tab, so that keyboards cannot leave (2.1.2)"}},
      {"blur",
       {"得到焦点就被移走，键盘到不了这里（2.1.1）",
        "the focus is dropped as soon as it is here, so that keyboards cannot use it (2.1.1)"}},
      {"no-keyboard",
       {"只能用鼠标点：没有 href、tabindex 或 role（2.1.1）",
        "only a mouse can click here: it has neither href, tabindex nor role (2.1.1)"}},
      {"tab-order",
       {"tabindex 大于 0，焦点次序与阅读次序不同（2.4.3）",
        "a tabindex above 0 parts the order of focus from that of reading (2.4.3)"}}};
  return {std::move(schema), &check};
}

}  // namespace gweval::rules

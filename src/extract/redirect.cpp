#include <re2/re2.h>

#include "base/utf8.hpp"
#include "extract/readings.hpp"
#include "extract/script_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxText = 400;       // code points: more is a page of its own
constexpr std::size_t kMaxScript = 20'000;  // bytes

// Targets inside a handler wait for the reader's click and are no redirect.
bool is_run_at_once(std::string_view script) {
  return !contains(script, "onclick") && !contains(script, ".click(") &&
         !contains(script, "addEventListener('click'");
}

}  // namespace

void read_redirect(const PageView& view, PageFacts& facts) {
  for (const Link& link : facts.links) {
    if (link.kind != LinkKind::meta_refresh) continue;
    facts.redirect_target = link.url;
    return;
  }
  const HtmlDocument& document = view.document();
  if (view.text_length(0) > kMaxText || view.anchors().size() > 5) return;
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    const HtmlNode& node = document[id];
    if (node.tag == HtmlTag::body) {
      const auto onload = document.attribute(id, "onload");
      if (onload) {
        const auto targets = handler_targets(*onload);
        if (!targets.empty()) facts.redirect_target = view.resolve(targets.front());
      }
    }
    const bool is_script =
        node.tag == HtmlTag::text && document[node.parent].tag == HtmlTag::script;
    if (!is_script || node.text.size() > kMaxScript || !contains(node.text, "location")) continue;
    if (!is_run_at_once(node.text)) continue;
    for (const std::string_view target : script_targets(node.text)) {
      facts.redirect_target = view.resolve(target);
      if (!facts.redirect_target.empty()) return;
    }
  }
}

}  // namespace gweval::extract

#include <algorithm>

#include "base/digest.hpp"
#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxTextBytes = PageFacts::kMaxTextBytes;
constexpr std::uint32_t kFewestLetters = 80;  // of prose, for a part of the page to be its content

// Prose (text outside links) of the content zone before each node.
std::vector<std::uint32_t> prose_before(const PageView& view) {
  const HtmlDocument& document = view.document();
  std::vector<std::uint32_t> before(document.size() + 1, 0);
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    std::uint32_t length = 0;
    if (document[id].tag == HtmlTag::text && view.zone(id) == Zone::content) {
      length = static_cast<std::uint32_t>(view.text_length(id) - view.link_length(id));
    }
    before[id + 1] = before[id] + length;
  }
  return before;
}

bool is_container(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::p:
    case HtmlTag::span:
    case HtmlTag::a:
    case HtmlTag::b:
    case HtmlTag::strong:
    case HtmlTag::font:
    case HtmlTag::text:
    case HtmlTag::script:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
      return false;
    default:
      return true;
  }
}

// The smallest container with most of the prose, found by going down to the child that has it.
HtmlNodeId content_root(const PageView& view) {
  const HtmlDocument& document = view.document();
  const auto before = prose_before(view);
  const auto prose = [&](HtmlNodeId id) { return before[document[id].end] - before[id]; };
  HtmlNodeId root = 0;
  if (prose(root) < kFewestLetters) return root;
  for (;;) {
    HtmlNodeId next = 0;
    for (HtmlNodeId child = root + 1; child < document[root].end; child = document[child].end) {
      if (is_container(document[child].tag) && prose(child) * 10 >= prose(root) * 7) next = child;
    }
    if (next == 0) return root;
    root = next;
  }
}

}  // namespace

void read_main_text(const PageView& view, PageFacts& facts) {
  const HtmlDocument& document = view.document();
  const HtmlNodeId root = content_root(view);
  std::string whole;
  for (const TextLine& line : view.lines()) {
    if (line.first < root || line.first >= document[root].end) continue;
    if (line.zone != Zone::content) continue;
    if (!whole.empty()) whole += ' ';
    whole += line.text;
  }
  facts.text_length = count_code_points(whole);
  facts.text_sha256 = sha256_hex(whole);
  facts.text = std::string(truncate_utf8(whole, kMaxTextBytes));
  facts.cut = facts.cut || facts.text.size() < whole.size();
}

}  // namespace gweval::extract

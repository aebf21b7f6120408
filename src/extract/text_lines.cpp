// The lines of text that a page's block elements make.
#include <algorithm>
#include <utility>

#include "base/utf8.hpp"
#include "extract/page_view.hpp"

namespace gweval::extract {

bool is_block(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::address:
    case HtmlTag::article:
    case HtmlTag::aside:
    case HtmlTag::blockquote:
    case HtmlTag::body:
    case HtmlTag::br:
    case HtmlTag::caption:
    case HtmlTag::center:
    case HtmlTag::dd:
    case HtmlTag::details:
    case HtmlTag::dir:
    case HtmlTag::div:
    case HtmlTag::dl:
    case HtmlTag::dt:
    case HtmlTag::fieldset:
    case HtmlTag::figcaption:
    case HtmlTag::figure:
    case HtmlTag::footer:
    case HtmlTag::form:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::header:
    case HtmlTag::hgroup:
    case HtmlTag::hr:
    case HtmlTag::html:
    case HtmlTag::legend:
    case HtmlTag::li:
    case HtmlTag::main:
    case HtmlTag::menu:
    case HtmlTag::nav:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::section:
    case HtmlTag::summary:
    case HtmlTag::table:
    case HtmlTag::tbody:
    case HtmlTag::td:
    case HtmlTag::tfoot:
    case HtmlTag::th:
    case HtmlTag::thead:
    case HtmlTag::tr:
    case HtmlTag::ul:
    case HtmlTag::xmp:
      return true;
    default:
      return false;
  }
}

namespace {

constexpr std::size_t kMaxLineBytes = 4096;

// Collects text nodes into lines.
class LineBuilder {
 public:
  explicit LineBuilder(std::vector<TextLine>& lines) : lines_(lines) {}

  void add(const HtmlNode& node, HtmlNodeId id, HtmlNodeId block, Zone zone, bool is_link) {
    if (line_.text.empty()) {
      line_.first = id;
      line_.block = block;
      line_.zone = zone;
    }
    if (line_.text.size() >= kMaxLineBytes) return;
    const std::string folded = fold_space(node.text);
    const bool begins_blank = !node.text.empty() && starts_blank(node.text);
    if (folded.empty()) {
      is_blank_pending_ = true;
      return;
    }
    if (!line_.text.empty() && (begins_blank || is_blank_pending_)) line_.text += ' ';
    if (!line_.text.empty()) {
      line_.breaks.push_back(static_cast<std::uint32_t>(line_.text.size()));
    }
    line_.text += folded;
    line_.last = id;
    if (is_link) line_.link_bytes += folded.size();
    is_blank_pending_ = ends_blank(node.text);
  }

  void finish() {
    is_blank_pending_ = false;
    if (line_.text.empty()) return;
    lines_.push_back(std::move(line_));
    line_ = TextLine();
  }

 private:
  static bool ends_blank(std::string_view text) {
    return static_cast<unsigned char>(text.back()) <= ' ' || text.ends_with("\u00A0") ||
           text.ends_with("\u3000");
  }
  static bool starts_blank(std::string_view text) {
    return static_cast<unsigned char>(text.front()) <= ' ' || text.starts_with("\u00A0") ||
           text.starts_with("\u3000");
  }

  std::vector<TextLine>& lines_;
  TextLine line_;
  bool is_blank_pending_ = false;
};

}  // namespace

void PageView::build_lines() {
  LineBuilder builder(lines_);
  std::vector<HtmlNodeId> blocks;  // open block elements
  HtmlNodeId link_end = 0;
  for (HtmlNodeId id = 0; id < document_.size(); ++id) {
    while (!blocks.empty() && id >= document_[blocks.back()].end) {
      builder.finish();
      blocks.pop_back();
    }
    const HtmlNode& node = document_[id];
    if (node.tag == HtmlTag::text) {
      if (hidden_[id] == 0) {
        builder.add(node, id, blocks.empty() ? 0 : blocks.back(), zones_[id], id < link_end);
      }
      continue;
    }
    if (node.tag == HtmlTag::a) link_end = std::max(link_end, node.end);
    if (!is_block(node.tag)) continue;
    builder.finish();
    blocks.push_back(id);
  }
  builder.finish();
}

}  // namespace gweval::extract

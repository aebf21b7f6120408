#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

bool is_heading(HtmlTag tag) {
  return tag >= HtmlTag::h1 && tag <= HtmlTag::h6;
}

// Rows of a table without those of tables inside it.
TableFacts read_table(const HtmlDocument& document, HtmlNodeId table) {
  TableFacts facts;
  std::vector<std::string> first_row;
  HtmlNodeId id = table + 1;
  while (id < document[table].end) {
    const HtmlNode& node = document[id];
    if (node.tag == HtmlTag::table) {
      id = node.end;
      continue;
    }
    if (node.tag == HtmlTag::tr) ++facts.rows;
    if (node.tag == HtmlTag::th && facts.header_cells.size() < kMaxCells) {
      facts.header_cells.push_back(document.folded_text(id, kMaxShortText));
    }
    if (node.tag == HtmlTag::td && facts.rows == 1 && first_row.size() < kMaxCells) {
      first_row.push_back(document.folded_text(id, kMaxShortText));
    }
    ++id;
  }
  if (facts.header_cells.empty()) facts.header_cells = std::move(first_row);
  return facts;
}

}  // namespace

void read_structure(const PageView& view, PageFacts& facts) {
  const HtmlDocument& document = view.document();
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    const HtmlTag tag = document[id].tag;
    if (is_heading(tag) && !view.is_unread(id)) {
      std::string text = document.folded_text(id, kMaxShortText);
      if (text.empty()) continue;
      if (facts.headings.size() >= kMaxHeadings) {
        facts.cut = true;
        continue;
      }
      facts.headings.push_back(
          {static_cast<int>(tag) - static_cast<int>(HtmlTag::h1) + 1, std::move(text)});
    } else if (tag == HtmlTag::table) {
      if (facts.tables.size() >= kMaxTables) {
        facts.cut = true;
        continue;
      }
      facts.tables.push_back(read_table(document, id));
    }
  }
}

void read_images(const PageView& view, PageFacts& facts) {
  const HtmlDocument& document = view.document();
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    if (document[id].tag != HtmlTag::img) continue;
    const auto source = document.attribute(id, "src");
    if (!source) continue;
    if (facts.images.size() >= kMaxImages) {
      facts.cut = true;
      return;
    }
    Image image;
    image.url = view.resolve(*source);
    if (const auto alt = document.attribute(id, "alt")) image.alt = short_text(*alt);
    for (HtmlNodeId up = document[id].parent; up != 0; up = document[up].parent) {
      if (is_block(document[up].tag) && document[up].tag != HtmlTag::div) break;
      if (document[up].tag != HtmlTag::a) continue;
      image.is_linked = view.text_length(up) == 0;
      break;
    }
    facts.images.push_back(std::move(image));
  }
}

}  // namespace gweval::extract

#include <algorithm>

#include "base/text_search.hpp"
#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {

std::string short_text(std::string_view text, std::size_t max_bytes) {
  std::string folded = fold_space(truncate_utf8(text, 4 * max_bytes));
  folded.resize(truncate_utf8(folded, max_bytes).size());
  return folded;
}

std::string packed(std::string_view text) {
  std::string out = fold_space(text);
  std::size_t size = 0;
  for (const char c : out) {
    if (c == ' ') continue;
    out[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  out.resize(size);
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return find_text(text, part) != std::string_view::npos;
}

std::string_view label_value(const PageFacts& facts, std::string_view name) {
  return find_label(facts, name).value_or(std::string_view{});
}

namespace {

// A label repeated with another value is kept beside the first, which readers take first.
void add_label(std::string_view name, std::string_view value, PageFacts& facts) {
  for (auto& [key, known] : facts.labels) {
    if (!equals_ignoring_case(key, name)) continue;
    const std::string text = short_text(value, kMaxLabelText);
    if (known.empty()) known = text;
    if (known == text || text.empty()) return;
  }
  if (facts.labels.size() >= kMaxLabels) {
    facts.cut = true;
    return;
  }
  facts.labels.emplace_back(short_text(name, 100), short_text(value, kMaxLabelText));
}

void read_meta(const HtmlDocument& document, HtmlNodeId id, PageFacts& facts) {
  auto name = document.attribute(id, "name");
  if (!name || trim(*name).empty()) name = document.attribute(id, "property");
  const auto content = document.attribute(id, "content");
  if (!name || !content || trim(*name).empty()) return;
  const std::string_view key = trim(*name);
  if (equals_ignoring_case(key, "viewport") && facts.viewport.empty()) {
    facts.viewport = short_text(*content);
  }
  add_label(key, *content, facts);
}

}  // namespace

void read_labels(const PageView& view, PageFacts& facts) {
  const HtmlDocument& document = view.document();
  facts.lang = short_text(document.attribute(0, "lang").value_or(
                              document.attribute(0, "xml:lang").value_or(std::string_view{})),
                          40);
  bool has_title = false;
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    if (document[id].tag == HtmlTag::meta) read_meta(document, id, facts);
    if (document[id].tag == HtmlTag::title && !has_title) {
      facts.document_title = document.folded_text(id, kMaxShortText);
      has_title = !facts.document_title.empty();
    }
  }
}

void read_column(PageFacts& facts) {
  facts.column = std::string(label_value(facts, "ColumnName"));
  if (!facts.column.empty()) return;
  const std::string title = packed(facts.title);
  for (std::size_t i = facts.breadcrumb.size(); i > 1; --i) {
    const std::string& name = facts.breadcrumb[i - 1];
    const bool is_article = packed(name) == title || name == "正文" || name == "详情" ||
                            name == "内容" || contains(name, "详情页") || name == "文章正文" ||
                            name == "信息正文" || name == "正文内容";
    // a column page's own title is its column
    if (is_article && !(packed(name) == title && facts.pub_date.value == std::nullopt)) continue;
    facts.column = name;
    return;
  }
}

}  // namespace gweval::extract

#pragma once
// Keeps a page within what the tree builder handles in linear time. Gumbo looks through all open
// elements at almost every tag and re-opens all open formatting elements in every paragraph, so a
// few tens of kilobytes of unclosed tags cost seconds. This pass measures a page first, in time
// linear in its size, and rewrites it only if it is beyond the limits.

#include <cstddef>
#include <string>
#include <string_view>

namespace gweval {

struct HtmlLimits {
  std::size_t depth = 160;       // open elements; real pages reach about 30
  std::size_t formatting = 12;   // unclosed <b>, <font> and the like
  std::size_t attributes = 120;  // on one tag
  std::size_t tokens = 250'000;  // tags, texts and comments; the rest of the page is dropped
};

struct HtmlShape {
  bool is_within_limits = true;  // the tree builder may have the page as it is
  std::size_t depth = 0;         // deepest element as written
  std::size_t end = 0;           // bytes of the source within the token limit
};

[[nodiscard]] HtmlShape measure_html(std::string_view html, const HtmlLimits& limits = {});

struct FlatHtml {
  std::string html;
  std::size_t depth = 0;  // deepest element before flattening
  std::size_t end = 0;    // bytes of the source within the token limit
};

/// The same text, links and blocks with every element closed where it ends and none nested beyond
/// the limit; formatting elements, comments, SVG and MathML are dropped.
[[nodiscard]] FlatHtml flatten_html(std::string_view html, const HtmlLimits& limits = {});

}  // namespace gweval

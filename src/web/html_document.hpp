#pragma once
// An HTML page as a flat list of nodes in document order, parsed by gumbo (HTML Living Standard).
// Time and memory are bounded and nothing recurses over depth (see html_guard.hpp).

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/html_tag.hpp"

struct GumboInternalNode;

namespace gweval {

struct HtmlAttribute {
  std::string_view name;   // lower case
  std::string_view value;  // entities decoded
};

using HtmlNodeId = std::uint32_t;

/// Descendants of node `i` are the nodes [i + 1, end).
struct HtmlNode {
  HtmlTag tag = HtmlTag::other;  // HtmlTag::text for text; elements of SVG and MathML are `other`
  std::uint16_t depth = 0;
  HtmlNodeId parent = 0;
  HtmlNodeId end = 0;
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::string_view text;  // of a text node, entities decoded; of an element its name
};

class HtmlDocument {
 public:
  /// Any valid UTF-8; never fails.
  [[nodiscard]] static HtmlDocument parse(std::string html);

  HtmlDocument(HtmlDocument&&) noexcept;
  HtmlDocument& operator=(HtmlDocument&&) noexcept;
  ~HtmlDocument();

  /// The first node is the html element; never empty.
  [[nodiscard]] const std::vector<HtmlNode>& nodes() const { return nodes_; }
  [[nodiscard]] const HtmlNode& operator[](HtmlNodeId id) const { return nodes_[id]; }
  [[nodiscard]] HtmlNodeId size() const { return static_cast<HtmlNodeId>(nodes_.size()); }

  [[nodiscard]] std::span<const HtmlAttribute> attributes(HtmlNodeId id) const;
  [[nodiscard]] std::optional<std::string_view> attribute(HtmlNodeId id,
                                                          std::string_view name) const;
  /// Text below a node, folded; at most max_bytes, and of about as many nodes.
  [[nodiscard]] std::string folded_text(HtmlNodeId id, std::size_t max_bytes) const;

  [[nodiscard]] std::size_t depth() const { return depth_; }  // before any flattening
  [[nodiscard]] bool is_cut() const { return is_cut_; }       // beyond the limit on tags
  [[nodiscard]] std::size_t allocations() const;              // work done, for tests

 private:
  struct Memory;
  HtmlDocument();
  bool try_build(std::string& html, std::size_t max_bytes, bool in_shorthand);
  bool build();
  bool add_element(const GumboInternalNode& node, HtmlNode& out);
  bool add_text(const GumboInternalNode& node, HtmlNode& out);

  std::unique_ptr<Memory> memory_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
  std::size_t depth_ = 0;
  bool is_cut_ = false;
};

}  // namespace gweval

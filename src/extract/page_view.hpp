#pragma once
// A parsed page as the readings of this layer look at it: zones, lines of text as a reader sees
// them, and links in document order. Built once for a page in linear time.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "web/html_document.hpp"
#include "web/url.hpp"

namespace gweval::extract {

/// `menu` is a block of short links inside the content: navigation by its shape, not by its name.
enum class Zone : std::uint8_t { content, menu, header, navigation, breadcrumb, footer };

/// A run of text between two block boundaries.
struct TextLine {
  std::string text;      // folded
  HtmlNodeId first = 0;  // first and last text node
  HtmlNodeId last = 0;
  HtmlNodeId block = 0;  // the innermost block element around its first node
  Zone zone = Zone::content;
  std::size_t link_bytes = 0;         // bytes of text inside links
  std::vector<std::uint32_t> breaks;  // offsets in `text` where another text node begins
};

struct Anchor {
  HtmlNodeId node = 0;
  std::string href;        // resolved and canonical; empty if it leads nowhere
  std::string text;        // visible text, folded; may be empty
  std::size_t length = 0;  // code points of text
  std::size_t group = 0;   // neighbours with the same target share a group
};

class PageView {
 public:
  PageView(HtmlDocument document, std::string_view page_url);

  [[nodiscard]] const HtmlDocument& document() const { return document_; }
  [[nodiscard]] const std::vector<TextLine>& lines() const { return lines_; }
  [[nodiscard]] const std::vector<Anchor>& anchors() const { return anchors_; }
  [[nodiscard]] Zone zone(HtmlNodeId id) const { return zones_[id]; }
  [[nodiscard]] bool is_hidden(HtmlNodeId id) const { return hidden_[id] != 0; }
  /// Not read by anyone: script, style, template and the like; hidden elements are not meant.
  [[nodiscard]] bool is_unread(HtmlNodeId id) const { return (hidden_[id] & kUnread) != 0; }

  /// Resolved and canonical; empty if it is no URL or one that leads nowhere (javascript:).
  [[nodiscard]] std::string resolve(std::string_view reference) const;
  [[nodiscard]] bool is_internal(std::string_view url) const;

  /// Anchors below a node: indices [first, last) into anchors().
  [[nodiscard]] std::size_t first_anchor(HtmlNodeId id) const { return anchors_before_[id]; }
  [[nodiscard]] std::size_t last_anchor(HtmlNodeId id) const {
    return anchors_before_[document_[id].end];
  }
  /// Code points of read text below a node; in links only.
  [[nodiscard]] std::size_t text_length(HtmlNodeId id) const {
    return text_before_[document_[id].end] - text_before_[id];
  }
  [[nodiscard]] std::size_t link_length(HtmlNodeId id) const {
    return links_before_[document_[id].end] - links_before_[id];
  }

  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  static constexpr std::uint8_t kUnread = 1;
  static constexpr std::uint8_t kInvisible = 2;

  void find_base(std::string_view page_url);
  void measure_text();
  void mark_zones();
  void build_lines();
  void collect_anchors();
  [[nodiscard]] std::string anchor_target(HtmlNodeId id) const;
  [[nodiscard]] Zone zone_of(HtmlNodeId id, Zone inherited) const;
  [[nodiscard]] bool is_menu(HtmlNodeId id) const;

  HtmlDocument document_;
  Url base_;
  Url page_;
  std::vector<Zone> zones_;
  std::vector<std::uint8_t> hidden_;
  std::vector<std::uint32_t> text_before_;
  std::vector<std::uint32_t> links_before_;
  std::vector<std::uint32_t> anchors_before_;
  std::vector<TextLine> lines_;
  std::vector<Anchor> anchors_;
  mutable std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> resolved_;
  bool is_cut_ = false;
};

/// Element that starts a line of its own.
[[nodiscard]] bool is_block(HtmlTag tag);

/// Whether a class or id attribute has the word, words being split at "-", "_", blanks, digits and
/// capitals: "newFootCon" has "foot".
[[nodiscard]] bool has_class_word(const HtmlDocument& document, HtmlNodeId id,
                                  std::string_view word);

}  // namespace gweval::extract

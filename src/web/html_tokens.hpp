#pragma once
// HTML source cut into tags and text, in the way the standard's tokenizer cuts it (HTML Living
// Standard §13.2.5). Linear; knows nothing of the tree.

#include <cstddef>
#include <string_view>

#include "web/html_tag.hpp"

namespace gweval {

enum class HtmlTokenKind { text, start_tag, end_tag, comment, cdata, end };

struct HtmlToken {
  HtmlTokenKind kind = HtmlTokenKind::end;
  std::string_view source;      // the token as written
  std::string_view name;        // of a tag, as written
  std::string_view attributes;  // of a start tag: from after the name up to ">" or "/>"
  HtmlTag tag = HtmlTag::other;
  std::size_t attribute_count = 0;
  bool is_self_closing = false;
};

class HtmlTokenizer {
 public:
  explicit HtmlTokenizer(std::string_view html) : html_(html) {}

  [[nodiscard]] HtmlToken next();

  /// Text up to the end tag `name`, or to the end of the source; call right after the start tag of
  /// a raw text element. The end tag is not consumed.
  [[nodiscard]] std::string_view take_raw_text(std::string_view name);

  [[nodiscard]] std::size_t position() const { return at_; }

 private:
  HtmlToken take_tag(bool is_end);
  HtmlToken take_markup_declaration();
  HtmlToken take_until(std::string_view terminator, HtmlTokenKind kind);
  bool skip_attributes(HtmlToken& token);
  void skip_attribute_value();
  HtmlToken finish(HtmlToken token, std::size_t end);

  std::string_view html_;
  std::size_t at_ = 0;
};

/// Name and value (entities not decoded) of the first attribute of `attributes`, which is advanced
/// past it; false at the end.
bool take_attribute(std::string_view& attributes, std::string_view& name, std::string_view& value);

}  // namespace gweval

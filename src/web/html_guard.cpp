#include "web/html_guard.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "web/html_open_elements.hpp"
#include "web/html_tokens.hpp"

namespace gweval {
namespace {

bool contains_ignoring_case(std::string_view text, std::string_view lower_needle) {
  const auto found = std::search(
      text.begin(), text.end(), lower_needle.begin(), lower_needle.end(),
      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b; });
  return found != text.end();
}

// What the tree builder would do with the page, as far as its cost depends on it. Whatever is not
// certain counts as beyond the limits: then the page is rewritten into a form that is certain.
class Measure {
 public:
  Measure(std::string_view html, const HtmlLimits& limits) : tokens_(html), limits_(limits) {}

  HtmlShape run() {
    HtmlShape shape;
    for (std::size_t count = 0; count < limits_.tokens; ++count) {
      const HtmlToken token = tokens_.next();
      if (token.kind == HtmlTokenKind::end) break;
      // gumbo compares each attribute with all before it, on end tags and cut tags too
      if (token.attribute_count > limits_.attributes) is_odd_ = true;
      if (token.kind == HtmlTokenKind::start_tag) start(token);
      if (token.kind == HtmlTokenKind::end_tag) end(token);
      // CDATA is text inside foreign content and a comment elsewhere
      if (token.kind == HtmlTokenKind::cdata && has_foreign_) is_odd_ = true;
      if (is_odd_ || open_.depth() > limits_.depth) break;
    }
    shape.end = tokens_.position();
    shape.depth = open_.deepest();
    shape.is_within_limits = !is_odd_ && open_.deepest() <= limits_.depth;
    return shape;
  }

 private:
  static constexpr std::size_t kRootTags = 6;     // <html>, <body>: each adds its attributes to one
  static constexpr std::size_t kIsindexTags = 4;  // each becomes a form with a field and rules

  void start(const HtmlToken& token) {
    const HtmlTag tag = token.tag;
    if (tag == HtmlTag::html || tag == HtmlTag::body || tag == HtmlTag::head) {
      is_odd_ = is_odd_ || ++root_tags_ > kRootTags;
      return;
    }
    if (tag == HtmlTag::svg || tag == HtmlTag::math) has_foreign_ = true;
    if (tag == HtmlTag::plaintext) is_odd_ = true;
    if (tag == HtmlTag::isindex) is_odd_ = is_odd_ || ++isindex_tags_ > kIsindexTags;
    if (tag == HtmlTag::frameset) has_frameset_ = true;
    if (open_.is_inside(HtmlTag::select)) check_in_select(tag);
    close(open_.closed_by_start(tag));
    if (traits_of(tag).is_raw_text) return raw_text(token);
    if (traits_of(tag).is_void) return;
    if (token.is_self_closing && is_in_foreign()) return;
    if (tag == HtmlTag::a) forget(HtmlTag::a);
    if (traits_of(tag).is_formatting) {
      formatting_.push_back(tag);
      is_odd_ = is_odd_ || formatting_.size() > limits_.formatting;
    }
    if (is_marker(tag)) formatting_.push_back(HtmlTag::text);
    open_.push({tag, token.name, false});
  }

  void end(const HtmlToken& token) {
    const std::size_t count = open_.closed_by_end(token);
    if (traits_of(token.tag).is_formatting) forget(token.tag);
    close(count);
  }

  void close(std::size_t count) {
    for (; count > 0; --count) {
      if (!is_marker(open_.pop().tag)) continue;
      while (!formatting_.empty() && formatting_.back() != HtmlTag::text) formatting_.pop_back();
      if (!formatting_.empty()) formatting_.pop_back();
    }
  }

  void raw_text(const HtmlToken& token) {
    if (is_in_foreign() || open_.is_inside(HtmlTag::template_) || has_frameset_) is_odd_ = true;
    const std::string_view text = tokens_.take_raw_text(token.name);
    // an escaped inner script moves the end of the outer one
    if (token.tag == HtmlTag::script && text.find("<!--") != std::string_view::npos &&
        contains_ignoring_case(text, "<script")) {
      is_odd_ = true;
    }
  }

  void check_in_select(HtmlTag tag) {
    const bool is_usual = tag == HtmlTag::option || tag == HtmlTag::optgroup ||
                          tag == HtmlTag::hr || tag == HtmlTag::script || tag == HtmlTag::br;
    is_odd_ = is_odd_ || !is_usual;
  }

  // The last entry of that name after the last marker (adoption agency, §13.2.6.4.7).
  void forget(HtmlTag tag) {
    for (std::size_t i = formatting_.size(); i > 0 && formatting_[i - 1] != HtmlTag::text; --i) {
      if (formatting_[i - 1] != tag) continue;
      formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(i - 1));
      return;
    }
  }

  [[nodiscard]] bool is_in_foreign() const {
    return open_.is_inside(HtmlTag::svg) || open_.is_inside(HtmlTag::math);
  }
  static bool is_marker(HtmlTag tag) {
    return tag == HtmlTag::td || tag == HtmlTag::th || tag == HtmlTag::caption ||
           tag == HtmlTag::applet || tag == HtmlTag::object || tag == HtmlTag::marquee ||
           tag == HtmlTag::template_;
  }

  HtmlTokenizer tokens_;
  const HtmlLimits& limits_;
  HtmlOpenElements open_;
  std::vector<HtmlTag> formatting_;  // HtmlTag::text is a marker
  std::size_t root_tags_ = 0;
  std::size_t isindex_tags_ = 0;
  bool has_foreign_ = false;
  bool has_frameset_ = false;
  bool is_odd_ = false;
};

class Flatten {
 public:
  Flatten(std::string_view html, const HtmlLimits& limits) : tokens_(html), limits_(limits) {
    out_.reserve(html.size() + html.size() / 8);
  }

  FlatHtml run() {
    for (std::size_t count = 0; count < limits_.tokens; ++count) {
      const HtmlToken token = tokens_.next();
      if (token.kind == HtmlTokenKind::end) break;
      if (token.kind == HtmlTokenKind::text && !is_in_foreign_) text(token.source);
      if (token.kind == HtmlTokenKind::start_tag) start(token);
      if (token.kind == HtmlTokenKind::end_tag) end(token);
    }
    close_shallow_link();
    close(open_.depth());
    return {std::move(out_), open_.deepest(), tokens_.position()};
  }

 private:
  static bool is_dropped(HtmlTag tag) {
    switch (tag) {
      case HtmlTag::html:
      case HtmlTag::head:
      case HtmlTag::body:
      case HtmlTag::frameset:
      case HtmlTag::frame:
      case HtmlTag::svg:
      case HtmlTag::math:
      case HtmlTag::select:
      case HtmlTag::optgroup:
      case HtmlTag::template_:
      case HtmlTag::plaintext:
      case HtmlTag::noscript:
      case HtmlTag::image:
      case HtmlTag::isindex:
      case HtmlTag::marquee:
      case HtmlTag::applet:
      case HtmlTag::object:
      case HtmlTag::button:
      case HtmlTag::caption:
      case HtmlTag::col:
      case HtmlTag::colgroup:
        return true;
      default:
        return traits_of(tag).is_formatting && tag != HtmlTag::a;
    }
  }

  // "<" is escaped: beside a dropped tag it could start a new one.
  void text(std::string_view text) {
    std::size_t from = 0;
    for (;;) {
      const std::size_t at = text.find('<', from);
      out_ += text.substr(from, at - from);
      if (at == std::string_view::npos) return;
      out_ += "&lt;";
      from = at + 1;
    }
  }

  void start(const HtmlToken& token) {
    const HtmlTag tag = token.tag;
    close_shallow_link();
    if (is_in_foreign_ && !traits_of(tag).closes_p && tag != HtmlTag::table) return;
    is_in_foreign_ = (tag == HtmlTag::svg || tag == HtmlTag::math) && !token.is_self_closing;
    if (traits_of(tag).is_raw_text) return raw_text(token);
    if (is_dropped(tag)) return;
    const bool is_cell = tag == HtmlTag::td || tag == HtmlTag::th;
    if (is_cell && !open_.is_inside(HtmlTag::table)) return;
    close(open_.closed_by_start(tag));
    if (traits_of(tag).is_void) return open_tag(token);
    const bool is_emitted = open_.depth() < limits_.depth;
    if (is_emitted) {
      open_tag(token);
    } else if (tag == HtmlTag::a) {
      open_tag(token);
      has_shallow_link_ = true;
      return;
    }
    open_.push({tag, token.name, is_emitted});
  }

  void end(const HtmlToken& token) {
    close_shallow_link();
    if (token.tag == HtmlTag::svg || token.tag == HtmlTag::math) is_in_foreign_ = false;
    close(open_.closed_by_end(token));
  }

  void close(std::size_t count) {
    for (; count > 0; --count) {
      const auto element = open_.pop();
      if (element.is_emitted) close_tag(element.name);
    }
  }

  // A link beyond the depth limit keeps its target and its text up to the next tag.
  void close_shallow_link() {
    if (has_shallow_link_) close_tag("a");
    has_shallow_link_ = false;
  }

  void open_tag(const HtmlToken& token) {
    out_ += '<';
    out_ += token.name;
    std::string_view rest = token.attributes;
    std::string_view name;
    std::string_view value;
    for (std::size_t i = 0; i < limits_.attributes && take_attribute(rest, name, value); ++i) {
      out_ += ' ';
      out_ += name;
      const char quote = value.find('"') == std::string_view::npos ? '"' : '\'';
      if (quote == '\'' && value.find('\'') != std::string_view::npos) continue;
      out_ += '=';
      out_ += quote;
      out_ += value;
      out_ += quote;
    }
    out_ += '>';
  }

  void close_tag(std::string_view name) {
    out_ += "</";
    out_ += name;
    out_ += '>';
  }

  void raw_text(const HtmlToken& token) {
    std::string_view text = tokens_.take_raw_text(token.name);
    open_tag(token);
    for (std::size_t at = text.find("<!--"); at != std::string_view::npos; at = text.find("<!--")) {
      out_ += text.substr(0, at);
      out_ += "<! --";  // no escaped inner script, whose end would be elsewhere
      text.remove_prefix(at + 4);
    }
    out_ += text;
    close_tag(token.name);
  }

  HtmlTokenizer tokens_;
  const HtmlLimits& limits_;
  HtmlOpenElements open_;
  std::string out_;
  bool has_shallow_link_ = false;
  bool is_in_foreign_ = false;  // drawings are left out up to their end, or to a block of the page
};

}  // namespace

HtmlShape measure_html(std::string_view html, const HtmlLimits& limits) {
  return Measure(html, limits).run();
}

FlatHtml flatten_html(std::string_view html, const HtmlLimits& limits) {
  return Flatten(html, limits).run();
}

}  // namespace gweval

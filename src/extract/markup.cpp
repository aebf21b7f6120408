#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "base/numbers.hpp"
#include "base/utf8.hpp"
#include "extract/inline_style.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr int kMaxSteps = 12;        // levels to walk up for a colour
constexpr HtmlNodeId kReach = 200;   // nodes looked at below an element
constexpr double kOffScreen = -900;  // CSS pixels beyond any screen's edge
constexpr std::size_t kMaxQuote = 120;

/// Elements that style sheets seldom give a colour of their own, where they bear no class.
bool is_plain(HtmlTag tag) {
  constexpr std::array kPlain = {HtmlTag::span, HtmlTag::font, HtmlTag::b,     HtmlTag::strong,
                                 HtmlTag::i,    HtmlTag::em,   HtmlTag::u,     HtmlTag::p,
                                 HtmlTag::div,  HtmlTag::big,  HtmlTag::small, HtmlTag::center};
  return std::find(kPlain.begin(), kPlain.end(), tag) != kPlain.end();
}

bool is_field(HtmlTag tag) {
  return tag == HtmlTag::input || tag == HtmlTag::button || tag == HtmlTag::select ||
         tag == HtmlTag::textarea;
}

std::string without_blanks(std::string_view script) {
  std::string text = to_lower_ascii(script.substr(0, 1024));
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](char c) { return static_cast<unsigned char>(c) <= ' '; }),
             text.end());
  return text;
}

bool swallows_tab(std::string_view handler) {
  const std::string script = without_blanks(handler);
  if (script == "returnfalse" || script == "returnfalse;") return true;
  const bool names_tab = contains(script, "keycode==9") || contains(script, "key=='tab'") ||
                         contains(script, "which==9");
  return names_tab && (contains(script, "returnfalse") || contains(script, "preventdefault()"));
}

class MarkupReader {
 public:
  MarkupReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts) {}

  void run() {
    for (HtmlNodeId id = 0; id < document_.size(); ++id) {
      const HtmlNode& node = document_[id];
      if (node.tag == HtmlTag::text) {
        if (id < painted_end_ && !view_.is_hidden(id)) read_colours(id);
        continue;
      }
      if (node.attribute_count == 0 || view_.is_unread(node.parent)) continue;
      const Traits traits = traits_of(id, node);
      if (traits.may_paint) painted_end_ = std::max(painted_end_, node.end);
      if (traits.may_hide) note_hiding(id, node);
      if (node.tag == HtmlTag::a && (id < hidden_end_ || id < buried_end_)) read_hidden_link(id);
      // What fields hold is not read, the fields themselves are.
      const HtmlNodeId shown = is_field(node.tag) ? node.parent : id;
      if (traits.may_bar && !view_.is_hidden(shown)) read_barriers(id, node);
    }
  }

 private:
  /// What is worth a closer look: most elements have none of it.
  struct Traits {
    bool may_hide = false;
    bool may_paint = false;  // a background
    bool may_bar = false;
  };
  [[nodiscard]] Traits traits_of(HtmlNodeId id, const HtmlNode& node) const {
    Traits traits;
    traits.may_hide = node.tag == HtmlTag::marquee;
    for (const HtmlAttribute& a : document_.attributes(id)) {
      const bool is_style = a.name == "style";
      traits.may_hide = traits.may_hide || is_style || a.name == "hidden";
      traits.may_paint = traits.may_paint || is_style || a.name == "bgcolor";
      traits.may_bar = traits.may_bar || a.name == "onclick" || a.name == "tabindex" ||
                       a.name == "onkeydown" || a.name == "onfocus";
    }
    return traits;
  }

  [[nodiscard]] std::string_view value(HtmlNodeId id, std::string_view name) const {
    return document_.attribute(id, name).value_or(std::string_view{});
  }

  /// What tabs, menus and slides do too is display_none; the others have no such use.
  [[nodiscard]] std::optional<Hiding> hiding_of(HtmlNodeId id, const HtmlNode& node) const {
    if (node.tag == HtmlTag::marquee) {
      for (const std::string_view name : {"width", "height"}) {
        const auto size = parse_number(trim(value(id, name)));
        if (size && *size <= 1) return Hiding::no_size;
      }
    }
    if (document_.attribute(id, "hidden")) return Hiding::display_none;
    const auto text = document_.attribute(id, "style");
    if (!text) return std::nullopt;
    const InlineStyle style = parse_inline_style(*text);
    const auto at_most = [](const std::optional<double>& number, double limit) {
      return number && *number <= limit;
    };
    if (style.is_placed && (at_most(style.left, kOffScreen) || at_most(style.top, kOffScreen)))
      return Hiding::off_screen;
    const bool is_low = at_most(style.height, 1);
    const bool is_narrow = at_most(style.width, 1);
    if (style.clips && is_low && is_narrow) return Hiding::no_size;
    if (at_most(style.font_size, 1)) return Hiding::no_font_size;
    if (style.colour && style.colour == style.background) return Hiding::transparent;
    const bool is_shut = style.clips && (is_low || is_narrow);
    if (style.is_display_none || is_shut || at_most(style.opacity, 0)) return Hiding::display_none;
    return std::nullopt;
  }

  void note_hiding(HtmlNodeId id, const HtmlNode& node) {
    const auto hiding = hiding_of(id, node);
    if (!hiding) return;
    if (*hiding == Hiding::display_none) {
      hidden_end_ = std::max(hidden_end_, node.end);
    } else if (id >= buried_end_) {
      buried_end_ = node.end;
      burying_ = *hiding;
    }
  }

  // Pictures have words of their own elsewhere; slides of linked pictures wait out of sight.
  void read_hidden_link(HtmlNodeId id) {
    const std::string url = view_.resolve(value(id, "href"));
    if (!url.starts_with("http") || view_.is_internal(url)) return;
    std::string text = document_.folded_text(id, kMaxShortText);
    if (text.empty()) return;
    if (facts_.hidden_links.size() >= kMaxMarkup) {
      facts_.cut = true;
      return;
    }
    facts_.hidden_links.push_back(
        {url, std::move(text), id < buried_end_ ? burying_ : Hiding::display_none});
  }

  struct Look {
    std::optional<Colour> colour, background;
    int size = 0;
    bool is_bold = false;
  };

  /// The style of the innermost elements around a text, as far up as nothing but markup decides.
  [[nodiscard]] std::optional<Look> look_of(HtmlNodeId id) const {
    Look look;
    bool wants_colour = true;
    for (int step = 0; step < kMaxSteps && id != 0; ++step, id = document_[id].parent) {
      const HtmlNode& node = document_[id];
      const InlineStyle style = parse_inline_style(value(id, "style"));
      if (style.has_image || style.opacity || !value(id, "background").empty()) return {};
      look.is_bold = look.is_bold ||
                     style.is_bold.value_or(node.tag == HtmlTag::b || node.tag == HtmlTag::strong);
      if (look.size == 0 && style.font_size)
        look.size = static_cast<int>(std::lround(std::clamp(*style.font_size, 0.0, 1e4) * 10));
      if (wants_colour) {
        const auto attribute = document_.attribute(id, "color");
        if (style.sets_colour)
          look.colour = style.colour;
        else if (node.tag == HtmlTag::font && attribute)
          look.colour = parse_colour(*attribute);
        if (style.sets_colour || look.colour) wants_colour = false;
        if (!wants_colour && !look.colour) return {};
      }
      const std::string_view bgcolor = value(id, "bgcolor");
      if (style.sets_background || !bgcolor.empty()) {
        look.background = style.sets_background ? style.background : parse_colour(bgcolor);
        if (!look.colour || !look.background) return {};
        return look;
      }
      const bool has_name = !value(id, "class").empty() || !value(id, "id").empty();
      if (has_name || !is_plain(node.tag)) return {};
    }
    return {};
  }

  void read_colours(HtmlNodeId id) {
    const HtmlNodeId parent = document_[id].parent;
    const HtmlNode& around = document_[parent];
    if (around.attribute_count == 0 && !is_plain(around.tag)) return;
    if (trim(document_[id].text).empty()) return;
    const auto look = look_of(parent);
    if (!look) return;
    ColourPair pair{to_text(*look->colour), to_text(*look->background), look->size, look->is_bold,
                    short_text(document_[id].text, kMaxQuote)};
    if (pair.text.empty()) return;
    if (!pairs_.emplace(pair.colour, pair.background, pair.size, pair.is_bold).second) return;
    if (facts_.colours.size() >= kMaxMarkup) {
      facts_.cut = true;
      return;
    }
    facts_.colours.push_back(std::move(pair));
  }

  void add_barrier(BarrierKind kind, HtmlNodeId id, std::string_view attribute) {
    std::string text = document_.folded_text(id, kMaxQuote);
    if (text.empty()) text = short_text(attribute, kMaxQuote);
    std::string element(document_[id].text.substr(0, 40));
    if (!barriers_.emplace(kind, element, text).second) return;
    if (facts_.barriers.size() >= kMaxMarkup) {
      facts_.cut = true;
      return;
    }
    facts_.barriers.push_back({kind, std::move(element), std::move(text)});
  }

  void read_barriers(HtmlNodeId id, const HtmlNode& node) {
    std::optional<std::string_view> onclick;
    bool is_reached = is_field(node.tag) || node.tag == HtmlTag::label;
    for (const HtmlAttribute& a : document_.attributes(id)) {
      if (a.name == "onclick") onclick = a.value;
      if (a.name == "href" || a.name == "role" || a.name == "contenteditable") is_reached = true;
      if (a.name == "tabindex") {
        const auto index = parse_number(trim(a.value));
        is_reached = is_reached || (index && *index >= 0);
        if (index && *index > 0) add_barrier(BarrierKind::tab_order, id, a.value);
      }
      if (a.name == "onkeydown" && swallows_tab(a.value))
        add_barrier(BarrierKind::trap, id, a.value);
      if (a.name == "onfocus" && contains(without_blanks(a.value), "this.blur()"))
        add_barrier(BarrierKind::blur, id, a.value);
    }
    if (onclick && !is_reached && !trim(*onclick).empty() && is_out_of_reach(id, node))
      add_barrier(BarrierKind::no_keyboard, id, *onclick);
  }

  /// Neither in nor around something a keyboard reaches, which would bear the click too.
  [[nodiscard]] bool is_out_of_reach(HtmlNodeId id, const HtmlNode& node) const {
    if (node.tag == HtmlTag::body || node.tag == HtmlTag::html || node.tag == HtmlTag::form)
      return false;
    const auto is_reached = [&](HtmlNodeId each) {
      const HtmlTag tag = document_[each].tag;
      return is_field(tag) || tag == HtmlTag::label || tag == HtmlTag::iframe ||
             ((tag == HtmlTag::a || tag == HtmlTag::area) && document_.attribute(each, "href")) ||
             document_.attribute(each, "tabindex").has_value();
    };
    const HtmlNodeId end = std::min(node.end, id + kReach);
    if (node.end > end) return false;  // a wrapper of much, whose insides were not all looked at
    for (HtmlNodeId below = id + 1; below < end; ++below) {
      if (is_reached(below)) return false;
    }
    HtmlNodeId up = node.parent;
    for (int step = 0; step < kMaxSteps && up != 0; ++step, up = document_[up].parent) {
      if (is_reached(up)) return false;
    }
    return true;
  }

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
  HtmlNodeId painted_end_ = 0;
  HtmlNodeId hidden_end_ = 0;
  HtmlNodeId buried_end_ = 0;
  Hiding burying_ = Hiding::off_screen;
  std::set<std::tuple<std::string, std::string, int, bool>> pairs_;
  std::set<std::tuple<BarrierKind, std::string, std::string>> barriers_;
};

}  // namespace

void read_markup(const PageView& view, PageFacts& facts) {
  MarkupReader(view, facts).run();
}

}  // namespace gweval::extract

#pragma once
// What a page's own markup says of how it looks and works, as far as it can be told without style
// sheets and scripts. Enum texts are written to files: never rename.

#include <optional>
#include <string>
#include <string_view>

namespace gweval {

/// How an element's own markup keeps what it holds from sight.
enum class Hiding { display_none, off_screen, no_size, no_font_size, transparent };
[[nodiscard]] std::string_view to_text(Hiding hiding);
[[nodiscard]] std::optional<Hiding> parse_hiding(std::string_view text);

/// A link to another host inside such an element.
struct HiddenLink {
  std::string url;
  std::string text;
  Hiding hiding = Hiding::display_none;
};

/// Colours of a text that markup alone sets, so that they are known without style sheets.
struct ColourPair {
  std::string colour;  // "#rrggbb", lower case
  std::string background;
  int size = 0;  // of the type, tenths of a CSS pixel; 0: left to style sheets
  bool is_bold = false;
  std::string text;  // the first text that has them
};

/// Markup that keeps keyboards out: a positive tabindex, a key handler that swallows Tab, an
/// element that drops the focus, a click handler on what no keyboard reaches.
enum class BarrierKind { tab_order, trap, blur, no_keyboard };
[[nodiscard]] std::string_view to_text(BarrierKind kind);
[[nodiscard]] std::optional<BarrierKind> parse_barrier_kind(std::string_view text);

struct KeyboardBarrier {
  BarrierKind kind = BarrierKind::tab_order;
  std::string element;  // its name
  std::string text;     // its words, else its attribute
};

}  // namespace gweval

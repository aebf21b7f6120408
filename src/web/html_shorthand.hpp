#pragma once
// A page with each long run of Chinese text written as one character. The tree builder takes each
// character of text through all of its states; no rule of HTML asks which Chinese character it is,
// so that one may stand for a run of them while the tree is built.

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/html_arena.hpp"

namespace gweval {

class HtmlShorthand {
 public:
  /// `html` is valid UTF-8 and must outlive it.
  explicit HtmlShorthand(std::string_view html);

  /// Whether there is anything to write short; a page that uses the marks itself is left alone.
  [[nodiscard]] bool is_shorter() const { return !runs_.empty(); }
  [[nodiscard]] const std::string& html() const { return html_; }

  /// Marks in names or attributes were written for text that is none: such a page is parsed whole.
  [[nodiscard]] static bool has_mark(std::string_view text) {
    return !text.empty() && std::memchr(text.data(), kLead, text.size()) != nullptr;
  }
  /// A text of the tree as the page has it; none if the arena's budget is used up, or if it holds a
  /// mark that was not written here.
  [[nodiscard]] std::optional<std::string_view> expand(std::string_view text,
                                                       HtmlArena& arena) const;

 private:
  // Marks are U+F0000 and up, for private use: F3 B0 80 80 in UTF-8. Nothing else of Unicode that
  // is assigned begins with that byte.
  static constexpr char kLead = '\xF3';

  void shorten(std::string_view text);
  /// Takes the mark at the start of `text` for its run; none if it stands for nothing.
  [[nodiscard]] std::optional<std::string_view> run_at(std::string_view& text) const;

  std::string html_;
  std::vector<std::string_view> runs_;
};

}  // namespace gweval

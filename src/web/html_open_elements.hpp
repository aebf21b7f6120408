#pragma once
// The stack of open elements of HTML's tree construction (HTML Living Standard §13.2.4), modelled
// from below: what it closes, a conforming tree builder closes too, so that the modelled depth is
// never less than the built one by more than the formatting elements.

#include <cstddef>
#include <string_view>
#include <vector>

#include "web/html_tokens.hpp"

namespace gweval {

class HtmlOpenElements {
 public:
  struct Element {
    HtmlTag tag = HtmlTag::other;
    std::string_view name;    // as written, for elements without a tag of their own
    bool is_emitted = false;  // used by the rewriting pass
  };

  /// How many elements, from the top, a start tag closes by itself.
  [[nodiscard]] std::size_t closed_by_start(HtmlTag tag) const;
  /// How many elements, from the top, an end tag closes; 0: it is ignored.
  [[nodiscard]] std::size_t closed_by_end(const HtmlToken& token) const;

  void push(const Element& element);
  Element pop();

  [[nodiscard]] bool is_inside(HtmlTag tag) const;
  [[nodiscard]] std::size_t depth() const { return stack_.size(); }
  [[nodiscard]] std::size_t deepest() const { return deepest_; }

 private:
  // Distance from the top that is looked at, which keeps the whole pass linear.
  static constexpr std::size_t kReach = 256;

  template <class Found, class Stop>
  [[nodiscard]] std::size_t find_from_top(Found found, Stop stop) const;

  std::vector<Element> stack_;
  std::vector<std::size_t> open_counts_ = std::vector<std::size_t>(256, 0);
  std::size_t deepest_ = 0;
};

}  // namespace gweval

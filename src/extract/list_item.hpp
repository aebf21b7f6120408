#pragma once
// One item of a list: a link with its title, and the date that stands beside it.

#include <cstddef>
#include <optional>
#include <string>

#include "extract/page_view.hpp"
#include "gweval/date.hpp"

namespace gweval::extract {

struct ItemCandidate {
  HtmlNodeId node = 0;          // the element that holds link and date
  HtmlNodeId parent = 0;        // of that element: items of one list share it
  std::size_t next_anchor = 0;  // first anchor after the item
  std::string title;
  std::string url;
  std::optional<Date> date;    // inside the item
  std::optional<Date> before;  // beside it, if there is none inside
  std::optional<Date> after;
  bool has_day = false;        // a day without a year is shown
  std::size_t other_text = 0;  // letters outside the link
  bool is_labelled = false;    // its date has a label
  bool is_info = false;        // information line of an article rather than an item
};

/// The item around an anchor; its title is empty if it shows none.
[[nodiscard]] ItemCandidate read_item(const PageView& view, std::size_t anchor);

}  // namespace gweval::extract

#pragma once
// What a list's page says beside each item: dates, states, results. Facts keep one date an item;
// the other cells of a row are in the page's text.

#include <string_view>
#include <vector>

#include "gweval/page_facts.hpp"

namespace gweval::rules {

struct ListRow {
  const ListItem* item = nullptr;
  std::string_view text;  // of the row without the title; may be empty
};

/// Rows of a list in order. The text of a row follows its title up to the next title; where dates
/// stand before the titles it is what comes before. At most kMaxRowBytes.
[[nodiscard]] std::vector<ListRow> list_rows(const PageFacts& page);

inline constexpr std::size_t kMaxRowBytes = 160;

}  // namespace gweval::rules

#pragma once
// Where a page's lists are, so that an item's date is not taken for the page's own.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "web/html_document.hpp"

namespace gweval::extract {

class ListRanges {
 public:
  /// In order of `begin`; ranges do not overlap.
  void add(HtmlNodeId begin, HtmlNodeId end) { ranges_.emplace_back(begin, end); }

  [[nodiscard]] bool is_in_list(HtmlNodeId id) const {
    auto after = std::upper_bound(ranges_.begin(), ranges_.end(), id,
                                  [](HtmlNodeId n, const auto& range) { return n < range.first; });
    return after != ranges_.begin() && id < std::prev(after)->second;
  }
  /// Lists of at least two dated items.
  [[nodiscard]] std::size_t list_count() const { return list_count_; }
  void count_list() { ++list_count_; }

 private:
  std::vector<std::pair<HtmlNodeId, HtmlNodeId>> ranges_;
  std::size_t list_count_ = 0;
};

}  // namespace gweval::extract

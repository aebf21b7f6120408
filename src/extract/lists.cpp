#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.hpp"
#include "extract/embedded_lists.hpp"
#include "extract/list_item.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kFewestItems = 3;     // of an undated list
constexpr std::size_t kMostOtherText = 30;  // letters beside the link of a lone item
constexpr std::size_t kShortestTitle = 8;   // code points, mean of an undated list

using ListKey = std::pair<HtmlNodeId, HtmlTag>;

struct ListShape {
  std::size_t items = 0;
  std::size_t dated = 0;
  std::size_t title_length = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

class ListReader {
 public:
  ListReader(const PageView& view, PageFacts& facts) : view_(view), facts_(facts) {}

  ListRanges run() {
    collect();
    measure();
    ListRanges ranges;
    for (const auto& [key, shape] : shapes_) {
      if (shape.dated >= 2) ranges.count_list();
    }
    HtmlNodeId taken_until = 0;
    for (const ItemCandidate& item : items_) {
      const ListShape& shape = shapes_[key_of(item)];
      if (!is_accepted(item, shape)) continue;
      if (facts_.list_items.size() >= kMaxListItems) {
        facts_.cut = true;
        break;
      }
      facts_.list_items.push_back({item.title, item.url, item.date});
      const HtmlNodeId end = item_end(item);
      const bool is_list = shape.dated >= 2 || count_code_points(item.title) >= kShortestTitle;
      if (item.date && is_list && item.node >= taken_until) {
        ranges.add(item.node, end);
        taken_until = end;
      }
    }
    return ranges;
  }

 private:
  ListKey key_of(const ItemCandidate& item) const {
    return {item.parent, view_.document()[item.node].tag};
  }

  // With the date beside the item, where it stands there.
  HtmlNodeId item_end(const ItemCandidate& item) const {
    if (!item.after || item.date != item.after) return view_.document()[item.node].end;
    const HtmlNodeId parent_end = view_.document()[item.parent].end;
    if (item.next_anchor >= view_.anchors().size()) return parent_end;
    return std::min(parent_end, view_.anchors()[item.next_anchor].node);
  }

  void collect() {
    const auto& anchors = view_.anchors();
    for (std::size_t i = 0; i < anchors.size();) {
      const Zone zone = view_.zone(anchors[i].node);
      if (zone == Zone::footer || zone == Zone::navigation || zone == Zone::breadcrumb) {
        ++i;
        continue;
      }
      ItemCandidate item = read_item(view_, i);
      i = item.next_anchor;
      if (!item.title.empty() && !item.is_info) items_.push_back(std::move(item));
    }
  }

  void measure() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      ListShape& shape = shapes_[key_of(items_[i])];
      if (shape.items == 0) shape.first = i;
      shape.last = i;
      ++shape.items;
    }
    for (ItemCandidate& item : items_) {
      if (item.date || item.has_day) continue;
      const ListShape& shape = shapes_[key_of(item)];
      // Dates before their items: the last item has none after it.
      const bool is_date_first = items_[shape.first].before && !items_[shape.last].after;
      item.date = is_date_first ? item.before : item.after;
    }
    for (const ItemCandidate& item : items_) {
      ListShape& shape = shapes_[key_of(item)];
      if (item.date || item.has_day) ++shape.dated;
      shape.title_length += count_code_points(item.title);
    }
  }

  bool is_accepted(const ItemCandidate& item, const ListShape& shape) const {
    if (count_code_points(item.title) < 2) return false;
    // a link in prose or under a title with a date near it
    if (shape.items == 1 && !is_lone_item(item)) return false;
    if (item.date || item.has_day) return true;
    if (item.url.empty()) return false;
    const Zone zone = view_.zone(item.node);
    if (zone != Zone::content || shape.items < kFewestItems) return false;
    return shape.dated * 2 >= shape.items || shape.title_length >= kShortestTitle * shape.items;
  }

  // A list of one: an element made for items, with little but link and date.
  bool is_lone_item(const ItemCandidate& item) const {
    const HtmlTag tag = view_.document()[item.node].tag;
    const bool is_item_element = tag == HtmlTag::li || tag == HtmlTag::tr || tag == HtmlTag::dl ||
                                 tag == HtmlTag::dd || tag == HtmlTag::dt;
    return is_item_element && !item.is_labelled && item.other_text <= kMostOtherText;
  }

  const PageView& view_;
  PageFacts& facts_;
  std::vector<ItemCandidate> items_;
  std::map<ListKey, ListShape> shapes_;
};

}  // namespace

ListRanges read_plain_lists(const PageView& view, PageFacts& facts) {
  return ListReader(view, facts).run();
}

ListRanges read_lists(const PageView& view, PageFacts& facts) {
  ListRanges ranges = read_plain_lists(view, facts);
  read_embedded_lists(view, facts);
  return ranges;
}

}  // namespace gweval::extract

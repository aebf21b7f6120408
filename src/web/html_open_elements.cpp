#include "web/html_open_elements.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace gweval {
namespace {

bool is_heading(HtmlTag tag) {
  return tag >= HtmlTag::h1 && tag <= HtmlTag::h6;
}
bool is_cell(HtmlTag tag) {
  return tag == HtmlTag::td || tag == HtmlTag::th;
}
bool is_section(HtmlTag tag) {
  return tag == HtmlTag::tbody || tag == HtmlTag::thead || tag == HtmlTag::tfoot;
}

// Foreign elements and <select> are not in the standard's scopes; inside them most tags mean
// something else, so nothing outside is closed through them.
bool is_own_world(HtmlTag tag) {
  return tag == HtmlTag::svg || tag == HtmlTag::math || tag == HtmlTag::select ||
         tag == HtmlTag::template_;
}

bool ends_table_scope(HtmlTag tag) {
  return tag == HtmlTag::table || tag == HtmlTag::html || is_own_world(tag);
}

bool ends_scope(HtmlTag tag) {
  return ends_table_scope(tag) || is_cell(tag) || tag == HtmlTag::applet ||
         tag == HtmlTag::caption || tag == HtmlTag::marquee || tag == HtmlTag::object;
}

bool is_table_part(HtmlTag tag) {
  return tag == HtmlTag::table || tag == HtmlTag::tr || is_cell(tag) || is_section(tag) ||
         tag == HtmlTag::caption;
}

}  // namespace

// Elements from the top down to the nearest `found`, counted with it; 0 if `stop` comes first.
template <class Found, class Stop>
std::size_t HtmlOpenElements::find_from_top(Found found, Stop stop) const {
  const std::size_t reach = std::min(stack_.size(), kReach);
  for (std::size_t i = 1; i <= reach; ++i) {
    const Element& element = stack_[stack_.size() - i];
    if (found(element)) return i;
    if (stop(element.tag)) return 0;
  }
  return 0;
}

std::size_t HtmlOpenElements::closed_by_start(HtmlTag tag) const {
  const auto is = [](auto predicate) {
    return [predicate](const Element& element) { return predicate(element.tag); };
  };
  const auto stops_item = [](HtmlTag t) {
    return is_own_world(t) || (traits_of(t).is_special && t != HtmlTag::address &&
                               t != HtmlTag::div && t != HtmlTag::p);
  };
  std::size_t count = 0;
  if (tag == HtmlTag::li) {
    count = find_from_top(is([](HtmlTag t) { return t == HtmlTag::li; }), stops_item);
  } else if (tag == HtmlTag::dd || tag == HtmlTag::dt) {
    count = find_from_top(is([](HtmlTag t) { return t == HtmlTag::dd || t == HtmlTag::dt; }),
                          stops_item);
  } else if (is_cell(tag)) {
    return find_from_top(is(is_cell), ends_table_scope);
  } else if (tag == HtmlTag::tr || is_section(tag)) {
    const auto row = [tag](HtmlTag t) {
      return is_section(tag) ? is_section(t) : t == HtmlTag::tr;
    };
    if (const auto rows = find_from_top(is(row), ends_table_scope); rows > 0) return rows;
    return find_from_top(is([](HtmlTag t) { return is_cell(t) || t == HtmlTag::tr; }),
                         ends_table_scope);
  } else if (tag == HtmlTag::option || tag == HtmlTag::optgroup) {
    return !stack_.empty() && stack_.back().tag == HtmlTag::option ? 1 : 0;
  } else if (tag == HtmlTag::a) {
    return find_from_top(is([](HtmlTag t) { return t == HtmlTag::a; }),
                         [](HtmlTag t) { return traits_of(t).is_special || is_own_world(t); });
  } else if (is_heading(tag)) {
    count = !stack_.empty() && is_heading(stack_.back().tag) ? 1 : 0;
  }
  if (count == 0 && traits_of(tag).closes_p && open_counts_[static_cast<int>(HtmlTag::p)] > 0) {
    return find_from_top(is([](HtmlTag t) { return t == HtmlTag::p; }),
                         [](HtmlTag t) { return ends_scope(t) || t == HtmlTag::button; });
  }
  return count;
}

std::size_t HtmlOpenElements::closed_by_end(const HtmlToken& token) const {
  const HtmlTag tag = token.tag;
  if (open_counts_[static_cast<std::size_t>(tag)] == 0) return 0;
  const auto same = [&](const Element& element) {
    return element.tag == tag &&
           (tag != HtmlTag::other || equals_ignoring_case(element.name, token.name));
  };
  if (is_own_world(tag)) return find_from_top(same, [](HtmlTag) { return false; });
  if (tag == HtmlTag::form) return same(stack_.back()) ? 1 : 0;
  if (is_table_part(tag)) return find_from_top(same, ends_table_scope);
  if (is_heading(tag)) {
    return find_from_top([](const Element& e) { return is_heading(e.tag); }, ends_scope);
  }
  if (tag == HtmlTag::li) {
    return find_from_top(
        same, [](HtmlTag t) { return ends_scope(t) || t == HtmlTag::ul || t == HtmlTag::ol; });
  }
  if (tag == HtmlTag::p) {
    return find_from_top(same, [](HtmlTag t) { return ends_scope(t) || t == HtmlTag::button; });
  }
  if (traits_of(tag).is_special) return find_from_top(same, ends_scope);
  return find_from_top(same, [](HtmlTag t) { return traits_of(t).is_special || is_own_world(t); });
}

void HtmlOpenElements::push(const Element& element) {
  stack_.push_back(element);
  ++open_counts_[static_cast<std::size_t>(element.tag)];
  deepest_ = std::max(deepest_, stack_.size());
}

HtmlOpenElements::Element HtmlOpenElements::pop() {
  const Element element = stack_.back();
  stack_.pop_back();
  --open_counts_[static_cast<std::size_t>(element.tag)];
  return element;
}

bool HtmlOpenElements::is_inside(HtmlTag tag) const {
  return open_counts_[static_cast<std::size_t>(tag)] > 0;
}

}  // namespace gweval

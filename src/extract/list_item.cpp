#include "extract/list_item.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "extract/info_line.hpp"
#include "extract/readings.hpp"
#include "web/date_text.hpp"

namespace gweval::extract {
namespace {

constexpr int kMaxClimb = 8;
constexpr std::size_t kMaxItemText = 700;  // code points: longer blocks are no items
constexpr std::size_t kMaxItemTextBytes = 2400;
constexpr HtmlNodeId kBesideReach = 40;  // nodes looked at beside an item

std::size_t group_count(const PageView& view, HtmlNodeId id) {
  const std::size_t first = view.first_anchor(id);
  const std::size_t last = view.last_anchor(id);
  if (last <= first) return 0;
  return view.anchors()[last - 1].group - view.anchors()[first].group + 1;
}

bool is_item_element(HtmlTag tag) {
  return tag == HtmlTag::li || tag == HtmlTag::tr || tag == HtmlTag::dd || tag == HtmlTag::dt ||
         tag == HtmlTag::dl || tag == HtmlTag::article;
}

// The element of one item: the nearest list element with few links, else the largest element that
// holds this link only.
HtmlNodeId item_element(const PageView& view, HtmlNodeId anchor) {
  const HtmlDocument& document = view.document();
  HtmlNodeId up = document[anchor].parent;
  for (int step = 0; step < kMaxClimb && up != 0; ++step, up = document[up].parent) {
    if (!is_item_element(document[up].tag)) continue;
    const bool is_small = view.text_length(up) <= kMaxItemText;
    if (is_small && group_count(view, up) <= 3) return up;
    break;
  }
  HtmlNodeId element = anchor;
  for (int step = 0; step < kMaxClimb; ++step) {
    const HtmlNodeId parent = document[element].parent;
    const HtmlTag tag = document[parent].tag;
    if (parent == 0 || tag == HtmlTag::body || tag == HtmlTag::ul || tag == HtmlTag::ol ||
        tag == HtmlTag::form || tag == HtmlTag::tbody || tag == HtmlTag::table) {
      break;
    }
    if (group_count(view, parent) > 1 || view.text_length(parent) > kMaxItemText) break;
    element = parent;
  }
  return element;
}

bool is_side_text(std::string_view text) {
  return text.starts_with("[") || text.starts_with("【") || text.starts_with("更多") ||
         text.starts_with("more") || text.starts_with("More") || text.starts_with("MORE") ||
         text.starts_with("详情") || text.starts_with("[详") || text.starts_with("查看");
}

// The link that carries the title: the longest that is no category or "more".
std::size_t main_anchor(const PageView& view, HtmlNodeId element) {
  std::size_t best = view.first_anchor(element);
  std::size_t best_length = 0;
  for (std::size_t i = best; i < view.last_anchor(element); ++i) {
    const Anchor& anchor = view.anchors()[i];
    std::size_t length = is_side_text(anchor.text) ? 1 : 2 * anchor.length + 2;
    if (anchor.href.empty()) length /= 2;
    if (length <= best_length) continue;
    best = i;
    best_length = length;
  }
  return best;
}

// Texts of one item, node by node, joined by blanks.
struct Pieces {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> bounds;

  void add(std::string_view node_text) {
    const std::string folded = fold_space(node_text);
    if (folded.empty() || text.size() > kMaxItemTextBytes) return;
    if (!text.empty()) text += ' ';
    bounds.emplace_back(text.size(), text.size() + folded.size());
    text += folded;
  }
};

std::size_t letters(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    const bool is_letter =
        (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0x3400 && c <= 0x9FFF);
    count += is_letter ? 1 : 0;
  }
  return count;
}

// Nothing but marks, digits of a time and at most a few letters around [begin, end).
bool stands_alone(const Pieces& pieces, std::size_t begin, std::size_t end) {
  for (const auto& [from, to] : pieces.bounds) {
    if (begin < from || begin >= to) continue;
    const std::string_view whole = pieces.text;
    const std::size_t tail = end < to ? letters(whole.substr(end, to - end)) : 0;
    return letters(whole.substr(from, begin - from)) + tail <= 3;
  }
  return false;
}

// The text right before a date says that a period ends with it: a call for opinions closes then, it
// was not published then.
bool ends_period(std::string_view before) {
  constexpr std::string_view kSkipped[] = {" ", "\u3000", ":", "：", "(", "（", "[", "【", "为"};
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view skipped : kSkipped) {
      if (!before.ends_with(skipped)) continue;
      before.remove_suffix(skipped.size());
      is_cut = true;
    }
  }
  constexpr std::string_view kEnds[] = {"截止",     "截至",     "截止日",   "截止日期",
                                        "截止时间", "结束日期", "结束时间", "结束",
                                        "有效期至", "有效期",   "到期日期", "到期时间"};
  for (const std::string_view word : kEnds) {
    if (before.ends_with(word)) return true;
  }
  constexpr std::string_view kRangeMarks[] = {"至", "到", "~", "～", "—", "–", "-", "－"};
  for (const std::string_view mark : kRangeMarks) {
    if (!before.ends_with(mark)) continue;
    while (before.ends_with(mark)) before.remove_suffix(mark.size());
    while (before.ends_with(" ")) before.remove_suffix(1);
    const bool follows_date =
        before.ends_with("日") || (!before.empty() && before.back() >= '0' && before.back() <= '9');
    return follows_date;
  }
  return false;
}

std::optional<Date> date_in(const Pieces& pieces, bool& is_labelled) {
  std::optional<Date> best;
  int best_rank = 0;
  for (const DateText& date : find_dates(pieces.text, 12)) {
    if (ends_period(std::string_view(pieces.text).substr(0, date.begin))) continue;
    int rank = 0;
    if (date.label == DateLabel::publish) {
      rank = 4;
    } else if (stands_alone(pieces, date.begin, date.end)) {
      rank = 3;
    } else if (date.label != DateLabel::none && date.label != DateLabel::unrelated) {
      rank = 2;
    } else if (date.label == DateLabel::unrelated) {
      rank = 1;  // 来信时间 and the like are what a list of letters shows
    }
    if (rank == 0 || rank < best_rank) continue;
    best = date.date;
    best_rank = rank;
    is_labelled = date.label != DateLabel::none;
  }
  return best;
}

// A day without a year, which the link's address may complete.
std::optional<Date> day_in(const Pieces& pieces, std::string_view url, bool& has_day) {
  std::string marks;
  for (const auto& [from, to] : pieces.bounds) {
    const std::string_view piece = std::string_view(pieces.text).substr(from, to - from);
    if (letters(piece) <= 3 && piece.size() <= 24) {
      marks += marks.empty() ? "" : " ";
      marks += piece;
    }
  }
  if (const auto block = parse_date_block(marks)) return block;
  const auto day = find_month_day(marks);
  if (!day) return std::nullopt;
  has_day = true;
  const std::size_t scheme = url.find("://");
  const std::size_t path = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 3);
  if (path == std::string_view::npos) return std::nullopt;
  if (const auto full = find_url_date(url.substr(path))) {
    if (full->month == day->month && full->day == day->day) return full;
    return std::nullopt;
  }
  if (const auto month = find_url_month(url.substr(path)); month && month->month == day->month) {
    const Date date{month->year, day->month, day->day};
    if (date.is_valid()) return date;
  }
  return std::nullopt;
}

using CellRanges = std::vector<std::pair<HtmlNodeId, HtmlNodeId>>;

bool holds(const CellRanges& ranges, HtmlNodeId id) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const auto& range) { return id >= range.first && id < range.second; });
}

/// Cells of a row in order; at most kMaxCells, of which the last may be missed.
constexpr std::size_t kMaxCells = 16;
constexpr std::size_t kMaxHeaderBytes = 48;

CellRanges cells_of(const HtmlDocument& document, HtmlNodeId row) {
  CellRanges cells;
  for (HtmlNodeId id = row + 1; id < document[row].end && cells.size() < kMaxCells;) {
    const HtmlTag tag = document[id].tag;
    if (tag == HtmlTag::td || tag == HtmlTag::th) {
      cells.emplace_back(id, document[id].end);
      id = document[id].end;
    } else {
      ++id;
    }
  }
  return cells;
}

/// Cells of a table's row whose column is headed 截止日期 or the like.
CellRanges cells_of_period_ends(const HtmlDocument& document, HtmlNodeId row) {
  if (document[row].tag != HtmlTag::tr) return {};
  HtmlNodeId table = document[row].parent;
  for (int step = 0; step < 3 && document[table].tag != HtmlTag::table; ++step) {
    table = document[table].parent;
  }
  if (document[table].tag != HtmlTag::table) return {};
  HtmlNodeId header = table + 1;
  const HtmlNodeId last = std::min<HtmlNodeId>(row, header + kBesideReach);
  while (header < last && document[header].tag != HtmlTag::tr) ++header;
  if (header >= last) return {};
  const CellRanges names = cells_of(document, header);
  const CellRanges own = cells_of(document, row);
  CellRanges closing;
  for (std::size_t i = 0; i < std::min(names.size(), own.size()); ++i) {
    if (ends_period(document.folded_text(names[i].first, kMaxHeaderBytes))) {
      closing.push_back(own[i]);
    }
  }
  return closing;
}

class ItemReader {
 public:
  ItemReader(const PageView& view, std::size_t anchor)
      : view_(view), document_(view.document()), anchor_(anchor) {}

  ItemCandidate read() {
    const HtmlNodeId element = item_element(view_, view_.anchors()[anchor_].node);
    item_.node = element;
    item_.parent = document_[element].parent;
    item_.next_anchor = std::max(view_.last_anchor(element), anchor_ + 1);
    const Anchor& main = view_.anchors()[main_anchor(view_, element)];
    item_.url = main.href;
    read_dates(element, main.node);
    read_title(main);
    return std::move(item_);
  }

 private:
  void read_dates(HtmlNodeId element, HtmlNodeId main) {
    const HtmlNodeId main_end = document_[main].end;
    const CellRanges closing = cells_of_period_ends(document_, element);
    for (HtmlNodeId id = element; id < document_[element].end; ++id) {
      if (document_[id].tag != HtmlTag::text || view_.is_unread(id)) continue;
      if (holds(closing, id)) continue;
      (id > main && id < main_end ? inside_ : outside_).add(document_[id].text);
    }
    item_.date = date_in(outside_, item_.is_labelled);
    if (!item_.date) item_.date = date_inside_link();
    if (!item_.date) item_.date = day_in(outside_, item_.url, item_.has_day);
    if (!item_.date && inside_.bounds.size() > 1) {
      item_.date = day_in(inside_, item_.url, item_.has_day);
    }
    item_.other_text = letters(outside_.text);
    item_.is_info = find_source_label(outside_.text).is_source ||
                    (is_info_line(outside_.text) && item_.other_text > 30);
    if (!item_.date && !item_.has_day) read_beside(element);
  }

  // A text node of its own inside the link, or a bracketed date at the title's end.
  std::optional<Date> date_inside_link() {
    const auto dates = find_dates(inside_.text, 4);
    for (const DateText& date : dates) {
      if (inside_.bounds.size() > 1 && stands_alone(inside_, date.begin, date.end)) {
        drop_from_title(date.begin, date.end);
        return date.date;
      }
    }
    if (dates.empty()) return std::nullopt;
    const DateText& last = dates.back();
    const std::string_view text = inside_.text;
    const bool is_at_end = text.size() - last.end <= 12 && letters(text.substr(last.end)) == 0;
    const std::string_view head = text.substr(0, last.begin);
    const bool is_apart = head.ends_with(" ") || head.ends_with("[") || head.ends_with("(") ||
                          head.ends_with("（") || head.ends_with("【") || head.ends_with("〔");
    if (!is_at_end || !is_apart || letters(head) < 4) return std::nullopt;
    inside_.text.resize(head.find_last_not_of(" [(") + 1);
    for (const std::string_view mark : {"（", "【", "〔"}) {
      if (inside_.text.ends_with(mark)) inside_.text.resize(inside_.text.size() - mark.size());
    }
    is_title_cut_ = true;
    return last.date;
  }

  void drop_from_title(std::size_t begin, std::size_t end) {
    for (const auto& [from, to] : inside_.bounds) {
      if (begin < from || begin >= to) continue;
      inside_.text.erase(from, std::max(to, end) - from);
      break;
    }
    inside_.text = fold_space(inside_.text);
    is_title_cut_ = true;
  }

  // Dates between this item and its neighbours under the same parent.
  void read_beside(HtmlNodeId element) {
    const HtmlNodeId parent = item_.parent;
    const auto& anchors = view_.anchors();
    HtmlNodeId stop = document_[parent].end;
    if (item_.next_anchor < anchors.size()) stop = std::min(stop, anchors[item_.next_anchor].node);
    item_.after = date_between(document_[element].end, stop);
    const std::size_t first = view_.first_anchor(element);
    HtmlNodeId start = parent + 1;
    if (first > 0) start = std::max(start, document_[anchors[first - 1].node].end);
    item_.before = date_between(start, element);
  }

  std::optional<Date> date_between(HtmlNodeId begin, HtmlNodeId end) const {
    if (end <= begin || end - begin > kBesideReach) return std::nullopt;
    Pieces pieces;
    for (HtmlNodeId id = begin; id < end; ++id) {
      if (document_[id].tag == HtmlTag::text && !view_.is_unread(id))
        pieces.add(document_[id].text);
    }
    const auto dates = find_dates(pieces.text, 3);
    for (const DateText& date : dates) {
      if (stands_alone(pieces, date.begin, date.end)) return date.date;
    }
    return std::nullopt;
  }

  void read_title(const Anchor& main) {
    item_.title = short_text(is_title_cut_ ? inside_.text : main.text);
    const auto title = document_.attribute(main.node, "title");
    if (!title || is_title_cut_) return;
    const std::string full = short_text(*title);
    // Shown cut short ("…关于印发..."); the attribute has the whole.
    std::string head = item_.title;
    while (head.ends_with(".") || head.ends_with("…")) {
      head.resize(head.size() - (head.ends_with(".") ? 1 : 3));
    }
    const bool is_shortened = head.size() < item_.title.size();
    if (item_.title.empty() ||
        (full.size() > head.size() && packed(full).starts_with(packed(head)) &&
         (is_shortened || !contains(full, "：")))) {
      item_.title = full;
    }
  }

  const PageView& view_;
  const HtmlDocument& document_;
  std::size_t anchor_;
  ItemCandidate item_;
  Pieces inside_;
  Pieces outside_;
  bool is_title_cut_ = false;
};

}  // namespace

ItemCandidate read_item(const PageView& view, std::size_t anchor) {
  return ItemReader(view, anchor).read();
}

}  // namespace gweval::extract

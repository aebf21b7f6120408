#include "extract/info_line.hpp"

#include <string>

#include "base/text_search.hpp"
#include "base/utf8.hpp"
#include "web/date_text.hpp"

namespace gweval::extract {
namespace {

struct SourceWord {
  std::string_view text;
  bool is_source;
};

// Longer ones first: the first that matches at a place is taken.
constexpr SourceWord kSourceWords[] = {
    {"信息来源", true},  {"文章来源", true},      {"稿件来源", true},  {"内容来源", true},
    {"新闻来源", true},  {"来源单位", true},      {"来源", true},      {"稿源", true},
    {"转载自", true},    {"发布机构", false},     {"发布单位", false}, {"发布部门", false},
    {"发文机关", false}, {"发文单位", false},     {"发文机构", false}, {"信息提供", false},
    {"供稿单位", false}, {"制发机关", false},     {"公开机构", false}, {"公开单位", false},
    {"公开主体", false}, {"信息发布机构", false}, {"发布者", false}};

constexpr std::string_view kTools[] = {"浏览次数", "浏览量", "阅读次数", "阅读量",
                                       "点击数",   "点击量", "访问量",   "字号",
                                       "字体",     "打印",   "责任编辑", "点击："};

constexpr std::size_t kLongestLabelAlone = 36;  // bytes of a line that is nothing but a label

std::string_view skip_to_colon(std::string_view rest) {
  std::string_view at = rest;
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view blank : {" ", "\u00A0", "\u3000", "|", "｜"}) {
      if (!at.starts_with(blank)) continue;
      at.remove_prefix(blank.size());
      moved = true;
    }
  }
  return at;
}

}  // namespace

SourceLabel find_source_label(std::string_view text) {
  SourceLabel best;
  // Most lines are prose, and have none of what must follow the word.
  const bool may_have_label = text.size() <= kLongestLabelAlone ||
                              text.find(':') != std::string_view::npos ||
                              find_text(text, "：") != std::string_view::npos;
  if (!may_have_label) return best;
  for (const SourceWord& word : kSourceWords) {
    for (std::size_t at = find_text(text, word.text); at != std::string_view::npos;
         at = find_text(text, word.text, at + 1)) {
      const std::string_view rest = skip_to_colon(text.substr(at + word.text.size()));
      const bool has_colon = rest.starts_with(":") || rest.starts_with("：");
      const bool ends_line = rest.empty() && text.size() <= kLongestLabelAlone;
      if (!has_colon && !ends_line) continue;
      const std::size_t colon = rest.starts_with(":") ? 1 : (has_colon ? 3 : 0);
      const std::size_t end = static_cast<std::size_t>(rest.data() - text.data()) + colon;
      const bool is_better =
          best.begin == std::string_view::npos || (word.is_source && !best.is_source);
      if (is_better) best = {at, end, word.is_source};
      break;
    }
    if (best.is_source) return best;
  }
  return best;
}

bool is_info_line(std::string_view text) {
  constexpr std::size_t kLongest = 500;
  if (text.size() > kLongest) return false;
  if (find_source_label(text).begin != std::string_view::npos) return true;
  int tools = 0;
  for (const std::string_view tool : kTools) {
    tools += find_text(text, tool) != std::string_view::npos ? 1 : 0;
  }
  if (tools >= 2) return true;
  std::size_t begin = 0;
  if (text.size() <= 40 && (text.ends_with("：") || text.ends_with(":"))) {
    const DateLabel label = label_before(text, begin);
    if (label != DateLabel::none && label != DateLabel::unrelated) return true;
  }
  for (const DateText& date : find_dates(text, 3)) {
    if (date.label == DateLabel::unrelated) continue;
    if (date.label != DateLabel::none) return true;
    if (tools > 0) return true;
    // nothing but a date and a time
    if (date.begin <= 1 && text.size() <= date.end + 12) return true;
  }
  return false;
}

}  // namespace gweval::extract

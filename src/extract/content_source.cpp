#include <algorithm>

#include "base/utf8.hpp"
#include "extract/info_line.hpp"
#include "extract/readings.hpp"
#include "web/date_text.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxNameBytes = 150;

// Words that begin the next entry of an information line.
constexpr std::string_view kNextEntries[] = {
    "发布时间", "发布日期", "时间发布", "更新时间", "发稿时间", "发表时间", "时间",   "日期",
    "作者",     "浏览",     "阅读",     "点击",     "访问",     "字体",     "字号",   "编辑",
    "责任",     "打印",     "分享",     "【",       "[",        "（字",     "(字",    "记者",
    "审核",     "发布者",   "保护视力", "发布机构", "发文",     "成文",     "索引",   "扫一扫",
    "我要",     "收藏",     "关闭",     "主题",     "稿件",     "供稿",     "录入",   "摄影",
    "供图",     "通讯员",   "来源",     "文号",     "公开",     "语音",     "背景色", "查看",
    "下载",     "统一"};

// "发布者：…" right after "来源：": the source was left empty.
bool begins_next_entry(std::string_view text) {
  for (const std::string_view word : kNextEntries) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = trim(text.substr(word.size()));
    if (rest.empty() || rest.starts_with("：") || rest.starts_with(":")) return true;
  }
  return false;
}

std::string_view cut_at_next(std::string_view value) {
  std::size_t end = value.size();
  for (const std::string_view word : kNextEntries) {
    const std::size_t at = value.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    // inside a name ("时间" in "时间银行网") it is not followed by a colon
    const std::string_view rest = value.substr(at + word.size());
    const bool is_entry = word.size() > 6 || contains(rest.substr(0, 24), "：") ||
                          contains(rest.substr(0, 24), ":") || word == "【" || word == "[" ||
                          value.substr(0, at).ends_with(" ");
    if (is_entry) end = std::min(end, at);
  }
  value = value.substr(0, end);
  // "江海日报 2025-11-05 10:20": a day without a label is none of the name.
  const auto dates = find_dates(value, 1);
  return dates.empty() || dates.front().label_begin == 0
             ? value
             : value.substr(0, dates.front().label_begin);
}

std::string clean(std::string_view value) {
  value = trim(value);
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const std::string_view mark : {"|", "｜", "/", ":", "：", "-", "】", "]", "）", ")", ",",
                                        "，", ";", "；", "“", "”", "\""}) {
      if (value.starts_with(mark)) {
        value = trim(value.substr(mark.size()));
        is_cut = true;
      }
      if (value.ends_with(mark) && mark != "）" && mark != ")") {
        value = trim(value.substr(0, value.size() - mark.size()));
        is_cut = true;
      }
    }
  }
  if (value.ends_with("）") && !contains(value, "（")) value.remove_suffix(3);
  if (value.ends_with(")") && !contains(value, "(")) value.remove_suffix(1);
  return std::string(value);
}

bool is_name(const std::string& value) {
  if (value.empty() || value.size() > kMaxNameBytes) return false;
  const bool has_letter = std::any_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  });
  return has_letter && value != "无" && value != "暂无" && value != "-";
}

class SourceReader {
 public:
  SourceReader(const PageView& view, std::size_t title_line, PageFacts& facts)
      : view_(view), title_line_(title_line), facts_(facts) {}

  void run() {
    for (const bool wants_source : {true, false}) {
      if (read_visible(wants_source)) return;
    }
    const std::string label = short_text(label_value(facts_, "ContentSource"));
    if (!label.empty()) facts_.content_source = {label, FactSource::label};
  }

 private:
  bool read_visible(bool wants_source) {
    const auto& lines = view_.lines();
    const bool has_title = title_line_ != kNoLine;
    const std::size_t begin = has_title && title_line_ > 30 ? title_line_ - 30 : 0;
    const std::size_t end = has_title ? std::min(title_line_ + 16, lines.size()) : lines.size();
    std::string before;  // found above the title: taken if there is nothing below it
    for (std::size_t i = begin; i < end; ++i) {
      const TextLine& line = lines[i];
      if (line.zone == Zone::footer || line.zone == Zone::navigation || line.text.size() > 600) {
        continue;
      }
      const SourceLabel label = find_source_label(line.text);
      if (label.begin == std::string_view::npos || label.is_source != wants_source) continue;
      const std::string value = value_of(i, label);
      if (!is_name(value)) continue;
      if (!has_title || i >= title_line_) return set(value);
      if (before.empty()) before = value;
    }
    return !before.empty() && set(before);
  }

  bool set(std::string value) {
    facts_.content_source = {std::move(value), FactSource::visible_text};
    return true;
  }

  // From the label to the next entry, or to where the element with the name ends.
  std::string value_of(std::size_t index, const SourceLabel& label) const {
    const TextLine& line = view_.lines()[index];
    std::string_view rest = std::string_view(line.text).substr(label.end);
    std::size_t offset = label.end;
    while (!rest.empty()) {
      const auto next =
          std::find_if(line.breaks.begin(), line.breaks.end(), [&](auto b) { return b > offset; });
      const std::size_t stop = next == line.breaks.end() ? line.text.size() : *next;
      const std::string_view part = std::string_view(line.text).substr(offset, stop - offset);
      if (begins_next_entry(trim(part))) return {};
      const std::string value = clean(cut_at_next(part));
      if (!value.empty()) return value;
      // an empty part that has words is the next entry: there is no name
      if (!clean(part).empty()) return {};
      offset = stop;
      rest = std::string_view(line.text).substr(offset);
    }
    if (index + 1 >= view_.lines().size()) return {};
    const std::string& below = view_.lines()[index + 1].text;
    const bool is_entry = contains(below.substr(0, 60), "：") || contains(below.substr(0, 60), ":");
    return below.size() <= kMaxNameBytes && !is_entry ? clean(below) : std::string{};
  }

  const PageView& view_;
  std::size_t title_line_;
  PageFacts& facts_;
};

}  // namespace

void read_content_source(const PageView& view, std::size_t title_line, PageFacts& facts) {
  SourceReader(view, title_line, facts).run();
}

}  // namespace gweval::extract

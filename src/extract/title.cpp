#include <algorithm>

#include "base/utf8.hpp"
#include "extract/class_words.hpp"
#include "extract/info_line.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr std::string_view kNameSeparators[] = {" | ", "|", "｜", "_",  " - ", " – ", " — ", "--",
                                                "-",   "–", "—",  ">>", "»",   "::",  "·"};

constexpr std::string_view kSiteWords[] = {
    "网站",   "门户",   "人民政府", "政务网",   "政府网", "官网",       "信息网",     "公众网",
    "委员会", "办公室", "欢迎您",   "欢迎访问", "管理局", "gov.cn",     "Government", "信息港",
    "在线",   "公开网", "开发区",   "高新区",   "服务网", "中国政府网", "首页"};

constexpr std::string_view kSiteEndings[] = {"局", "厅", "网", "部", "委", "署", "办", "会", "院"};

constexpr std::string_view kGenericTitles[] = {
    "正文",       "详情",     "详情页",   "内容",     "内容页",           "首页",
    "无标题文档", "新闻内容", "文章内容", "信息内容", "untitleddocument", "document",
    "详细内容",   "页面标题", "信息详情"};

bool looks_like_site(std::string_view text) {
  for (const std::string_view word : kSiteWords) {
    if (contains(text, word)) return true;
  }
  for (const std::string_view ending : kSiteEndings) {
    if (text.ends_with(ending) && count_code_points(text) >= 4) return true;
  }
  return text.starts_with("中国") && count_code_points(text) <= 8;
}

bool is_generic(std::string_view packed_text) {
  return std::find(std::begin(kGenericTitles), std::end(kGenericTitles), packed_text) !=
         std::end(kGenericTitles);
}

// Names that stand beside the article's title in <title>: site, columns.
class KnownNames {
 public:
  explicit KnownNames(const PageFacts& facts) {
    site_ = packed(label_value(facts, "SiteName"));
    add(label_value(facts, "ColumnName"));
    for (const std::string& name : facts.breadcrumb) add(name);
  }
  [[nodiscard]] bool is_site(std::string_view packed_text) const {
    return !site_.empty() && (packed_text == site_ || contains(packed_text, site_) ||
                              (packed_text.size() >= 12 && contains(site_, packed_text)));
  }
  [[nodiscard]] bool is_column(std::string_view packed_text) const {
    return std::find(columns_.begin(), columns_.end(), packed_text) != columns_.end();
  }

 private:
  void add(std::string_view name) {
    if (!name.empty()) columns_.push_back(packed(name));
  }
  std::string site_;
  std::vector<std::string> columns_;
};

constexpr int kLeastScore = 10;  // of a line that may be a title at all

struct Cut {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
};

Cut last_separator(std::string_view text) {
  Cut cut;
  for (const std::string_view mark : kNameSeparators) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos || at == 0) continue;
    if (cut.at == std::string_view::npos || at + mark.size() > cut.at + cut.length) {
      cut = {at, mark.size()};
    }
  }
  return cut;
}

Cut first_separator(std::string_view text) {
  Cut cut;
  for (const std::string_view mark : kNameSeparators) {
    const std::size_t at = text.find(mark);
    if (at != std::string_view::npos && at > 0 && at < cut.at) cut = {at, mark.size()};
  }
  return cut;
}

// <title> without the site's name and the columns' names around the page's own title.
std::string strip_site_name(std::string_view title, const KnownNames& names) {
  title = trim(title);
  for (int round = 0; round < 4; ++round) {
    const Cut cut = last_separator(title);
    if (cut.at == std::string_view::npos) break;
    const std::string_view tail = trim(title.substr(cut.at + cut.length));
    const std::string key = packed(tail);
    // "site-column": the column is the page's title
    const std::string_view head = trim(title.substr(0, cut.at));
    const bool is_headed_by_site =
        names.is_site(packed(head)) || (looks_like_site(head) && count_code_points(head) <= 16);
    const bool is_name = tail.empty() || names.is_site(key) || looks_like_site(tail) ||
                         (names.is_column(key) && !is_headed_by_site);
    if (!is_name) break;
    title = trim(title.substr(0, cut.at));
  }
  for (int round = 0; round < 2; ++round) {
    const Cut cut = first_separator(title);
    if (cut.at == std::string_view::npos) break;
    const std::string_view head = trim(title.substr(0, cut.at));
    const std::string_view rest = trim(title.substr(cut.at + cut.length));
    const bool is_name =
        names.is_site(packed(head)) || (looks_like_site(head) && count_code_points(head) <= 16);
    if (!is_name || rest.empty()) break;
    title = rest;
  }
  return std::string(title);
}

class TitleReader {
 public:
  TitleReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts), names_(facts) {
    label_ = short_text(label_value(facts, "ArticleTitle"));
    if (label_.empty()) label_ = strip_site_name(label_value(facts, "og:title"), names_);
    const std::string key = packed(label_);
    if (names_.is_site(key) || is_generic(key)) label_.clear();
    stripped_ = strip_site_name(facts.document_title, names_);
    label_key_ = packed(label_);
    stripped_key_ = packed(stripped_);
    whole_key_ = packed(facts.document_title);
  }

  std::size_t run() {
    std::size_t best = kNoLine;
    int best_score = 34;
    const std::size_t count = std::min<std::size_t>(view_.lines().size(), 1500);
    for (std::size_t i = 0; i < count; ++i) {
      const int score = score_of(i);
      if (score <= best_score) continue;
      best = i;
      best_score = score;
    }
    facts_.title = best == kNoLine ? without_line() : with_line(best);
    facts_.title = short_text(facts_.title);
    return best;
  }

 private:
  std::string without_line() const {
    if (!label_.empty()) return label_;
    if (!stripped_.empty() && !is_generic(stripped_key_)) return stripped_;
    return facts_.document_title;
  }

  // The line, or the label or <title> where they agree and are cleaner or more complete: titles
  // are broken over lines, and lines carry buttons.
  std::string with_line(std::size_t index) const {
    const bool is_marked = shape(view_.lines()[index]) > 0;
    const std::string line = is_marked ? whole_heading(index) : view_.lines()[index].text;
    const std::string key = packed(line);
    if (!label_key_.empty() && (contains(label_key_, key) || contains(key, label_key_))) {
      return label_;
    }
    if (!stripped_key_.empty() && stripped_key_ != key && stripped_key_.starts_with(key) &&
        !is_generic(stripped_key_) && !is_at_separator(key)) {
      return stripped_;
    }
    if (stripped_key_.size() * 5 > key.size() * 3 && key.starts_with(stripped_key_)) {
      return stripped_;
    }
    // a part of <title> that nothing marks as a title of its own
    if (!is_marked && contains(stripped_key_, key)) return stripped_;
    return line;
  }

  // The line with those that a line break in the same element parts from it.
  std::string whole_heading(std::size_t index) const {
    constexpr std::size_t kLongest = 120;  // code points
    const auto& lines = view_.lines();
    const HtmlNodeId block = heading_block(lines[index]);
    std::size_t first = index;
    std::size_t last = index;
    const auto is_same = [&](std::size_t i) {
      return heading_block(lines[i]) == block && !is_info_line(lines[i].text);
    };
    while (first > 0 && first + 4 > index && is_same(first - 1)) --first;
    while (last + 1 < lines.size() && last < index + 4 && is_same(last + 1)) ++last;
    std::string whole;
    for (std::size_t i = first; i <= last; ++i) whole += (whole.empty() ? "" : " ") + lines[i].text;
    return count_code_points(whole) <= kLongest ? whole : lines[index].text;
  }

  // The block around a line; a line break is an element without content and no block here.
  HtmlNodeId heading_block(const TextLine& line) const {
    HtmlNodeId id = document_[line.first].parent;
    while (id != 0 && !is_block(document_[id].tag)) id = document_[id].parent;
    return id;
  }

  // Whether <title> goes on with a separator after the text.
  bool is_at_separator(std::string_view key) const {
    if (!whole_key_.starts_with(key)) return false;
    const std::string_view rest = std::string_view(whole_key_).substr(key.size());
    if (rest.empty()) return true;
    for (const std::string_view mark : kNameSeparators) {
      if (rest.starts_with(trim(mark))) return true;
    }
    return false;
  }

  int score_of(std::size_t index) const {
    const TextLine& line = view_.lines()[index];
    if (line.zone == Zone::footer || line.text.size() > 600 || line.text.size() < 4) return -1;
    int score = shape(line);
    if (score < kLeastScore && !may_agree(line.text)) return -1;
    const std::string key = packed(line.text);
    if (names_.is_site(key) || is_generic(key)) return -1;
    score += agreement(key, line.text);
    if (score < kLeastScore || is_info_line(line.text)) return -1;
    if (line.link_bytes * 2 > line.text.size()) score -= 45;
    if (line.zone == Zone::header) score -= 30;
    if (line.zone == Zone::breadcrumb || line.zone == Zone::navigation) score -= 70;
    if (has_info_after(index)) score += 25;
    score += static_cast<int>(std::min<std::size_t>(count_code_points(line.text), 20)) / 4;
    return score;
  }

  // Whether agreement() can be anything but 0: most lines share not even their first characters
  // with <title>, and need not be looked at as a whole.
  bool may_agree(std::string_view text) const {
    constexpr std::size_t kStart = 12;  // bytes
    if (!label_key_.empty()) return true;
    const std::string start = packed(truncate_utf8(text, kStart));
    return contains(whole_key_, start) || contains(stripped_key_, start);
  }

  // How far the line agrees with what the page says of itself. A <title> that is the site's name
  // says nothing.
  int agreement(const std::string& key, const std::string& text) const {
    int score = 0;
    const bool is_site_title = label_.empty() && key == whole_key_ && looks_like_site(text) &&
                               count_code_points(text) <= 14;
    if (is_site_title) return -20;
    if (!label_key_.empty() && key == label_key_) {
      score += 90;
    } else if (!label_key_.empty() && count_code_points(text) >= 6 &&
               (contains(label_key_, key) || contains(key, label_key_))) {
      score += 50;
    }
    if (!stripped_key_.empty() && key == stripped_key_) {
      score += 60;
    } else if (!whole_key_.empty() && whole_key_.starts_with(key) && is_at_separator(key)) {
      score += 45;
    } else if (count_code_points(text) >= 6 && contains(whole_key_, key)) {
      score += 35;
    }
    return score;
  }

  // How far the line looks like a title: heading elements and class names around it.
  int shape(const TextLine& line) const {
    int score = 0;
    HtmlNodeId id = document_[line.first].parent;
    for (int step = 0; step < 4 && id != 0; ++step, id = document_[id].parent) {
      const HtmlNode& node = document_[id];
      if (node.tag == HtmlTag::h1) score = std::max(score, 30);
      if (node.tag == HtmlTag::h2) score = std::max(score, 20);
      if (node.tag == HtmlTag::h3) score = std::max(score, 14);
      if (node.tag == HtmlTag::h4) score = std::max(score, 8);
      if (node.text == "ucaptitle") score = std::max(score, 45);
      for (const std::string_view word : {"title", "tit", "biaoti", "bt", "headline", "subject"}) {
        if (has_class_word(document_, id, word)) score = std::max(score, step == 0 ? 18 : 12);
      }
      if (node.tag == HtmlTag::li || node.tag == HtmlTag::ul) return score / 3;
    }
    return score;
  }

  bool has_info_after(std::size_t index) const {
    const std::size_t last = std::min(index + 5, view_.lines().size());
    for (std::size_t i = index + 1; i < last; ++i) {
      if (is_info_line(view_.lines()[i].text)) return true;
    }
    return false;
  }

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
  KnownNames names_;
  std::string label_;
  std::string stripped_;
  std::string label_key_;
  std::string stripped_key_;
  std::string whole_key_;
};

}  // namespace

std::size_t read_title(const PageView& view, PageFacts& facts) {
  return TitleReader(view, facts).run();
}

}  // namespace gweval::extract

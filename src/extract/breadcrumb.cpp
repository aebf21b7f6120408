#include <algorithm>

#include "base/text_search.hpp"
#include "base/utf8.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

constexpr std::size_t kMaxCrumbs = 15;
constexpr std::size_t kMaxCrumbBytes = 300;

constexpr std::string_view kIntros[] = {
    "当前位置", "当前的位置",   "您的位置",     "你的位置",   "您现在的位置", "现在位置",
    "所在位置", "所在的位置",   "位置导航",     "您在这里",   "你在这里",     "当前栏目",
    "当前路径", "您所在的位置", "您当前的位置", "现在的位置", "您正在浏览",   "你现在的位置"};

constexpr std::string_view kHomes[] = {"首页",     "网站首页", "主页", "本站首页", "门户首页",
                                       "返回首页", "home",     "Home", "HOME"};

constexpr std::string_view kTrailSeparators[] = {">>", "＞＞", ">",  "＞",   "»", "›",  "→",
                                                 "／", "/",    "|",  "｜",   "—", "--", "-",
                                                 "\\", "·",    "::", "：：", "<", "〉"};

std::size_t intro_end(std::string_view text) {
  std::size_t end = std::string_view::npos;
  for (const std::string_view bare : {"位置：", "位置:", "路径：", "导航："}) {
    if (text.starts_with(bare)) end = bare.size();
  }
  // Further on it is a word of the text.
  constexpr std::size_t kLastPlace = 24;
  constexpr std::size_t kLongestIntro = 24;
  text = text.substr(0, kLastPlace + kLongestIntro);
  for (const std::string_view intro : kIntros) {
    const std::size_t at = find_text(text, intro);
    if (at == std::string_view::npos || at > kLastPlace) continue;
    if (end == std::string_view::npos || at + intro.size() > end) end = at + intro.size();
  }
  return end;
}

bool is_home(std::string_view text) {
  return std::find(std::begin(kHomes), std::end(kHomes), text) != std::end(kHomes);
}

std::string_view strip_marks(std::string_view text) {
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    text = trim(text);
    for (const std::string_view mark : kTrailSeparators) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        is_cut = true;
      }
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        is_cut = true;
      }
    }
    for (const std::string_view mark : {":", "：", "[", "]", "【", "】"}) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        is_cut = true;
      }
    }
  }
  return text;
}

class BreadcrumbReader {
 public:
  BreadcrumbReader(const PageView& view, PageFacts& facts)
      : view_(view), document_(view.document()), facts_(facts) {}

  void run() {
    for (const TextLine& line : view_.lines()) {
      if (line.zone == Zone::footer || intro_end(line.text) == std::string_view::npos) continue;
      if (read_block(block_of(line), line)) return;
    }
    // Without an introduction: a line that begins with the home page and has separators.
    for (const TextLine& line : view_.lines()) {
      if (line.text.size() > kMaxCrumbBytes * 2 || line.zone == Zone::footer) continue;
      const HtmlNodeId block = block_of(line);
      const std::size_t first = view_.first_anchor(block);
      if (view_.last_anchor(block) <= first) continue;
      if (!is_home(view_.anchors()[first].text) || !has_separator(block)) continue;
      if (read_block(block, line)) return;
    }
  }

 private:
  // The smallest block around the line with links; no further than what stays one short line.
  HtmlNodeId block_of(const TextLine& line) const {
    HtmlNodeId block = line.block;
    for (int step = 0; step < 3 && block != 0; ++step) {
      if (view_.last_anchor(block) > view_.first_anchor(block)) return block;
      const HtmlNodeId up = document_[block].parent;
      if (view_.text_length(up) > 120) break;
      block = up;
    }
    return line.block;
  }

  bool has_separator(HtmlNodeId block) const {
    if (view_.text_length(block) > 150) return false;
    for (HtmlNodeId id = block; id < document_[block].end; ++id) {
      if (document_[id].tag != HtmlTag::text) continue;
      const std::string text = fold_space(document_[id].text);
      for (const std::string_view mark : {">", "＞", "»", "›", "→", ">>", "〉", "/"}) {
        if (text == mark || text.starts_with(mark) || text.ends_with(mark)) return true;
      }
    }
    return false;
  }

  bool read_block(HtmlNodeId block, const TextLine& line) {
    if (view_.text_length(block) > 200) return read_line(block, line);
    return collect(document_[block].end, first_text(block, line));
  }

  // The introduction stands in a larger block: only the line itself belongs to it.
  bool read_line(HtmlNodeId block, const TextLine& line) {
    return collect(std::min(document_[block].end, line.last + 1), line.first);
  }

  HtmlNodeId first_text(HtmlNodeId block, const TextLine& line) const {
    return intro_end(line.text) == std::string_view::npos ? block : line.first;
  }

  bool collect(HtmlNodeId end, HtmlNodeId begin) {
    std::vector<std::string> names;
    std::vector<std::string> urls;
    HtmlNodeId link = 0;
    for (HtmlNodeId id = begin; id < end && names.size() < kMaxCrumbs; ++id) {
      const HtmlNode& node = document_[id];
      if (node.tag == HtmlTag::a) link = id;
      if (node.tag == HtmlTag::script || node.tag == HtmlTag::style) {
        id = node.end - 1;
        continue;
      }
      if (node.tag != HtmlTag::text || view_.is_unread(id)) continue;
      std::string text = fold_space(node.text);
      if (const std::size_t intro = intro_end(text); intro != std::string_view::npos) {
        text.erase(0, intro);
      }
      const bool is_linked = link != 0 && id < document_[link].end;
      const std::string_view name = strip_marks(text);
      if (name.empty()) continue;
      if (is_linked) {
        add(name, view_.resolve(document_.attribute(link, "href").value_or("")), names, urls);
      } else {
        split(name, names, urls);
      }
    }
    // Anchors begun before `begin` and a lone name are no path.
    const bool is_path = names.size() >= 2 || (names.size() == 1 && is_home(names[0]));
    if (!is_path) return false;
    facts_.breadcrumb = std::move(names);
    facts_.breadcrumb_urls = std::move(urls);
    return true;
  }

  static void add(std::string_view name, std::string url, std::vector<std::string>& names,
                  std::vector<std::string>& urls) {
    if (name.size() > kMaxCrumbBytes) return;
    names.emplace_back(name);
    urls.push_back(std::move(url));
  }

  // Unlinked text may hold several names: "政务公开 > 通知公告 > 正文".
  static void split(std::string_view text, std::vector<std::string>& names,
                    std::vector<std::string>& urls) {
    while (!text.empty() && names.size() < kMaxCrumbs) {
      std::size_t cut = std::string_view::npos;
      std::size_t length = 0;
      for (const std::string_view mark : {">>", ">", "＞", "»", "›", "→"}) {
        const std::size_t at = text.find(mark);
        if (at < cut) {
          cut = at;
          length = mark.size();
        }
      }
      const std::string_view name = strip_marks(text.substr(0, cut));
      if (!name.empty()) add(name, {}, names, urls);
      if (cut == std::string_view::npos) return;
      text.remove_prefix(cut + length);
    }
  }

  const PageView& view_;
  const HtmlDocument& document_;
  PageFacts& facts_;
};

}  // namespace

void read_breadcrumb(const PageView& view, PageFacts& facts) {
  BreadcrumbReader(view, facts).run();
}

}  // namespace gweval::extract

#include <algorithm>

#include "base/utf8.hpp"
#include "extract/error_words.hpp"
#include "extract/info_line.hpp"
#include "extract/readings.hpp"

namespace gweval::extract {
namespace {

template <std::size_t N>
bool contains_any(std::string_view text, const std::string_view (&words)[N]) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view word) { return contains(text, word); });
}

constexpr std::string_view kMailboxWords[] = {
    "互动", "信箱", "留言", "咨询投诉", "征集", "访谈",     "来信",     "问政", "建言", "调查",
    "投诉", "举报", "民意", "热线",     "听证", "我要咨询", "在线咨询", "写信", "民声"};
constexpr std::string_view kGuideWords[] = {"指南",     "办事流程", "常见问题", "服务事项",
                                            "办事服务", "会见",     "问答",     "办理流程",
                                            "怎么办",   "在线办事", "网上办事"};
constexpr std::string_view kPolicyWords[] = {"文件",   "政策法规", "法规", "规章",    "规范性",
                                             "政策库", "政令",     "公文", "公开制度"};
constexpr std::string_view kSiteMapWords[] = {"网站地图", "站点地图", "网站导航",
                                              "sitemap",  "Sitemap",  "站点导航"};
constexpr std::string_view kPagerWords[] = {"下一页", "末页", "尾页", "最后一页", "上一页"};

class KindReader {
 public:
  KindReader(const PageView& view, const PageInput& input, const ListRanges& lists,
             const PageFacts& facts)
      : view_(view), input_(input), lists_(lists), facts_(facts) {
    for (const std::string& name : facts.breadcrumb) {
      if (packed(name) != packed(facts.title)) path_ += name + " ";
    }
    path_ += std::string(label_value(facts, "ColumnName")) + " ";
    column_ = path_ + facts.title;
    for (const ListItem& item : facts.list_items) dated_ += item.date ? 1 : 0;
    has_pager_ = std::any_of(view.lines().begin(), view.lines().end(), [](const TextLine& line) {
      // Each of the words has it; one search instead of five for nearly every line.
      return line.text.size() < 400 && contains(line.text, "页") &&
             contains_any(line.text, kPagerWords);
    });
  }

  PageKind run() const {
    if (input_.is_start && input_.status < 400) return PageKind::home;
    if (is_error()) return PageKind::error;
    if (is_site_map()) return PageKind::sitemap;
    if (is_search()) return PageKind::search;
    const int article = article_score();
    if (article >= 4) return article_kind();
    if (is_home()) return PageKind::home;
    if (is_list()) return list_kind();
    if (article >= 3) return article_kind();
    return contains_any(column_, kGuideWords) ? PageKind::guide : PageKind::other;
  }

 private:
  bool is_error() const {
    if (input_.status >= 400) return true;
    const bool is_small = facts_.text_length < 400 && dated_ == 0;
    if (!is_small) return false;
    return says_error(facts_.document_title, facts_.text, facts_.text_length);
  }

  bool is_site_map() const {
    return contains_any(facts_.title, kSiteMapWords) && facts_.title.size() <= 40;
  }

  bool is_search() const {
    const bool is_named = contains(facts_.title, "搜索") || contains(facts_.title, "检索");
    const bool is_addressed = contains(facts_.final_url, "/search") ||
                              contains(facts_.final_url, "/jsearch") ||
                              contains(facts_.final_url, "/s?");
    if (!is_named && !is_addressed) return false;
    return facts_.title.size() <= 60 && facts_.pub_date.source != FactSource::visible_text;
  }

  // What a page of one article has: its own title, date, source, prose.
  int article_score() const {
    int score = 0;
    const PubDate& date = facts_.pub_date;
    const bool has_own_title = !label_value(facts_, "ArticleTitle").empty();
    if (has_own_title) score += 3;
    if (date.source == FactSource::visible_text) score += 3;
    if (date.source == FactSource::label) score += 1;
    if (date.source == FactSource::script) score += 4;
    if (facts_.content_source.source == FactSource::visible_text) score += 1;
    if (facts_.text_length >= 300) score += 1;
    if (!facts_.breadcrumb.empty()) {
      const std::string& last = facts_.breadcrumb.back();
      if (contains(last, "正文") || contains(last, "详情") ||
          packed(last) == packed(facts_.title)) {
        score += last.size() > 40 || contains(last, "正文") ? 2 : 0;
      }
    }
    if (has_pager_ && dated_ >= 5) score -= 3;
    if (dated_ >= 12 && facts_.text_length < 1500 && !has_own_title) score -= 2;
    return score;
  }

  PageKind article_kind() const {
    if (contains_any(path_, kMailboxWords)) return PageKind::mailbox;
    if (is_guide_path() || contains(facts_.title, "公开指南")) return PageKind::guide;
    if (is_policy()) return PageKind::policy;
    return PageKind::article;
  }

  bool is_guide_path() const { return contains_any(path_, kGuideWords); }

  bool is_policy() const {
    const std::string_view type = label_value(facts_, "ColumnType");
    if (contains(path_, "解读") || contains(type, "解读")) return false;
    if (contains_any(path_, kPolicyWords) || contains(type, "政策文件")) return true;
    return has_document_number();
  }

  // A filled 发文字号 in the head of the page.
  bool has_document_number() const {
    const auto& lines = view_.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string& text = lines[i].text;
      if (text.size() > 200) continue;
      const bool is_label = contains(text, "发文字号") || contains(text, "文号") ||
                            contains(text, "文　号") || contains(text, "文 号");
      if (!is_label) continue;
      const std::string next = i + 1 < lines.size() ? lines[i + 1].text.substr(0, 80) : "";
      for (const std::string& part : {text, next}) {
        const bool has_bracket =
            contains(part, "〔") || contains(part, "［") || contains(part, "[");
        if (has_bracket && contains(part, "号")) return true;
      }
    }
    return false;
  }

  // No column's page, and what portals have: many lists with "more", or nothing but the site's
  // name for a title.
  bool is_home() const {
    const bool is_column = !facts_.breadcrumb.empty() || !label_value(facts_, "ColumnName").empty();
    if (is_column || has_pager_) return false;
    const std::size_t links = facts_.links.size();
    const std::size_t host_end = facts_.final_url.find('/', 8);
    const std::string_view path =
        host_end == std::string::npos ? "/" : std::string_view(facts_.final_url).substr(host_end);
    const bool is_root =
        path == "/" || path.starts_with("/index.") || path.starts_with("/default.");
    if (is_root && links >= 10) return true;
    if (dated_ >= 10 && lists_.list_count() <= 1) return false;
    if (links >= 60 && facts_.list_items.size() >= 8) return true;
    return links >= 15 && (more_links() >= 2 || has_site_title());
  }

  std::size_t more_links() const {
    return static_cast<std::size_t>(
        std::count_if(view_.anchors().begin(), view_.anchors().end(), [](const Anchor& anchor) {
          const std::string text = packed(anchor.text);
          return text.size() <= 20 && (contains(text, "更多") || contains(text, "more"));
        }));
  }

  bool has_site_title() const {
    const std::string& title = facts_.document_title;
    if (title.empty() || count_code_points(title) > 25) return false;
    for (const std::string_view ending :
         {"网", "网站", "门户", "政府", "局", "厅", "委员会", "系统", "平台", "办公室", "院",
          "网站群", "服务中心", "官网"}) {
      if (title.ends_with(ending)) return true;
    }
    return packed(title) == packed(label_value(facts_, "SiteName"));
  }

  bool is_list() const {
    if (has_pager_ && facts_.list_items.size() >= 2) return true;
    if (facts_.list_items.size() >= 5) return true;
    if (dated_ >= 1 && facts_.text_length < 600) return true;
    return is_directory();
  }

  // Tables of links and directories of columns.
  bool is_directory() const {
    constexpr std::size_t kFewestLinks = 5;
    std::size_t links = 0;
    std::size_t link_text = 0;
    for (const Anchor& anchor : view_.anchors()) {
      const Zone zone = view_.zone(anchor.node);
      if ((zone != Zone::content && zone != Zone::menu) || anchor.text.empty()) continue;
      ++links;
      link_text += anchor.length;
    }
    if (links < kFewestLinks) return false;
    std::size_t text = 0;
    for (const TextLine& line : view_.lines()) {
      if (line.zone == Zone::content || line.zone == Zone::menu) {
        text += count_code_points(line.text);
      }
    }
    return link_text * 2 > text;
  }

  PageKind list_kind() const {
    if (contains_any(column_, kMailboxWords)) return PageKind::mailbox;
    if (contains_any(column_, kGuideWords)) return PageKind::guide;
    return PageKind::list;
  }

  const PageView& view_;
  const PageInput& input_;
  const ListRanges& lists_;
  const PageFacts& facts_;
  std::string path_;    // names of breadcrumb and column
  std::string column_;  // and the page's own title
  std::size_t dated_ = 0;
  bool has_pager_ = false;
};

}  // namespace

void read_page_kind(const PageView& view, const PageInput& input, const ListRanges& lists,
                    PageFacts& facts) {
  facts.kind = KindReader(view, input, lists, facts).run();
}

}  // namespace gweval::extract

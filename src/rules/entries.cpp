#include "rules/entries.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/link_health.hpp"
#include "rules/text_match.hpp"

namespace gweval {
namespace {

constexpr std::size_t kLongestName = 24;  // code points; longer texts are titles of news
constexpr std::size_t kShortestWord = 3;  // bytes, one Chinese character

/// "新生儿出生一件事-清河市人民政府" names the matter before the site.
std::string_view first_title_part(std::string_view title) {
  return trim(title.substr(0, title.find_first_of("-_|")));
}

bool is_news(const PageFacts* page) {
  return page != nullptr && (page->kind == PageKind::article || page->kind == PageKind::policy ||
                             page->kind == PageKind::error);
}

/// "在线缴费系统已关闭", "本市暂无官方微信公众号", "谨防假冒政务APP诈骗": what is named is not
/// offered.
bool is_denial(std::string_view name) {
  return name.ends_with("暂停") || name.ends_with("停办") ||
         !rules::first_contained(
              name, {"已关闭", "已停", "已下线", "停用", "暂停服务", "暂停办理", "暂停受理",
                     "停止服务", "停止办理", "停止受理", "暂不", "暂无", "尚无", "暂未", "未开通",
                     "尚未", "谨防", "警惕", "冒充"})
              .empty();
}

class EntryBuilder {
 public:
  explicit EntryBuilder(const EvidenceView& view) : view_(view) {}

  std::vector<Entry> build() {
    for (const Column& column : view_.columns().all()) {
      const PageFacts* page = column.pages.empty() ? nullptr : column.pages.front();
      for (const std::string& name : column.names) add(name, column.url, page, column.is_internal);
    }
    for (const PageFacts* page : view_.pages()) {
      if (page->kind == PageKind::guide) add_guide(*page);
      if (page->kind != PageKind::article && page->kind != PageKind::policy) add_items(*page);
    }
    add_dead_links();
    if (view_.home() != nullptr) add_images(*view_.home());
    return std::move(entries_);
  }

 private:
  void add_guide(const PageFacts& page) {
    add(normal_of(first_title_part(page.title)), page.final_url, &page, true);
  }

  /// Dated items are news about a service rather than the service.
  void add_items(const PageFacts& page) {
    for (const ListItem& item : page.list_items) {
      if (item.url.empty()) continue;
      const PageFacts* target = view_.find_page(item.url);
      const bool is_guide = target != nullptr && target->kind == PageKind::guide;
      if ((item.date && !is_guide) || is_news(target)) continue;
      const bool is_internal = target != nullptr || view_.find_fetch(item.url) != nullptr;
      add(normal_of(item.title), item.url, target, is_internal);
    }
  }

  /// A link to a page that is gone makes no column, but it is an entry that does not work.
  void add_dead_links() {
    for (const LinkTarget& target : view_.link_targets()) {
      const std::string& text = target.link->text;
      if (text.empty() || text.size() > kLongestName * 3) continue;
      if (rules::health_of(view_, target.url) != rules::LinkHealth::dead) continue;
      add(normal_of(text), target.url, nullptr, true);
    }
  }

  /// Codes to scan stand on home pages as pictures with a text.
  void add_images(const PageFacts& home) {
    for (const Image& image : home.images) {
      if (image.alt) add(normal_of(*image.alt), home.final_url, nullptr, true);
    }
  }

  static std::string normal_of(std::string_view text) { return rules::normal_name(text); }

  void add(std::string name, std::string_view url, const PageFacts* page, bool is_internal) {
    if (name.empty() || count_code_points(name) > kLongestName || is_denial(name)) return;
    if (!seen_.insert(name + '\n' + std::string(url)).second) return;
    entries_.push_back({std::move(name), url, page, is_internal});
  }

  const EvidenceView& view_;
  std::vector<Entry> entries_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

namespace rules {

WordFinder::WordFinder(const std::vector<const LexiconEntry*>& entries) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const std::string& word : entries[i]->words) {
      if (word.size() < kShortestWord) continue;
      may_start_[filter_of(word.data())] = true;
      by_start_[key_of(word.data())].push_back({i, word});
      // What follows the first character as each() steps: by three bytes, or by one.
      const bool is_wide = static_cast<unsigned char>(word.front()) >= 0xE0U;
      const std::string_view rest = std::string_view(word).substr(is_wide ? 3 : 1);
      if (rest.size() < 3) {
        is_followed_by_any_ = true;
      } else {
        may_follow_[filter_of(rest.data())] = true;
      }
    }
  }
}

}  // namespace rules

std::vector<std::vector<const Entry*>> SiteEntries::named(
    const std::vector<const LexiconEntry*>& wanted) const {
  std::vector<std::vector<const Entry*>> found(wanted.size());
  const rules::WordFinder finder(wanted);
  for (const Entry& entry : all_) {
    finder.each(entry.name, [&](std::size_t index, std::string_view word) {
      auto& own = found[index];
      if (!own.empty() && own.back() == &entry) return;
      if (rules::name_matches(entry.name, word)) own.push_back(&entry);
    });
  }
  return found;
}

SiteEntries build_entries(const EvidenceView& view) {
  SiteEntries entries;
  entries.all_ = EntryBuilder(view).build();
  return entries;
}

}  // namespace gweval

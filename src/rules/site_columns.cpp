#include "rules/site_columns.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text_search.hpp"
#include "base/utf8.hpp"
#include "rules/evidence_view.hpp"
#include "rules/link_health.hpp"
#include "rules/text_match.hpp"

namespace gweval {
namespace {

using rules::contains;
using rules::normal_name;

constexpr std::size_t kLongestName = 20;         // code points; longer texts are titles of items
constexpr std::size_t kLongestPhrasePage = 300;  // code points: "nothing here" must be all there is
constexpr std::size_t kShortestContent = 20;     // code points
constexpr int kMaxColumnDepth = 6;

constexpr std::array<std::string_view, 24> kNoNames = {
    "首页", "网站首页", "返回首页", "上一页", "下一页", "末页",     "尾页",     "更多",
    "more", "MORE",     "More",     "返回",   "关闭",   "打印",     "查看更多", "查看",
    "详情", "查看详情", "返回顶部", "正文",   "列表",   "当前位置", "第一页",   "最后一页"};

bool is_name(const std::string& name) {
  if (name.empty() || name.size() > kLongestName * 4) return false;
  if (std::find(kNoNames.begin(), kNoNames.end(), name) != kNoNames.end()) return false;
  const bool has_letter =
      std::any_of(name.begin(), name.end(), [](char c) { return c < '0' || c > '9'; });
  const std::size_t length = count_code_points(name);
  return has_letter && length >= 2 && length <= kLongestName;
}

bool is_article(const PageFacts& page) {
  return page.kind == PageKind::article || page.kind == PageKind::policy ||
         page.kind == PageKind::guide;
}

/// "时政要闻-清河市" and "时政要闻_清河市人民政府" name the column before the site.
std::string_view first_title_part(std::string_view title) {
  return trim(title.substr(0, title.find_first_of("-_|")));
}

/// A letter or a survey is a page of kind mailbox as much as the list of them.
bool is_mailbox_list(const PageFacts& page) {
  if (!page.list_items.empty() || page.column.empty()) return true;
  return normal_name(first_title_part(page.title)) == normal_name(page.column);
}

bool is_column_page(const PageFacts& page) {
  if (page.kind == PageKind::list) return true;
  if (page.kind == PageKind::mailbox) return is_mailbox_list(page);
  if (page.kind != PageKind::other || !page.redirect_target.empty()) return false;
  if (find_label(page, "ArticleTitle") || find_label(page, "PubDate")) return false;
  return find_label(page, "ColumnName").has_value() || page.breadcrumb.size() >= 2;
}

Fill fill_of(const Column& column) {
  if (column.pages.empty()) return Fill::not_observed;
  if (!column.items.empty()) return Fill::items;
  const PageFacts& page = *column.pages.front();
  const bool is_short = page.text_length <= kLongestPhrasePage;
  if (is_short && rules::says_nothing_here(page.text) && !rules::says_loading(page.text)) {
    // Attachments and child columns would be content beside the phrase.
    if (column.children.empty() && page.attachments.empty()) return Fill::empty;
  }
  const bool has_content = page.text_length >= kShortestContent || !column.children.empty() ||
                           !page.attachments.empty() || !page.forms.empty();
  const bool may_load = !page.scripts.empty() || !page.iframes.empty();
  if (may_load && rules::says_loading(page.text)) return Fill::unclear;
  if (has_content) return Fill::content;
  return may_load ? Fill::unclear : Fill::empty;
}

bool is_all_digits(std::string_view text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_page_parameter(std::string_view pair) {
  constexpr std::array<std::string_view, 10> kNames = {
      "page",    "pageno",      "page_no", "pageindex", "pagenum",
      "curpage", "currentpage", "p",       "pn",        "pageid"};
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos || !is_all_digits(pair.substr(equals + 1))) return false;
  const std::string name = to_lower_ascii(pair.substr(0, equals));
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// "index_3.html" to "", "list_2.htm" to "list", others as they are.
std::string fold_file_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  std::string_view stem = name.substr(0, dot);
  const std::size_t underscore = stem.rfind('_');
  if (underscore != std::string_view::npos && is_all_digits(stem.substr(underscore + 1)) &&
      stem.size() - underscore <= 4) {
    const std::string_view base = stem.substr(0, underscore);
    if (base == "index" || base == "list" || base == "default") stem = base;
  }
  if (stem == "index" || stem == "default") return "";
  return stem == "list" ? "list" : std::string(name);
}

/// The address of a folder or of its index file.
bool is_folder(std::string_view url) {
  return column_key(url).ends_with('/');
}

}  // namespace

std::string column_key(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  if (url.starts_with("www.")) url.remove_prefix(4);
  const std::size_t question = url.find('?');
  std::string_view path = url.substr(0, question);
  const std::size_t slash = path.rfind('/');
  std::string key;
  if (slash == std::string_view::npos) {
    key = std::string(path) + "/";
  } else {
    key = std::string(path.substr(0, slash + 1)) + fold_file_name(path.substr(slash + 1));
  }
  if (question == std::string_view::npos) return key;
  std::string_view query = url.substr(question + 1);
  char separator = '?';
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    if (!pair.empty() && !is_page_parameter(pair)) {
      key.push_back(separator);
      key.append(pair);
      separator = '&';
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return key;
}

/// Builds the columns of one view in the order they are met.
class ColumnBuilder {
 public:
  explicit ColumnBuilder(const EvidenceView& view) : view_(view) {}

  SiteColumns build() {
    for (const PageFacts* page : view_.pages()) {
      if (page != view_.home() && is_column_page(*page)) add_page(*page);
    }
    for (const PageFacts* page : view_.pages()) add_links(*page);
    for (Column& column : columns_.all_) collect_items(column);
    for (std::size_t i = 0; i < columns_.all_.size(); ++i) find_parent(i);
    for (Column& column : columns_.all_) finish(column);
    columns_.join_names();
    return std::move(columns_);
  }

 private:
  Column& column_at(std::string_view url) {
    const auto [found, is_new] =
        columns_.by_key_.try_emplace(column_key(url), columns_.all_.size());
    if (is_new) {
      columns_.all_.emplace_back();
      columns_.all_.back().url = url;
    }
    return columns_.all_[found->second];
  }

  static void add_name(Column& column, std::string_view text) {
    std::string name = normal_name(text);
    if (!is_name(name)) return;
    if (std::find(column.names.begin(), column.names.end(), name) == column.names.end()) {
      column.names.push_back(std::move(name));
    }
  }

  void add_page(const PageFacts& page) {
    Column& column = column_at(page.final_url);
    column.pages.push_back(&page);
    column.is_list = true;
    if (const auto label = find_label(page, "ColumnName")) add_name(column, *label);
    add_name(column, page.column);
    if (!page.breadcrumb.empty()) add_name(column, page.breadcrumb.back());
    add_name(column, first_title_part(page.title));
    for (const Heading& heading : page.headings) {
      if (heading.level == 1) add_name(column, heading.text);
    }
  }

  void add_links(const PageFacts& page) {
    const bool shows_navigation = &page == view_.home() || page.kind == PageKind::sitemap;
    // Items of this page's lists are no columns. Without a date an entry may still be one, if it
    // leads to a folder.
    std::unordered_set<std::string_view> items;
    for (const ListItem& item : page.list_items) {
      const bool may_be_column =
          !item.date && (is_folder(item.url) || view_.find_page(item.url) != nullptr);
      if (!may_be_column) items.insert(item.url);
    }
    for (const Link& link : page.links) {
      const bool is_entry = link.kind == LinkKind::anchor || link.kind == LinkKind::area ||
                            link.kind == LinkKind::frame;
      if (!is_entry || link.is_attachment || !link.url.starts_with("http")) continue;
      if (link.text.empty() || link.text.size() > kLongestName * 6) continue;
      add_link(page, link, shows_navigation || link.in_navigation, items.contains(link.url));
    }
  }

  void add_link(const PageFacts& page, const Link& link, bool in_navigation, bool is_item) {
    // Menus repeat on every page: each (address, text) is looked at once, and once more for a menu.
    auto& seen = seen_links_[link.url];
    const auto before = std::find_if(seen.begin(), seen.end(),
                                     [&](const auto& entry) { return entry.first == link.text; });
    if (before != seen.end() && (before->second || !in_navigation)) return;
    if (before == seen.end()) {
      seen.emplace_back(link.text, in_navigation);
    } else {
      before->second = true;
    }
    const PageFacts* target = view_.find_page(link.url);
    if (target != nullptr && target == view_.home()) return;
    if (target != nullptr && !is_worth_a_column(*target, in_navigation, is_item)) return;
    if (target == nullptr &&
        (is_item || rules::health_of(view_, link.url) == rules::LinkHealth::dead)) {
      return;
    }
    if (!is_name(normal_name(link.text))) return;
    Column& column = column_at(target != nullptr ? target->final_url : link.url);
    add_name(column, link.text);
    if (column.linked_from == nullptr) column.linked_from = &page;
    column.is_internal = link.is_internal;
    column.in_navigation = column.in_navigation || in_navigation;
    if (column.pages.empty() && target != nullptr) column.pages.push_back(target);
  }

  static bool is_worth_a_column(const PageFacts& target, bool in_navigation, bool is_item) {
    if (target.kind == PageKind::error || target.kind == PageKind::home) return false;
    if (is_column_page(target)) return true;
    return in_navigation && !is_item;  // e.g. 机构职能 that is one article
  }

  void collect_items(Column& column) {
    if (!column.is_list) return;
    std::unordered_set<std::string_view> seen;
    for (const PageFacts* page : column.pages) {
      for (const ListItem& item : page->list_items) {
        if (!seen.insert(item.url.empty() ? item.title : item.url).second) continue;
        const PageFacts* target = item.url.empty() ? nullptr : view_.find_page(item.url);
        if (!item.date && is_child_link(item, target)) continue;
        ColumnItem entry{item.title, item.url, item.date, target};
        if (!entry.date && target != nullptr && is_article(*target))
          entry.date = target->pub_date.value;
        column.items.push_back(entry);
      }
    }
  }

  /// An undated list entry that leads to another column is navigation, not an item.
  bool is_child_link(const ListItem& item, const PageFacts* target) const {
    if (target != nullptr) return is_column_page(*target) || target == view_.home();
    return !item.url.empty() && columns_.by_key_.contains(column_key(item.url));
  }

  void find_parent(std::size_t index) {
    Column& column = columns_.all_[index];
    if (column.pages.empty()) return;
    std::optional<std::size_t> parent;
    for (const std::string& url : column.pages.front()->breadcrumb_urls) {
      if (url.empty()) continue;
      const auto found = columns_.by_key_.find(column_key(url));
      if (found != columns_.by_key_.end() && found->second != index) parent = found->second;
    }
    if (!parent) parent = nearest_folder(index);
    if (!parent || is_below(*parent, index)) return;
    column.parent = parent;
    columns_.all_[*parent].children.push_back(index);
  }

  std::optional<std::size_t> nearest_folder(std::size_t index) const {
    std::string key = column_key(columns_.all_[index].url);
    if (const std::size_t question = key.find('?'); question != std::string::npos)
      return std::nullopt;
    while (true) {
      if (key.ends_with('/')) key.pop_back();
      const std::size_t slash = key.rfind('/');
      if (slash == std::string::npos) return std::nullopt;
      key.resize(slash + 1);
      const auto found = columns_.by_key_.find(key);
      if (found != columns_.by_key_.end() && found->second != index) return found->second;
    }
  }

  /// Guards against two columns naming each other as parent.
  bool is_below(std::size_t index, std::size_t ancestor) const {
    std::optional<std::size_t> at = index;
    for (int step = 0; at && step <= kMaxColumnDepth; ++step) {
      if (*at == ancestor) return true;
      at = columns_.all_[*at].parent;
    }
    return at.has_value();
  }

  void finish(Column& column) {
    for (const ColumnItem& item : column.items) {
      if (item.date && *item.date <= view_.as_of() &&
          (!column.newest || *column.newest < *item.date)) {
        column.newest = item.date;
      }
    }
    // A column that is a page itself shows its own date.
    if (column.items.empty() && !column.pages.empty()) {
      const PubDate& shown = column.pages.front()->pub_date;
      if (shown.value && *shown.value <= view_.as_of()) column.newest = shown.value;
    }
    column.fill = fill_of(column);
  }

  const EvidenceView& view_;
  SiteColumns columns_;
  std::unordered_map<std::string_view, std::vector<std::pair<std::string_view, bool>>> seen_links_;
};

SiteColumns build_columns(const EvidenceView& view) {
  return ColumnBuilder(view).build();
}

void SiteColumns::join_names() {
  for (std::size_t i = 0; i < all_.size(); ++i) {
    for (const std::string& name : all_[i].names) {
      name_places_.push_back({names_.size(), i});
      names_.append(name).append("\n");
    }
  }
}

std::vector<const Column*> SiteColumns::named(std::span<const std::string> words) const {
  std::vector<bool> is_named(all_.size());
  const auto is_before = [](std::size_t at, const NameAt& name) { return at < name.begin; };
  for (const std::string& word : words) {
    if (word.empty()) continue;  // it is no name
    std::size_t end = 0;
    for (std::size_t at = find_text(names_, word); at != std::string::npos;
         at = find_text(names_, word, end)) {
      const auto next = std::upper_bound(name_places_.begin(), name_places_.end(), at, is_before);
      const NameAt& name = *std::prev(next);
      end = next == name_places_.end() ? names_.size() : next->begin;
      const auto text = std::string_view(names_).substr(name.begin, end - 1 - name.begin);
      if (rules::name_matches(text, word)) is_named[name.column] = true;
    }
  }
  std::vector<const Column*> found;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (is_named[i]) found.push_back(&all_[i]);
  }
  return found;
}

const Column* SiteColumns::find(std::string_view url) const {
  const auto found = by_key_.find(column_key(url));
  return found == by_key_.end() ? nullptr : &all_[found->second];
}

std::vector<const Column*> SiteColumns::with_children(const Column& column) const {
  std::vector<const Column*> found = {&column};
  for (std::size_t at = 0; at < found.size() && found.size() <= all_.size(); ++at) {
    for (const std::size_t child : found[at]->children) found.push_back(&all_[child]);
  }
  return found;
}

std::optional<Date> SiteColumns::newest_below(const Column& column) const {
  std::optional<Date> newest;
  for (const Column* at : with_children(column)) {
    if (at->newest && (!newest || *newest < *at->newest)) newest = at->newest;
  }
  return newest;
}

}  // namespace gweval

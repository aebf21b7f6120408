#include "rules/navigation.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "rules/link_health.hpp"
#include "rules/text_match.hpp"

namespace gweval::rules {
namespace {

bool is_function_link(std::string_view name) {
  return !first_contained(name,
                          {"首页", "网站地图", "站点地图", "登录", "注册",     "无障碍", "长者",
                           "适老", "English",  "繁体",     "简体", "搜索",     "收藏",   "客户端",
                           "微信", "微博",     "隐私",     "关于", "联系我们", "版权"})
              .empty();
}

using Counts = std::map<std::string, std::size_t>;

Counts count_links(const PageFacts& page) {
  Counts counts;
  for (const Link& link : page.links) {
    if (link.is_internal && link.url.starts_with("http")) ++counts[column_key(link.url)];
  }
  return counts;
}

/// How often each address stands in the frame that inner pages share: header, menu and foot.
Counts frame_of(const EvidenceView& evidence, const PageFacts& map) {
  std::vector<const PageFacts*> inner;
  for (const PageFacts* page : evidence.pages()) {
    if (page != &map && page != evidence.home()) inner.push_back(page);
  }
  Counts frame;
  if (inner.empty()) return frame;
  const std::array<const PageFacts*, 3> samples = {inner.front(), inner[inner.size() / 2],
                                                   inner.back()};
  frame = count_links(*samples[0]);
  for (const PageFacts* page : samples) {
    const Counts counts = count_links(*page);
    for (auto& [key, count] : frame) {
      const auto found = counts.find(key);
      count = found == counts.end() ? 0 : std::min(count, found->second);
    }
  }
  return frame;
}

}  // namespace

NavigationEntries home_navigation(const EvidenceView& evidence) {
  NavigationEntries menu;
  NavigationEntries columns;
  for (const Link& link : evidence.home()->links) {
    const std::string name = normal_name(link.text);
    if (!link.is_internal || link.is_attachment || name.empty() || is_function_link(name) ||
        !link.url.starts_with("http"))
      continue;
    const PageFacts* page = evidence.find_page(link.url);
    if (page != nullptr && (page == evidence.home() || page->kind == PageKind::article ||
                            page->kind == PageKind::policy))
      continue;
    if (health_of(evidence, link.url) == LinkHealth::dead) continue;
    const NavigationEntry entry{name, link.url};
    if (link.in_navigation) menu.try_emplace(column_key(link.url), entry);
    const Column* column = evidence.columns().find(link.url);
    if (column != nullptr && column->is_list) columns.try_emplace(column_key(link.url), entry);
  }
  return menu.size() >= kFewestNavigationEntries ? menu : columns;
}

std::string_view site_map_url(const EvidenceView& evidence) {
  const PageFacts& home = *evidence.home();
  if (!home.footer.site_map_url.empty()) return home.footer.site_map_url;
  for (const Link& link : home.links) {
    if (!first_contained(link.text, {"网站地图", "站点地图", "网站导航"}).empty()) return link.url;
  }
  for (const PageFacts* page : evidence.pages()) {
    if (page->kind == PageKind::sitemap) return page->final_url;
  }
  return {};
}

NavigationEntries site_map_entries(const EvidenceView& evidence, const PageFacts& map) {
  const Counts here = count_links(map);
  Counts frame = frame_of(evidence, map);
  if (frame.empty()) {
    for (const Link& link : map.links) {
      if (link.in_navigation && link.url.starts_with("http")) ++frame[column_key(link.url)];
    }
  }
  NavigationEntries entries;
  for (const Link& link : map.links) {
    if (!link.is_internal || link.is_attachment || !link.url.starts_with("http")) continue;
    const PageFacts* page = evidence.find_page(link.url);
    if (page == &map || (page != nullptr && page == evidence.home())) continue;
    const std::string key = column_key(link.url);
    const auto framed = frame.find(key);
    if (framed != frame.end() && here.at(key) <= framed->second) continue;
    entries.try_emplace(key, NavigationEntry{normal_name(link.text), link.url});
  }
  return entries;
}

}  // namespace gweval::rules

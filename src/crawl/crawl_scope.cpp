#include "crawl/crawl_scope.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/utf8.hpp"
#include "web/date_text.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

// House rules: links alike that make a list, and the mean length of its titles in code points.
constexpr std::size_t kFewestAlike = 6;
constexpr std::size_t kShortestTitle = 7;

// Extensions of what is shown inside pages or run by them: never a page of its own.
constexpr std::array<std::string_view, 34> kAssetExtensions = {
    "avi", "bmp",  "css", "eot", "flv",  "gif", "ico",  "jpeg", "jpg",  "js",   "json", "m3u8",
    "m4a", "map",  "mkv", "mov", "mp3",  "mp4", "mpg",  "ogg",  "png",  "rm",   "svg",  "swf",
    "tif", "tiff", "ts",  "ttf", "wasm", "wav", "webp", "wmv",  "woff", "woff2"};

bool is_asset(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string extension = to_lower_ascii(name.substr(dot + 1));
  return std::binary_search(kAssetExtensions.begin(), kAssetExtensions.end(), extension);
}

bool is_asset_kind(LinkKind kind) {
  return kind == LinkKind::stylesheet || kind == LinkKind::media;
}

std::string without_www(const std::string& host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

class LinkFinder {
 public:
  explicit LinkFinder(const PageFacts& page) : page_(page) {
    // A home page shows items of many columns, an article those beside it; neither is their list.
    is_column_ = page.kind != PageKind::home && page.kind != PageKind::article &&
                 page.kind != PageKind::policy;
    for (const ListItem& item : page.list_items) dates_.try_emplace(item.url, item.date);
  }

  std::vector<FoundLink> run() {
    Link redirect;
    redirect.url = page_.redirect_target;
    redirect.in_navigation = true;
    add(redirect, LinkUse::page);
    for (const Link& link : page_.links) {
      if (!is_asset_kind(link.kind)) {
        add(link, link.is_attachment ? LinkUse::document : LinkUse::page);
      }
    }
    for (const Link& link : page_.links) {
      if (is_asset_kind(link.kind)) add_asset(link.url);
    }
    for (const Image& image : page_.images) add_asset(image.url);
    for (const std::string& script : page_.scripts) add_asset(script);
    note_items();
    return std::move(out_);
  }

 private:
  void add(const Link& link, LinkUse use) {
    if (link.url.empty() || !seen_.insert(link.url).second) return;
    const auto url = parse_url(link.url);
    if (!url || !is_http(*url)) return;
    FoundLink found;
    found.url = to_text(*url);
    found.host = url->host;
    found.use = is_asset(url->path) ? LinkUse::asset : use;
    found.is_named = link.kind != LinkKind::canonical;
    if (found.use == LinkUse::page) {
      const auto item = dates_.find(link.url);
      const bool is_dated = item != dates_.end() && item->second.has_value();
      found.kind = classify_link(*url, link, is_dated);
      found.is_list_item = is_column_ && item != dates_.end();
      if (is_dated) found.date = item->second;
      if (!is_dated && found.kind == PageClass::article) found.date = find_url_date(url->path);
      found.is_in_menu = link.in_navigation && found.kind == PageClass::hub;
      if (found.kind == PageClass::hub && !link.in_navigation && may_be_item(*url)) {
        if (found.is_list_item) found.kind = PageClass::article;
        Alike& alike = alike_[address_pattern(*url)];
        alike.places.push_back(out_.size());
        alike.text_length += count_code_points(link.text);
      }
    }
    out_.push_back(std::move(found));
  }

  // Many links of one page that differ by a number are items of a list, unless they are as short
  // as names of columns.
  void note_items() {
    for (const auto& [pattern, alike] : alike_) {
      const std::size_t count = alike.places.size();
      if (count < kFewestAlike || alike.text_length < count * kShortestTitle) continue;
      for (const std::size_t place : alike.places) out_[place].kind = PageClass::article;
    }
  }

  void add_asset(const std::string& text) {
    Link link;
    link.url = text;
    add(link, LinkUse::asset);
  }

  struct Alike {
    std::vector<std::size_t> places;  // in out_
    std::size_t text_length = 0;      // code points of all their texts
  };

  const PageFacts& page_;
  bool is_column_ = false;
  std::unordered_map<std::string_view, std::optional<Date>> dates_;
  std::unordered_set<std::string> seen_;
  std::unordered_map<std::string, Alike> alike_;  // undated links of the content, by pattern
  std::vector<FoundLink> out_;
};

}  // namespace

std::vector<FoundLink> find_links(const PageFacts& page) {
  return LinkFinder(page).run();
}

SiteScope::SiteScope(CrawlScope kind, const std::string& start_host) : kind_(kind) {
  add_host(start_host);
}

void SiteScope::add_host(const std::string& host) {
  add_once(hosts_, without_www(host));
  if (kind_ == CrawlScope::domain) add_once(domains_, registrable_domain(host));
}

bool SiteScope::contains(const std::string& host) const {
  if (std::find(hosts_.begin(), hosts_.end(), without_www(host)) != hosts_.end()) return true;
  return kind_ == CrawlScope::domain &&
         std::find(domains_.begin(), domains_.end(), registrable_domain(host)) != domains_.end();
}

}  // namespace gweval

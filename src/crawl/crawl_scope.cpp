#include "crawl/crawl_scope.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "base/utf8.hpp"
#include "web/url.hpp"

namespace gweval {
namespace {

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

bool leads_somewhere(LinkKind kind) {
  return kind != LinkKind::stylesheet && kind != LinkKind::media && kind != LinkKind::canonical;
}

std::string without_www(const std::string& host) {
  return host.starts_with("www.") ? host.substr(4) : host;
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

}  // namespace

std::vector<FoundLink> find_links(const PageFacts& page) {
  std::vector<FoundLink> out;
  std::unordered_set<std::string_view> seen;
  const auto add = [&](const std::string& text, bool is_attachment) {
    if (text.empty() || !seen.insert(text).second) return;
    const auto url = parse_url(text);
    if (!url || !is_http(*url) || is_asset(url->path)) return;
    out.push_back({to_text(*url), url->host, is_attachment});
  };
  add(page.redirect_target, false);
  for (const Link& link : page.links) {
    if (leads_somewhere(link.kind)) add(link.url, link.is_attachment);
  }
  return out;
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

#pragma once
// Sitemaps and sitemap indexes (sitemaps.org protocol 0.9), XML or one URL a line. Not a general
// XML reader: document types are passed over, so there are no entities to expand.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gweval {

/// The protocol allows 50,000 entries a file; what is beyond is not read.
inline constexpr std::size_t kMaxSitemapEntries = 50'000;

struct SitemapEntry {
  std::string url;      // canonical
  std::string lastmod;  // as written; empty if absent
};

struct Sitemap {
  bool is_index = false;  // entries are sitemaps, not pages
  std::vector<SitemapEntry> entries;
  bool truncated = false;  // more entries than kMaxSitemapEntries
};

/// Content-decoded bytes, any bytes at all; entries with no http(s) URL are left out. Linear time.
[[nodiscard]] Sitemap parse_sitemap(std::string_view text);

}  // namespace gweval

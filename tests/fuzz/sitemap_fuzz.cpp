// Any bytes as a sitemap: entries are canonical and within the protocol's number, and the entries
// written as a sitemap read back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/sitemap.hpp"
#include "web/url.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gweval;
  const Sitemap sitemap = parse_sitemap({reinterpret_cast<const char*>(data), size});
  require(sitemap.entries.size() <= kMaxSitemapEntries);
  std::string written = "<urlset>";
  for (const SitemapEntry& entry : sitemap.entries) {
    require(canonical_url(entry.url) == entry.url);
    written += "<url><loc><![CDATA[" + entry.url + "]]></loc></url>";
  }
  const Sitemap again = parse_sitemap(written + "</urlset>");
  bool has_mark = false;  // "]]>" cannot stand in a canonical URL: ">" is encoded
  for (const SitemapEntry& entry : sitemap.entries) {
    has_mark = has_mark || entry.url.find("]]>") != std::string::npos;
  }
  require(!has_mark);
  require(again.entries.size() == sitemap.entries.size());
  return 0;
}

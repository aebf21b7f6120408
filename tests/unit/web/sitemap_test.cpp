#include "web/sitemap.hpp"

#include <chrono>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

std::vector<std::string> urls(const Sitemap& sitemap) {
  std::vector<std::string> out;
  for (const auto& entry : sitemap.entries) out.push_back(entry.url);
  return out;
}

using Urls = std::vector<std::string>;

TEST_CASE("a urlset gives its pages in order with their dates") {
  const auto sitemap = parse_sitemap(
      "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
      "<url><loc> http://www.city.example/a?x=1&amp;y=2 </loc>"
      "<lastmod>2025-11-03</lastmod></url>\n"
      "<url><lastmod/><loc><![CDATA[http://www.city.example/b?x&y]]></loc></url>"
      "<url><loc>http://www.city.example/&#x4E2D;&#25919;</loc></url></urlset>");
  CHECK_FALSE(sitemap.is_index);
  CHECK(urls(sitemap) == Urls{"http://www.city.example/a?x=1&y=2", "http://www.city.example/b?x&y",
                              "http://www.city.example/%E4%B8%AD%E6%94%BF"});
  CHECK(sitemap.entries[0].lastmod == "2025-11-03");
  CHECK(sitemap.entries[1].lastmod.empty());
}

TEST_CASE("an index gives its sitemaps") {
  const auto sitemap = parse_sitemap(
      "<sitemapindex><sitemap><loc>http://a.example/1.xml.gz</loc></sitemap>"
      "<url><loc>http://a.example/no</loc></url></sitemapindex>");
  CHECK(sitemap.is_index);
  CHECK(urls(sitemap) == Urls{"http://a.example/1.xml.gz"});
}

TEST_CASE("only locations of pages count, not those of other vocabularies") {
  const auto sitemap = parse_sitemap(
      "<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url>"
      "<image:image><image:loc>http://a.example/i.png</image:loc></image:image>"
      "<loc>http://a.example/other</loc><s:loc>http://a.example/p</s:loc>"
      "</s:url></s:urlset>");
  CHECK(urls(sitemap) == Urls{"http://a.example/p"});
}

TEST_CASE("entities of a document type are not expanded") {
  const auto sitemap = parse_sitemap(
      "<!DOCTYPE urlset [<!ENTITY a \"aaaa]>\"><!ENTITY b \"&a;&a;&a;\">]>"
      "<urlset><url><loc>http://a.example/&b;</loc></url></urlset>");
  CHECK(urls(sitemap) == Urls{"http://a.example/&b;"});
}

TEST_CASE("plain text holds one URL a line") {
  const auto sitemap =
      parse_sitemap("http://a.example/1\r\n\nnot a url\nhttp://a.example/2\nmailto:a@b.example");
  CHECK(urls(sitemap) == Urls{"http://a.example/1", "http://a.example/2"});
}

TEST_CASE("broken input gives what could be read") {
  CHECK(parse_sitemap("").entries.empty());
  CHECK(parse_sitemap("<urlset><url><loc>http://a.example/</loc").entries.empty());
  CHECK(urls(parse_sitemap("</x><urlset><url><loc>http://a.example/</loc></url><url><loc>")) ==
        Urls{"http://a.example/"});
  CHECK(parse_sitemap("<html><body>404 not found</body></html>").entries.empty());
  CHECK(parse_sitemap("<urlset><url><loc>/relative</loc></url></urlset>").entries.empty());
  CHECK(parse_sitemap("<urlset><url><loc>http://a.example/&#xD800;</loc></url></urlset>")
            .entries.at(0)
            .url == "http://a.example/&");
}

TEST_CASE("entries beyond the protocol's 50,000 are not read") {
  std::string text = "<urlset>";
  for (std::size_t i = 0; i <= kMaxSitemapEntries; ++i) {
    text += "<url><loc>http://a.example/" + std::to_string(i) + "</loc></url>";
  }
  const auto sitemap = parse_sitemap(text + "</urlset>");
  CHECK(sitemap.entries.size() == kMaxSitemapEntries);
  CHECK(sitemap.truncated);
}

TEST_CASE("deep nesting and unclosed markup take linear time") {
  std::string nested;
  for (int i = 0; i < 500'000; ++i) nested += "<url>";
  std::string declarations;
  for (int i = 0; i < 500'000; ++i) declarations += "<!-- x <![CDATA[ ";
  const auto start = std::chrono::steady_clock::now();
  CHECK(parse_sitemap(nested).entries.empty());
  CHECK(parse_sitemap(declarations).entries.empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

}  // namespace
}  // namespace gweval

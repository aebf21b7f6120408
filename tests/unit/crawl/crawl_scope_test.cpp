#include "crawl/crawl_scope.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

PageFacts page_with(const std::vector<std::pair<std::string, LinkKind>>& links) {
  PageFacts page;
  for (const auto& [url, kind] : links) {
    Link link;
    link.url = url;
    link.kind = kind;
    page.links.push_back(link);
  }
  return page;
}

std::vector<std::string> urls(const std::vector<FoundLink>& links) {
  std::vector<std::string> out;
  for (const FoundLink& link : links) out.push_back(link.url);
  return out;
}

using Urls = std::vector<std::string>;

TEST_CASE("links a visitor can go to are followed, each once, in page order") {
  const PageFacts page = page_with({{"http://a.example/2", LinkKind::anchor},
                                    {"http://a.example/1", LinkKind::area},
                                    {"http://a.example/2", LinkKind::frame},
                                    {"http://a.example/3", LinkKind::script},
                                    {"http://a.example/4", LinkKind::option},
                                    {"http://a.example/s.css", LinkKind::stylesheet},
                                    {"http://a.example/m", LinkKind::media},
                                    {"http://a.example/c", LinkKind::canonical}});
  CHECK(urls(find_links(page)) == Urls{"http://a.example/2", "http://a.example/1",
                                       "http://a.example/3", "http://a.example/4"});
}

TEST_CASE("a redirect inside the page comes first") {
  PageFacts page = page_with({{"http://a.example/1", LinkKind::anchor}});
  page.redirect_target = "http://a.example/home.html";
  CHECK(urls(find_links(page)) == Urls{"http://a.example/home.html", "http://a.example/1"});
}

TEST_CASE("other schemes and assets are no pages") {
  const PageFacts page = page_with({{"mailto:a@b.example", LinkKind::anchor},
                                    {"javascript:void(0)", LinkKind::anchor},
                                    {"ftp://a.example/x", LinkKind::anchor},
                                    {"http://a.example/i.JPG", LinkKind::anchor},
                                    {"http://a.example/v.mp4?x=1", LinkKind::anchor},
                                    {"http://a.example/jpg", LinkKind::anchor},
                                    {"http://a.example/x.jpg/y", LinkKind::anchor}});
  CHECK(urls(find_links(page)) == Urls{"http://a.example/jpg", "http://a.example/x.jpg/y"});
}

TEST_CASE("the scope is the host with or without www., or the registrable domain") {
  SiteScope host(CrawlScope::host, "www.city.gov.cn");
  CHECK(host.contains("www.city.gov.cn"));
  CHECK(host.contains("city.gov.cn"));
  CHECK_FALSE(host.contains("zwfw.city.gov.cn"));
  CHECK_FALSE(host.contains("www.town.gov.cn"));
  SiteScope domain(CrawlScope::domain, "www.city.gov.cn");
  CHECK(domain.contains("zwfw.city.gov.cn"));
  CHECK_FALSE(domain.contains("www.town.gov.cn"));
  host.add_host("www.town.gov.cn");
  CHECK(host.contains("town.gov.cn"));
}

}  // namespace
}  // namespace gweval

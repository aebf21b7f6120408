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

std::vector<std::string> urls_used_as(LinkUse use, const std::vector<FoundLink>& links) {
  std::vector<std::string> out;
  for (const FoundLink& link : links) {
    if (link.use == use) out.push_back(link.url);
  }
  return out;
}

TEST_CASE("links of every kind are found, each once, in page order, what pages show last") {
  const PageFacts page = page_with({{"http://a.example/2", LinkKind::anchor},
                                    {"http://a.example/m", LinkKind::media},
                                    {"http://a.example/1", LinkKind::area},
                                    {"http://a.example/2", LinkKind::frame},
                                    {"http://a.example/3", LinkKind::script},
                                    {"http://a.example/4", LinkKind::option},
                                    {"http://a.example/s.css", LinkKind::stylesheet},
                                    {"http://a.example/c", LinkKind::canonical}});
  const auto links = find_links(page);
  CHECK(urls(links) == Urls{"http://a.example/2", "http://a.example/1", "http://a.example/3",
                            "http://a.example/4", "http://a.example/c", "http://a.example/m",
                            "http://a.example/s.css"});
  CHECK(urls_used_as(LinkUse::asset, links) ==
        Urls{"http://a.example/m", "http://a.example/s.css"});
  CHECK_FALSE(links[4].is_named);  // canonical: another name, nothing to click
}

TEST_CASE("items of a list bring their date and belong to its column, on a home page to none") {
  PageFacts page = page_with({{"http://a.example/zwgk/x.html", LinkKind::anchor}});
  page.kind = PageKind::list;
  page.list_items = {{"标题", "http://a.example/zwgk/x.html", Date{2025, 11, 3}}};
  auto links = find_links(page);
  CHECK(links[0].kind == PageClass::article);
  CHECK(links[0].is_list_item);
  CHECK(links[0].date == Date{2025, 11, 3});
  page.kind = PageKind::home;
  links = find_links(page);
  CHECK(links[0].kind == PageClass::article);
  CHECK_FALSE(links[0].is_list_item);
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
  CHECK(urls_used_as(LinkUse::page, find_links(page)) ==
        Urls{"http://a.example/jpg", "http://a.example/x.jpg/y"});
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

// Links come out of the pack as they went in.
#include "crawl/link_pack.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace gweval {
namespace {

FoundLink link_to(const std::string& url, const std::string& host) {
  FoundLink link;
  link.url = url;
  link.host = host;
  return link;
}

std::vector<FoundLink> links_in(const LinkPack& pack) {
  std::vector<FoundLink> links;
  pack.for_each([&](const FoundLink& link) { links.push_back(link); });
  return links;
}

TEST_CASE("packed links keep every field and their order", "[crawl]") {
  std::vector<FoundLink> links = {
      link_to("http://a.gov.cn/xw/1.html", "a.gov.cn"),
      link_to("http://a.gov.cn/xw/12.html", "a.gov.cn"), link_to("http://a.gov.cn/xw/", "a.gov.cn"),
      link_to("https://b.gov.cn/", "b.gov.cn"), link_to("http://a.gov.cn/xw/1.html", "a.gov.cn")};
  links[0].date = Date{2025, 12, 31};
  links[0].is_list_item = true;
  links[1].kind = PageClass::article;
  links[1].date = Date{2024, 1, 1};
  links[2].is_in_menu = true;
  links[2].kind = PageClass::more;
  links[3].use = LinkUse::asset;
  links[3].is_named = false;
  links[4].use = LinkUse::document;

  const auto out = links_in(LinkPack(links));

  REQUIRE(out.size() == links.size());
  for (std::size_t i = 0; i < links.size(); ++i) {
    CAPTURE(i);
    CHECK(out[i].url == links[i].url);
    CHECK(out[i].host == links[i].host);
    CHECK(out[i].use == links[i].use);
    CHECK(out[i].kind == links[i].kind);
    CHECK(out[i].date == links[i].date);
    CHECK(out[i].is_list_item == links[i].is_list_item);
    CHECK(out[i].is_in_menu == links[i].is_in_menu);
    CHECK(out[i].is_named == links[i].is_named);
  }
}

TEST_CASE("a page of many links waits in little memory", "[crawl]") {
  std::vector<FoundLink> links;
  for (int i = 0; i < 20'000; ++i) {
    links.push_back(link_to(
        "http://www.a.gov.cn/hostile/page-" + std::to_string(i) + "/some-long-name/index.html",
        "www.a.gov.cn"));
  }
  CHECK(LinkPack(links).bytes() < 1'200'000);
  CHECK(links_in(LinkPack()).empty());
}

}  // namespace
}  // namespace gweval

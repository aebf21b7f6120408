#include "crawl/page_class.hpp"

#include "support/catch.hpp"

namespace gweval {
namespace {

PageClass of(const std::string& url, const std::string& text = "", bool in_navigation = false,
             bool has_date = false) {
  Link link;
  link.text = text;
  link.in_navigation = in_navigation;
  return classify_link(*parse_url("http://www.city.gov.cn" + url), link, has_date);
}

// Addresses as the common content systems of government portals make them.
TEST_CASE("columns are told by folders, index files and short names") {
  CHECK(of("/zwgk/", "政务公开") == PageClass::hub);
  CHECK(of("/zwgk/index.html", "政务公开") == PageClass::hub);
  CHECK(of("/col/col1229/index.html", "通知公告") == PageClass::hub);
  CHECK(of("/channels/12.html", "要闻") == PageClass::hub);
  CHECK(of("/list.jsp?id=12", "机构职能") == PageClass::hub);
  CHECK(of("/node_12.htm", "领导之窗与分工安排一览表及其它信息", true) == PageClass::hub);
}

TEST_CASE("articles are told by the date of their list, their address or a long title") {
  CHECK(of("/x/y.html", "通知", false, true) == PageClass::article);
  CHECK(of("/zwgk/202511/t20251103_123456.html", "通知") == PageClass::article);
  CHECK(of("/art/2025/11/3/art_1229_5678.html", "通知") == PageClass::article);
  CHECK(of("/xw/2025-11/03/content_1234.htm", "通知") == PageClass::article);
  CHECK(of("/zwgk/content/post_4567890.html", "通知") == PageClass::article);
  CHECK(of("/a/b.html", "关于印发某市人民政府工作规则的通知") == PageClass::article);
}

TEST_CASE("further pages of lists and calendars are told by number, parameter or text") {
  CHECK(of("/zwgk/index_1.html", "2") == PageClass::more);
  CHECK(of("/zwgk/list-3.html", "下一页") == PageClass::more);
  CHECK(of("/list.jsp?id=12&page=2") == PageClass::more);
  CHECK(of("/cal?month=2031-05", "下一月") == PageClass::more);
  CHECK(of("/anything", "12") == PageClass::more);
  CHECK(of("/zwgk/index.html", "首页") == PageClass::hub);
}

TEST_CASE("an article's column folder leaves out dates, numbers and the file") {
  const auto folder = [](const char* url) { return column_folder(*parse_url(url)); };
  CHECK(folder("http://a.cn/zwgk/tzgg/202511/t20251103_1.html") == "a.cn/zwgk/tzgg/");
  CHECK(folder("http://a.cn/zwgk/tzgg/index.html") == "a.cn/zwgk/tzgg/");
  CHECK(folder("http://a.cn/art/2025/11/3/art_1229_5678.html") == "a.cn/art/");
  CHECK(folder("http://a.cn/1.html") == "a.cn/");
}

TEST_CASE("addresses that count up share a pattern") {
  const auto pattern = [](const char* url) { return address_pattern(*parse_url(url)); };
  CHECK(pattern("http://a.cn/l?page=2&d=2025-11") == pattern("http://a.cn/l?page=13&d=2031-5"));
  CHECK(pattern("http://a.cn/l?page=2") != pattern("http://a.cn/m?page=2"));
}

}  // namespace
}  // namespace gweval

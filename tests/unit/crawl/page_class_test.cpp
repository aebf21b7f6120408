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

TEST_CASE("columns of common content systems are columns whatever their number") {
  for (const char* url :
       {"/col/col1229123456/index.html", "/channel/100012/", "/channel/100012.html",
        "/node_7654321.htm", "/category/1234567", "/col1229123456/", "/columns/1000234/index.shtml",
        "/list.jsp?channelid=1234567", "/web/list.do?id=1234567", "/Category_649/Index.aspx"}) {
    INFO(url);
    CHECK(of(url, "通知公告") == PageClass::hub);
    CHECK(of(url, "重点领域信息公开（社会救助与社会福利）") == PageClass::hub);
  }
}

TEST_CASE("menus name columns, whatever their number; their articles are told by date or name") {
  CHECK(of("/1234567.html", "通知公告", true) == PageClass::hub);
  CHECK(of("/1234567.html", "通知公告", false) == PageClass::article);
  CHECK(of("/1234567.html", "某市召开第三次全体会议部署工作", true) == PageClass::article);
  CHECK(of("/202511/t20251103_1.html", "网站声明", true) == PageClass::article);
}

TEST_CASE("a long name without a number is a column's, unless its words are a title's") {
  CHECK(of("/zwgk/zdly/shjz.html", "重点领域信息公开（社会救助与福利）") == PageClass::hub);
  CHECK(of("/zwgk/zdly/12.html", "重点领域信息公开（社会救助与福利）") == PageClass::article);
  CHECK(of("/zwgk/zdly/x.html", "关于做好某项工作若干事项的意见征求") == PageClass::article);
}

TEST_CASE("articles of common content systems are told by the names of their addresses") {
  CHECK(of("/info/1021/45.htm", "通知") == PageClass::article);
  CHECK(of("/show.asp?id=12", "通知") == PageClass::article);
  CHECK(of("/web/newsdetail.aspx?id=12", "通知") == PageClass::article);
  CHECK(of("/article/12.html", "通知") == PageClass::article);
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
  for (const char* url : {"/list.jsp?cur=2", "/news/p2.html", "/news/page/2/", "/cal?y=2025&m=3",
                          "/cal?year=2025&month=3", "/events/2025-11-03/", "/calendar/2025/11/"}) {
    INFO(url);
    CHECK(of(url, "x") == PageClass::more);
  }
  for (const char* url : {"/p12.html", "/a/p1234.html"}) CHECK(of(url, "x") == PageClass::hub);
  // A list of one year, and an article in the folder of its day.
  CHECK(of("/list.jsp?year=2024", "2024年") == PageClass::hub);
  CHECK(of("/xw/2025-11-03/", "某市召开第三次全体会议部署当前工作") == PageClass::article);
  CHECK(of("/xw/2018-07-11/113.html", "x") == PageClass::article);
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

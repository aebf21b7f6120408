// What a reader sees on small pages of our own, and what the page says of itself where that
// differs. Several are made to mislead: today's date in the head, a list beside the article, labels
// and addresses of a migration, a charset that is not the declared one.

#include "gweval/extract.hpp"
#include "support/catch.hpp"
#include "support/temp_dir.hpp"

using namespace gweval;

namespace {

PageFacts facts_of_file(const std::string& file,
                        const std::string& url = "http://www.qinghe.example/zwgk/tzgg/page.html") {
  const std::string body =
      test::slurp(std::string(GWEVAL_SOURCE_DIR) + "/tests/unit/extract/pages/" + file);
  PageInput input;
  input.url = input.final_url = url;
  input.media_type = "text/html";
  input.body = body;
  return extract_page(input);
}

std::string date_of(const PageFacts& facts) {
  return facts.pub_date.value ? to_text(*facts.pub_date.value) : "";
}

std::string newest_item(const PageFacts& facts) {
  std::string newest;
  for (const ListItem& item : facts.list_items) {
    if (item.date) newest = std::max(newest, to_text(*item.date));
  }
  return newest;
}

struct Expected {
  const char* file;
  PageKind kind;
  const char* title;
  const char* pub_date;
  FactSource date_source;
  const char* content_source;
  const char* column;
  const char* newest_item;
};

}  // namespace

TEST_CASE("what a reader sees on each page") {
  const Expected table[] = {
      {"article.html", PageKind::article, "我县召开秋粮收购工作会议", "2019-10-14",
       FactSource::visible_text, "县粮食局", "通知公告", "2024-01-25"},
      {"policy_table.html", PageKind::policy, "清河县人民政府关于印发 县级储备粮管理办法的通知",
       "2022-03-08", FactSource::visible_text, "清河县人民政府办公室", "县政府文件", ""},
      {"script_date.html", PageKind::article, "关于城区道路施工的通告", "2021-08-02",
       FactSource::script, "", "公示公告", "2021-07-30"},
      {"list.html", PageKind::list, "通知公告", "", FactSource::none, "", "通知公告", "2024-05-20"},
      {"records.html", PageKind::list, "工作动态", "", FactSource::none, "", "工作动态",
       "2023-04-06"},
      {"home.html", PageKind::home, "清河县人民政府", "", FactSource::none, "", "", "2024-03-03"},
      {"gb18030_says_utf8.html", PageKind::article, "关于开展安全生产检查的通知", "2024-07-01",
       FactSource::visible_text, "县应急管理局", "", ""},
      {"mailbox.html", PageKind::mailbox, "县长信箱", "", FactSource::none, "", "县长信箱",
       "2024-04-02"},
  };
  for (const Expected& want : table) {
    INFO(want.file);
    const PageFacts facts = facts_of_file(want.file);
    CHECK(to_text(facts.kind) == to_text(want.kind));
    CHECK(facts.title == want.title);
    CHECK(date_of(facts) == want.pub_date);
    CHECK(to_text(facts.pub_date.source) == to_text(want.date_source));
    CHECK(facts.content_source.value == want.content_source);
    CHECK(facts.column == want.column);
    CHECK(newest_item(facts) == want.newest_item);
    CHECK_FALSE(facts.cut);
  }
}

TEST_CASE("both readings of a date are kept, strongest first") {
  const PageFacts facts =
      facts_of_file("article.html", "http://www.qinghe.example/202306/t20230630_1.html");
  REQUIRE(facts.pub_date.readings.size() >= 3);
  CHECK(facts.pub_date.readings[0].quote == "发布时间：2019-10-14 09:30");
  bool has_label = false;
  bool has_url = false;
  for (const DateReading& reading : facts.pub_date.readings) {
    has_label =
        has_label || (reading.source == FactSource::label && to_text(reading.date) == "2023-05-12");
    has_url =
        has_url || (reading.source == FactSource::url && to_text(reading.date) == "2023-06-30");
    CHECK(to_text(reading.date) != "2025-01-06");  // today's date in the head
    CHECK(to_text(reading.date) != "2024-01-25");  // a list's item
  }
  CHECK(has_label);
  CHECK(has_url);
}

TEST_CASE("two labels of one name that differ are both readings") {
  PageInput input;
  input.url = input.final_url = "http://a.example/1.html";
  input.body =
      "<meta name=PubDate content='2025-03-04'><meta name=pubdate content='2024-01-01'>"
      "<meta name=PubDate content='2025-03-04'><p>text";
  const PageFacts facts = extract_page(input);
  REQUIRE(facts.labels.size() == 2);
  CHECK(facts.labels[1].second == "2024-01-01");
  REQUIRE(facts.pub_date.readings.size() == 2);
  CHECK(facts.pub_date.value == Date{2025, 3, 4});
  CHECK(facts.pub_date.readings[1].date == Date{2024, 1, 1});
}

TEST_CASE("labels as written, found in any letter case") {
  const PageFacts facts = facts_of_file("article.html");
  CHECK(find_label(facts, "SiteName") == "清河县人民政府门户网站");
  CHECK(find_label(facts, "sitename") == "清河县人民政府门户网站");
  CHECK(facts.labels.front().first == "SITENAME");
  CHECK(facts.site_id_code == "1305340001");
  CHECK(facts.lang == "zh-CN");
  CHECK(facts.viewport == "width=device-width");
  CHECK(facts.document_title == "我县召开秋粮收购工作会议_通知公告_清河县人民政府门户网站");
}

TEST_CASE("the way to the page") {
  const PageFacts facts = facts_of_file("article.html");
  CHECK(facts.breadcrumb == std::vector<std::string>{"首页", "政务公开", "通知公告", "正文"});
  CHECK(facts.breadcrumb_urls ==
        std::vector<std::string>{"http://www.qinghe.example/", "http://www.qinghe.example/zwgk/",
                                 "http://www.qinghe.example/zwgk/tzgg/", ""});
  CHECK(facts_of_file("policy_table.html").breadcrumb ==
        std::vector<std::string>{"首页", "政务公开", "政府文件", "县政府文件"});
  CHECK(facts_of_file("script_date.html").breadcrumb ==
        std::vector<std::string>{"首页", "公示公告"});
}

TEST_CASE("the marks of the footer") {
  const FooterMarks marks = facts_of_file("article.html").footer;
  CHECK(marks.site_id_code == "1305340001");
  CHECK(marks.icp == "冀ICP备05012345号-1");
  CHECK(marks.police_filing == "冀公网安备 13053402000012号");
  CHECK(marks.has_party_government_mark);
  CHECK(marks.organiser == "清河县人民政府办公室");
  CHECK(marks.contact == "0319-8123456");
  CHECK(marks.site_map_url == "http://www.qinghe.example/wzdt/");
  CHECK(marks.privacy_policy_url == "http://www.qinghe.example/ys/");
  CHECK(marks.error_report_url ==
        "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=1305340001");
  CHECK(marks.accessibility_text == "无障碍阅读");
  CHECK(marks.accessibility_url.empty());
  const FooterMarks none = facts_of_file("list.html").footer;
  CHECK(none.icp.empty());
  CHECK_FALSE(none.has_party_government_mark);
}

TEST_CASE("items of a list") {
  const PageFacts facts = facts_of_file("list.html");
  REQUIRE(facts.list_items.size() == 5);
  const ListItem& pinned = facts.list_items[0];
  CHECK(pinned.title == "2019年政府网站工作年度报表（置顶）");  // shown cut short
  CHECK(pinned.url == "http://www.qinghe.example/zwgk/tzgg/202001/t20200115_1.html");
  CHECK(to_text(pinned.date.value()) == "2020-01-15");
  CHECK(to_text(facts.list_items[1].date.value()) == "2024-05-20");  // not the one in its title
  CHECK(to_text(facts.list_items[2].date.value()) == "2024-05-18");  // day and month in a block
  CHECK(to_text(facts.list_items[3].date.value()) == "2024-05-16");  // the address knows the year
  CHECK_FALSE(facts.list_items[4].date);                             // nobody knows the year
}

TEST_CASE("several lists of one page, dated and not") {
  const PageFacts facts = facts_of_file("home.html");
  REQUIRE(facts.list_items.size() == 9);
  CHECK(facts.list_items[0].title == "全县高质量发展大会隆重召开");
  CHECK_FALSE(facts.list_items[3].date);
  CHECK(facts.list_items[8].title == "关于做好春季防火工作的通知");
}

TEST_CASE("records inside a script are the page's list and its links") {
  const PageFacts facts = facts_of_file("records.html");
  REQUIRE(facts.list_items.size() == 2);
  CHECK(facts.list_items[1].title == "县图书馆开展读书月活动");
  bool has_link = false;
  for (const Link& link : facts.links) {
    has_link = has_link || link.url == "http://www.qinghe.example/art/2023/4/1/art_1_1.html";
  }
  CHECK(has_link);
}

TEST_CASE("a form with its fields' labels") {
  const PageFacts facts = facts_of_file("mailbox.html");
  REQUIRE(facts.forms.size() == 1);
  const Form& form = facts.forms[0];
  CHECK(form.method == "post");
  CHECK(form.action == "http://www.qinghe.example/zwgk/tzgg/submit.do");
  REQUIRE(form.fields.size() == 6);
  const char* const expected[][3] = {{"title", "text", "标题"},  {"body", "textarea", "内容"},
                                     {"code", "text", "验证码"}, {"k", "hidden", ""},
                                     {"kind", "select", ""},     {"", "submit", "提交"}};
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK(form.fields[i].name == expected[i][0]);
    CHECK(form.fields[i].type == expected[i][1]);
    CHECK(form.fields[i].label == expected[i][2]);
  }
  REQUIRE(facts.tables.size() == 1);
  CHECK(facts.tables[0].header_cells == std::vector<std::string>{"信件标题", "来信时间", "状态"});
  CHECK(facts.tables[0].rows == 4);
}

TEST_CASE("the text of the content, without head, menus and foot") {
  const PageFacts facts = facts_of_file("article.html");
  CHECK(facts.text.find("会议要求") != std::string::npos);
  CHECK(facts.text.find("今天是") == std::string::npos);
  CHECK(facts.text.find("ICP") == std::string::npos);
  CHECK(facts.text_sha256.size() == 64);
  CHECK(facts.text_sha256 == facts_of_file("article.html").text_sha256);
  CHECK(facts.text_sha256 != facts_of_file("policy_table.html").text_sha256);
}

TEST_CASE("charset: what is declared and what is true") {
  const PageFacts facts = facts_of_file("gb18030_says_utf8.html");
  CHECK(facts.charset.declared == "utf-8");
  CHECK(facts.charset.declared_source == "meta");
  CHECK(facts.charset.used == "gb18030");
  CHECK_FALSE(facts.charset.malformed);
}

TEST_CASE("a page that only sends on") {
  CHECK(facts_of_file("redirect.html", "http://www.qinghe.example/").redirect_target ==
        "http://www.qinghe.example/zwgk/index.html");
  CHECK(facts_of_file("article.html").redirect_target.empty());
}

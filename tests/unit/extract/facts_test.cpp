// Single facts on pieces of markup.

#include <ctime>

#include "gweval/extract.hpp"
#include "support/catch.hpp"

using namespace gweval;

namespace {

PageFacts facts_of(const std::string& body, int status = 200) {
  PageInput input;
  input.url = input.final_url = "http://www.a.gov.cn/x/y.html";
  input.body = body;
  input.status = status;
  return extract_page(input);
}

std::string repeat(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

const Link* link_to(const PageFacts& facts, const std::string& url) {
  for (const Link& link : facts.links) {
    if (link.url == url) return &link;
  }
  return nullptr;
}

double cpu_seconds(const std::string& body) {
  const std::clock_t start = std::clock();
  (void)facts_of(body);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("links of every kind") {
  const PageFacts facts = facts_of(
      "<base href='/b/'><link rel=canonical href='/c.html'><link rel=stylesheet href=s.css>"
      "<meta http-equiv=refresh content='5; url=r.html'>"
      "<a href='a.html'>文字</a><a href='http://a.gov.cn/k.html' title='标题'></a>"
      "<a href='//b.gov.cn/'><img src=i.png alt='图'></a><a href='mailto:x@a.gov.cn'>信</a>"
      "<a href='javascript:void(0)' onclick=\"window.open('/o.html')\">开</a>"
      "<a href=\"javascript:location.href='/l.html'\">去</a><a href='#top'>顶</a><a href=''>空</a>"
      "<map><area href=m.html alt='区'></map><iframe src=f.html></iframe>"
      "<select><option value='http://c.gov.cn/'>部门</option><option value=12>无</option></select>"
      "<a href='d/file.PDF?v=1'>文件</a><video src=v.mp4></video>"
      "<script>if(x){location='/s.html'}</script><script src=js/a.js></script>");
  struct Expected {
    const char* url;
    LinkKind kind;
    const char* text;
    bool is_internal;
  };
  const Expected table[] = {
      {"http://www.a.gov.cn/c.html", LinkKind::canonical, "", true},
      {"http://www.a.gov.cn/b/s.css", LinkKind::stylesheet, "", true},
      {"http://www.a.gov.cn/b/r.html", LinkKind::meta_refresh, "", true},
      {"http://www.a.gov.cn/b/a.html", LinkKind::anchor, "文字", true},
      {"http://a.gov.cn/k.html", LinkKind::anchor, "标题", true},
      {"http://b.gov.cn/", LinkKind::anchor, "图", false},
      {"mailto:x@a.gov.cn", LinkKind::anchor, "信", false},
      {"http://www.a.gov.cn/o.html", LinkKind::script, "开", true},
      {"http://www.a.gov.cn/l.html", LinkKind::script, "去", true},
      {"http://www.a.gov.cn/b/m.html", LinkKind::area, "区", true},
      {"http://www.a.gov.cn/b/f.html", LinkKind::frame, "", true},
      {"http://c.gov.cn/", LinkKind::option, "部门", false},
      {"http://www.a.gov.cn/b/d/file.PDF?v=1", LinkKind::anchor, "文件", true},
      {"http://www.a.gov.cn/b/v.mp4", LinkKind::media, "", true},
      {"http://www.a.gov.cn/s.html", LinkKind::script, "", true},
  };
  for (const Expected& want : table) {
    INFO(want.url);
    const Link* const link = link_to(facts, want.url);
    REQUIRE(link != nullptr);
    CHECK(to_text(link->kind) == to_text(want.kind));
    CHECK(link->text == want.text);
    CHECK(link->is_internal == want.is_internal);
  }
  CHECK(facts.links.size() == std::size(table));
  REQUIRE(facts.attachments.size() == 1);
  CHECK(facts.attachments[0].text == "文件");
  CHECK(facts.scripts == std::vector<std::string>{"http://www.a.gov.cn/b/js/a.js"});
  CHECK(facts.iframes == std::vector<std::string>{"http://www.a.gov.cn/b/f.html"});
  CHECK(facts.redirect_target == "http://www.a.gov.cn/b/r.html");
}

TEST_CASE("targets in handlers and options are links, keys and parts of addresses are none") {
  const auto urls = [](const std::string& body) {
    std::string all;
    for (const Link& link : facts_of(body).links) {
      all += std::string(to_text(link.kind)) + " " + link.url.substr(19) + ";";
    }
    return all;
  };
  CHECK(urls("<a href='#' onclick=\"window.open('/1.html');window.open('/2.html')\">x</a>") ==
        "script /1.html;script /2.html;");
  CHECK(urls("<a href='javascript:;' onclick=\"location.href=`/1.html`\">x</a>") ==
        "script /1.html;");
  CHECK(urls("<a href='/0.html' onclick=\"window.open('/0.html');window.open('/1.html')\">x</a>") ==
        "anchor /0.html;script /1.html;");
  CHECK(
      urls("<select><option onclick=\"location='/1.html'\">x<option value='/x/y.html'>y"
           "<option value='list.jsp?id=1'>z<option value='../up/'>u<option value=''>e</select>") ==
      "script /1.html;option /x/y.html;option /x/list.jsp?id=1;option /up/;");
  CHECK(urls("<select><option value=1>x<option value='2024/5'>y<option value='1.2'>z"
             "<option value='/'>u<option value='a b.html'>v<option value='.do'>w</select>")
            .empty());
  CHECK(urls("<a onclick=\"window.open('/a?id='+id)\">x</a>"
             "<a onclick=\"location.href=`/a/${id}.html`\">x</a>")
            .empty());
}

TEST_CASE("links of menus are navigation, links of lists are not") {
  const PageFacts facts = facts_of(
      "<div class=mainNav><a href=/n.html>导航</a></div>"
      "<ul><li><a href=/1.html>概况</a><li><a href=/2.html>机构</a><li><a href=/3.html>领导</a>"
      "<li><a href=/4.html>职责</a></ul><div class=box><ul>" +
      repeat("<li><a href=/t.html>关于开展专项检查工作的通知</a><span>2024-01-01</span>", 4) +
      "</ul></div>");
  CHECK(link_to(facts, "http://www.a.gov.cn/n.html")->in_navigation);
  CHECK(link_to(facts, "http://www.a.gov.cn/2.html")->in_navigation);
  CHECK_FALSE(link_to(facts, "http://www.a.gov.cn/t.html")->in_navigation);
}

TEST_CASE("a missing alt is not an empty one") {
  const PageFacts facts = facts_of(
      "<a href=/><img src=a.png></a><img src=b.png alt=''><a href=/x>字<img src=c.png alt=丙></a>");
  REQUIRE(facts.images.size() == 3);
  CHECK_FALSE(facts.images[0].alt);
  CHECK(facts.images[0].is_linked);
  CHECK(facts.images[1].alt == "");
  CHECK_FALSE(facts.images[1].is_linked);
  CHECK(facts.images[2].alt == "丙");
  CHECK_FALSE(facts.images[2].is_linked);
}

TEST_CASE("titles without the site's name around them") {
  struct Expected {
    const char* html;
    const char* title;
  };
  const Expected table[] = {
      {"<title>机构职能-某某市人民政府</title>", "机构职能"},
      {"<title>某某县人力资源网-单位职能</title>", "单位职能"},
      {"<title>2017年民生实事项目征集--医疗卫生</title>", "2017年民生实事项目征集--医疗卫生"},
      {"<meta name=SiteName content='清河在线'><title>清河在线 | 招聘公告</title>", "招聘公告"},
      {"<title>某某市人民政府</title>", "某某市人民政府"},
      {"<title>某某局</title><div "
       "class=con_title>关于组织申报项目的通知</div><p>发布时间：2024-01-02 来源：本站</p>",
       "关于组织申报项目的通知"},
      {"<title>正文</title><h1>某某局</h1><h1>采购结果公告</h1><p>日期：2024-01-02</p>",
       "采购结果公告"},
      {"<meta name=ArticleTitle content='道路施工 通告'><title>x</title><h1>道路施工<br>通告</h1>",
       "道路施工 通告"},
      {"<meta name=ArticleTitle "
       "content='旧标题残留'><title>新的公告标题内容_某市人民政府</title><h1>新的公告标题内容</h1>"
       "<p>发布时间：2024-01-02</p>",
       "新的公告标题内容"},
  };
  for (const Expected& want : table) {
    INFO(want.html);
    CHECK(facts_of(want.html).title == want.title);
  }
}

TEST_CASE("which of several dates is the publication date") {
  struct Expected {
    const char* html;
    const char* date;
  };
  const Expected table[] = {
      {"<h1>标题文字</h1><p>更新时间：2024-03-01 发布时间：2023-02-01</p>", "2023-02-01"},
      {"<h1>标题文字</h1><p>更新时间：2024-03-01</p>", "2024-03-01"},
      {"<h1>标题文字</h1><p>2024年3月1日 09:15 来源：新华社</p>", "2024-03-01"},
      {"<h1>标题文字</h1><div>时间： <b>2024-03-01 10:00</b></div>", "2024-03-01"},
      {"<p>今天是2025年1月1日</p><h1>标题文字</h1><p>来源：本站</p><p>会议于2020年5月4日召开。</p>",
       ""},
      {"<h1>标题文字</h1><p>截止日期：2024-03-01</p>", ""},
      {"<h1>标题文字</h1><p "
       "style='display:none'>发布时间：2011-01-01</p><p>发布时间：2024-03-01</p>",
       "2024-03-01"},
      {"<dl><dd><label>发文日期：</label><div>2024-03-01</div></dd></dl><h1>标题文字</h1>",
       "2024-03-01"},
      {"<h1>2018-07-02新闻</h1><p>发布日期：2018-07-06</p>", "2018-07-06"},
      {"<h1>标题文字</h1><p>生成日期：二〇二四年三月一日</p>", "2024-03-01"},
      {"<meta name=pubdate content='2024-03-01'><h1>标题文字</h1>", "2024-03-01"},
      // Nothing but <title> tells which line is the title, under which a bare date counts.
      {"<title>关于 印发ABC办法的通知-某市人民政府</title><p>今天的天气</p>"
       "<p>关于印发Abc办法的通知</p><p>2024-03-01</p>",
       "2024-03-01"},
      {"<h1>标题文字</h1><script>var x={publishTime:\"2024-03-01 08:00\"}</script>", "2024-03-01"},
  };
  for (const Expected& want : table) {
    INFO(want.html);
    const PageFacts facts = facts_of(want.html);
    CHECK((facts.pub_date.value ? to_text(*facts.pub_date.value) : "") == want.date);
  }
}

TEST_CASE("the source, visible before label") {
  struct Expected {
    const char* html;
    const char* value;
  };
  const Expected table[] = {
      {"<h1>标题文字</h1><p>来源：辽阳日报 时间：2024-01-01</p>", "辽阳日报"},
      {"<h1>标题文字</h1><p><span>信息来源:<a href=/>新华网</a></span><span>浏览次数：</span></p>",
       "新华网"},
      {"<h1>标题文字</h1><p><span>来源：</span><span>发布者：<b>管理员</b></span></p>", ""},
      {"<meta name=ContentSource content=网站><h1>标题文字</h1><p>来源： 2024</p>", "网站"},
      {"<table><tr><td>发布机构</td><td>县统计局</td></tr></table><h1>标题文字</h1>", "县统计局"},
      {"<h1>标题文字</h1><p>来源：江海日报 2025-11-05 10:20 浏览次数：12</p>", "江海日报"},
      {"<h1>标题文字</h1><p>2025-11-05 来源：江海日报2025年11月5日</p>", "江海日报"},
      {"<h1>标题文字</h1><p>来源：《求是》2025年第1期</p>", "《求是》2025年第1期"},
      {"<h1>标题文字</h1><p>【来源：市教育局】【字体：大 中 小】</p>", "市教育局"},
  };
  for (const Expected& want : table) {
    INFO(want.html);
    CHECK(facts_of(want.html).content_source.value == want.value);
  }
}

TEST_CASE("a malformed site code is kept as found") {
  CHECK(facts_of("<div class=footer>政府网站标识码：33000000069</div>").footer.site_id_code ==
        "33000000069");
  CHECK(facts_of("<div class=footer>网站标识码 <a href=x>bm07000001</a></div>").site_id_code ==
        "bm07000001");
}

TEST_CASE("lists in other shapes") {
  const char* const shapes[] = {
      "<table><tr><td>1</td><td><a href=/1>关于甲的通知公告</a></td><td>2024-02-03</td></tr>"
      "<tr><td>2</td><td><a href=/2>关于乙的通知公告</a></td><td>2024-02-01</td></tr></table>",
      "<div><a href=/1>关于甲的通知公告</a> 2024-02-03<br><a href=/2>关于乙的通知公告</a> "
      "2024-02-01<br></div>",
      "<div><i>2024-02-03</i><a href=/1>关于甲的通知公告</a><i>2024-02-01</i><a "
      "href=/2>关于乙的通知公告</a></div>",
      "<dl><dt><a href=/1>关于甲的通知公告</a></dt><dd>2024-02-03</dd><dt><a "
      "href=/2>关于乙的通知公告</a></dt>"
      "<dd>2024-02-01</dd></dl>",
      "<ul><li><a href=/1><span>2024-02-03</span><p>关于甲的通知公告</p></a><li><a "
      "href=/2><span>2024-02-01</span>"
      "<p>关于乙的通知公告</p></a></ul>",
      "<ul><li><a href=/c>[公告]</a><a href=/1>关于甲的通知公告</a>2024/2/3<li><a "
      "href=/c>[公告]</a>"
      "<a href=/2>关于乙的通知公告</a>2024/2/1</ul>",
      "<div class=i><h4><a "
      "href=/1>关于甲的通知公告</a></h4><p>2019年1月1日起施行的摘要文字</"
      "p><em>发布时间：2024-02-03</em>"
      "</div><div class=i><h4><a "
      "href=/2>关于乙的通知公告</a></h4><p>摘要文字</p><em>发布时间：2024-02-01</em></div>"};
  for (const char* shape : shapes) {
    INFO(shape);
    const PageFacts facts = facts_of(shape);
    REQUIRE(facts.list_items.size() == 2);
    CHECK(facts.list_items[0].title == "关于甲的通知公告");
    CHECK(facts.list_items[0].url == "http://www.a.gov.cn/1");
    REQUIRE(facts.list_items[0].date);
    CHECK(to_text(*facts.list_items[0].date) == "2024-02-03");
    REQUIRE(facts.list_items[1].date);
    CHECK(to_text(*facts.list_items[1].date) == "2024-02-01");
    CHECK_FALSE(facts.pub_date.value);
  }
}

TEST_CASE("the day a call for opinions closes is not the day it was published") {
  const auto dates_of = [](const std::string& body) {
    std::string out;
    for (const ListItem& item : facts_of(body).list_items) {
      out += (item.date ? to_text(*item.date) : "-") + " ";
    }
    return out;
  };
  const std::string row =
      "<tr><td><a href=/1>关于甲的意见征集公告</a></td><td>2025-11-12</td><td>2025-12-12</td></tr>"
      "<tr><td><a href=/2>关于乙的意见征集公告</a></td><td>2025-10-20</td><td>2025-11-10</td></tr>";
  const std::string both = "2025-11-12 2025-10-20 ";
  CHECK(dates_of("<table><tr><th>名称<th>开始日期<th>截止日期</tr>" + row + "</table>") == both);
  CHECK(dates_of("<table><thead><tr><td>名称<td>发布日期<td>有效期至</tr></thead><tbody>" + row +
                 "</tbody></table>") == both);
  // The closing day first, the publication after it.
  CHECK(dates_of("<table><tr><th>名称<th>截止时间<th>发布时间</tr>" + row + "</table>") ==
        "2025-12-12 2025-11-10 ");
  const auto items = [&](const std::string& first, const std::string& second) {
    return dates_of("<ul><li><a href=/1>关于甲的意见征集公告</a>" + first +
                    "</li><li><a href=/2>关于乙的意见征集公告</a>" + second + "</li></ul>");
  };
  CHECK(items("<span>2025-11-12 至 2025-12-12</span>", "<span>2025-10-20~2025-11-10</span>") ==
        both);
  CHECK(items("<span>2025年11月12日-2025年12月12日</span>",
              "<span>2025-10-20</span>—<span>2025-11-10</span>") == both);
  CHECK(items("<i>发布时间：2025-11-12</i><i>截止时间：2025-12-12</i>",
              "<i>截止：2025-11-10</i><i>2025-10-20</i>") == both);
  // Only the closing day is shown: the item is undated.
  CHECK_THAT(items("<span>截止日期：2025-12-12</span>", "<span>截止2025-11-10</span>"),
             !Catch::Matchers::Contains("2025"));
}

TEST_CASE("the contact at a page's foot in the forms sites write it") {
  const auto contact = [](const std::string& foot) {
    return facts_of("<p>正文</p><footer><p>主办单位：某市人民政府办公室</p><p>" + foot +
                    "</p></footer>")
        .footer.contact;
  };
  CHECK(contact("联系电话：0000-12345") == "0000-12345");
  CHECK(contact("政务热线：12345") == "12345");
  CHECK(contact("联系电话：（0311）12345") == "（0311）12345");
  CHECK(contact("联系电话：0311-87654321") == "0311-87654321");
  CHECK(contact("服务热线：400-123-4567") == "400-123-4567");
  CHECK(contact("客服电话：96123") == "96123");
  CHECK(contact("网站联系方式：wz@a.gov.cn") == "wz@a.gov.cn");
  CHECK(contact("联系电话：见通讯录　邮编：050000").empty());
  CHECK(contact("电话：123").empty());
}

TEST_CASE("kinds of pages beside articles and lists") {
  CHECK(facts_of("<title>404 Not Found</title><h1>404 Not Found</h1>").kind == PageKind::error);
  CHECK(facts_of("<title>某市政府</title><p>对不起，您访问的页面不存在</p>").kind ==
        PageKind::error);
  CHECK(facts_of("<p>x</p>", 503).kind == PageKind::error);
  CHECK(facts_of("<title>网站地图</title><a href=/>首页</a>").kind == PageKind::sitemap);
  CHECK(facts_of("<title>站内搜索</title><form><input name=q></form>").kind == PageKind::search);
  CHECK(facts_of("<title>联系方式</title><p>地址：某路1号</p>").kind == PageKind::other);
  PageInput start;
  start.url = start.final_url = "http://www.a.gov.cn/";
  start.body = "<title>某县</title><p>欢迎</p>";
  start.is_start = true;
  CHECK(extract_page(start).kind == PageKind::home);
}

TEST_CASE("a field's label may be plain words before it, or the cell before its cell") {
  const PageFacts facts = facts_of(
      "<p>填写说明</p><form action=/send method=post><p>姓名 <input name=a1></p>"
      "<p>身份证号：<font color=red>*</font><input name=a2></p>"
      "<table><tr><td>手机号码</td><td><input name=a3></td></tr></table>"
      "<p>性别：<input type=radio name=a4>男</p><p><textarea name=a5></textarea></p>"
      "<p>请如实填写以下各项内容，虚假信息由填写人承担相应的法律责任，"
      "感谢您的理解和支持</p><input name=a6></form>");
  REQUIRE(facts.forms.size() == 1);
  const std::vector<FormField>& fields = facts.forms[0].fields;
  REQUIRE(fields.size() == 6);
  CHECK(fields[0].label == "姓名");
  CHECK(fields[1].label == "身份证号");
  CHECK(fields[2].label == "手机号码");
  CHECK(fields[3].label.empty());  // words follow a choice
  CHECK(fields[4].label.empty());
  CHECK(fields[5].label.empty());  // a sentence
}

TEST_CASE("every list has a bound and says when it was reached") {
  const PageFacts facts =
      facts_of(repeat("<p><a href=/a.html>关于开展工作的通知</a> 2024-01-01</p>", 3000) +
               repeat("<img src=a.png><h2>a</h2><form></form>", 2500));
  CHECK(facts.cut);
  CHECK(facts.list_items.size() <= 2000);
  CHECK(facts.images.size() <= 2000);
  CHECK(facts.headings.size() <= 500);
  CHECK(facts.forms.size() <= 51);
  const PageFacts text = facts_of("<p>" + repeat("政", 120000) + "</p>");
  CHECK(text.text.size() <= PageFacts::kMaxTextBytes);
  CHECK(text.text_length == 120000);
  CHECK(text.cut);
}

TEST_CASE("time stays in proportion for pages made to be slow") {
  const std::string honest = repeat(
      "<div class=item><a href='/a/1.html'>通知公告标题</a><span>2025-11-03</span></div>\n", 1200);
  const double usual = std::max({cpu_seconds(honest), cpu_seconds(honest), 0.002});
  for (const char* part :
       {"<font color=red><p>x", "<table><tr><td>2025-11-03", "<a href=x><div>",
        "<label>x<input id=a>", "<p>当前位置：<a href=/>首页</a>", "<p>来源：</p>",
        "<ul><li><a href=/x.html>x</a>", "<b><p>发布时间：2025-11-03</b>",
        "<p onclick=\"window.open('/x.html')\">无障碍", "<h1>标题</h1>", "<a =><a/", "2025年",
        "&nbsp;", "<span>", "<div><table></div>"}) {
    INFO(part);
    std::string page = repeat(part, honest.size() / std::string_view(part).size() + 1);
    page.resize(honest.size());
    CHECK(cpu_seconds(page) <= 20 * usual);
  }
}

TEST_CASE("any bytes make facts") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919) >> 3);
  CHECK(facts_of(bytes).url == "http://www.a.gov.cn/x/y.html");
  CHECK(facts_of("").kind == PageKind::other);
}

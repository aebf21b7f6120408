// What markup alone tells: charsets of forms, colours, hidden links, barriers to keyboards. The
// cases of the rules accessibility.keyboard and security.hidden-links show the rest.

#include <string>

#include "gweval/extract.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

PageFacts page_of(const std::string& html) {
  PageInput input;
  input.url = input.final_url = "http://www.a.gov.cn/a.html";
  input.status = 200;
  input.media_type = "text/html";
  input.body = html;
  return extract_page(input);
}

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST_CASE("a form is sent in its own charset, else in the page's") {
  const auto charset_of = [](const std::string& attribute) {
    const PageFacts facts =
        page_of("<meta charset=gbk><form " + attribute + "><input name=q></form>");
    REQUIRE(facts.forms.size() == 1);
    return facts.forms[0].charset;
  };
  CHECK(charset_of("") == "gb18030");
  CHECK(charset_of("accept-charset='utf-8'") == "utf-8");
  CHECK(charset_of("accept-charset='no-such, big5'") == "big5");
  CHECK(charset_of("accept-charset=''") == "gb18030");
  CHECK(page_of("<meta charset=utf-8><input name=q>").forms.at(0).charset == "utf-8");
}

TEST_CASE("colours are read where nothing but markup decides, sizes in tenths of a pixel") {
  const auto colours = [](const std::string& html) { return page_of(html).colours; };
  const auto one =
      colours("<p style='COLOR: Red; background: #ABC; font-size: 14pt'><b>字</b></p>");
  REQUIRE(one.size() == 1);
  CHECK(one[0].colour == "#ff0000");
  CHECK(one[0].background == "#aabbcc");
  CHECK(one[0].size == 187);
  CHECK(one[0].is_bold);
  CHECK(one[0].text == "字");
  CHECK(
      colours("<div style='background:#fff'><p style='color:rgba(0,0,0,1)'>字</p></div>").size() ==
      1);
  CHECK(
      colours("<div style='background:#fff'><p style='color:rgba(0,0,0,.5)'>字</p></div>").empty());
  CHECK(colours("<div style='background:#fff'><p id=x><i style='color:red'>字</i></p></div>")
            .empty());
  CHECK(colours("<p style='color:red;background:#fff;opacity:0.9'>字</p>").empty());
  CHECK(colours("<p style='color:var(--x);background:#fff'>字</p>").empty());
  CHECK(colours("<p style='color:red;background:#ffff'>字</p>").empty());
  CHECK(colours("<p style='color:red;background:#fff'> </p>").empty());
}

TEST_CASE("hidden links are those to other hosts, as their markup hides them") {
  const PageFacts facts = page_of(
      "<div style='display:none'><a href=/own>本站</a><a href=http://b.test/>乙</a>"
      "<p style='font-size:0'><a href=http://c.test/>丙</a></p></div><a href=http://d.test/>丁</a>"
      "<div hidden><a href='javascript:x()'>无</a><a href=mailto:x@e.test>信</a></div>");
  REQUIRE(facts.hidden_links.size() == 2);
  CHECK(facts.hidden_links[0].url == "http://b.test/");
  CHECK(facts.hidden_links[0].hiding == Hiding::display_none);
  CHECK(facts.hidden_links[1].hiding == Hiding::no_font_size);
  const PageFacts many = page_of("<div hidden>" + times("<a href=http://b.test/>乙</a>", 5000) +
                                 "</div>" + times("<a onclick=x() tabindex=3>", 3000));
  CHECK(many.hidden_links.size() == 200);
  CHECK(many.barriers.size() <= 200);
}

}  // namespace
}  // namespace gweval

#include "web/html_guard.hpp"

#include "support/catch.hpp"
#include "web/html_tokens.hpp"

using gweval::flatten_html;
using gweval::HtmlLimits;
using gweval::HtmlToken;
using gweval::HtmlTokenizer;
using gweval::HtmlTokenKind;
using gweval::measure_html;
using gweval::take_attribute;

namespace {

bool is_fine(const std::string& html) {
  return measure_html(html).is_within_limits;
}

}  // namespace

TEST_CASE("tags and text are cut as the standard cuts them") {
  HtmlTokenizer tokens("a < b<p class='>'>x</p ><!-- > -->y<!--->z<br/>");
  struct Expected {
    HtmlTokenKind kind;
    const char* source;
  };
  const Expected expected[] = {{HtmlTokenKind::text, "a < b"},
                               {HtmlTokenKind::start_tag, "<p class='>'>"},
                               {HtmlTokenKind::text, "x"},
                               {HtmlTokenKind::end_tag, "</p >"},
                               {HtmlTokenKind::comment, "<!-- > -->"},
                               {HtmlTokenKind::text, "y"},
                               {HtmlTokenKind::comment, "<!--->"},
                               {HtmlTokenKind::text, "z"},
                               {HtmlTokenKind::start_tag, "<br/>"}};
  for (const Expected& want : expected) {
    const HtmlToken token = tokens.next();
    CHECK(token.kind == want.kind);
    CHECK(token.source == want.source);
  }
  CHECK(tokens.next().kind == HtmlTokenKind::end);
}

TEST_CASE("attributes in all their spellings") {
  HtmlTokenizer tokens("<a href = \"/x y\" Title='t' data-n=1 checked disabled=>");
  std::string_view rest = tokens.next().attributes;
  std::string_view name;
  std::string_view value;
  std::string all;
  while (take_attribute(rest, name, value)) {
    all += std::string(name) + "=" + std::string(value) + ";";
  }
  CHECK(all == "href=/x y;Title=t;data-n=1;checked=;disabled=;");
}

TEST_CASE("a tag that the end cuts is dropped") {
  HtmlTokenizer tokens("x<a href='y");
  CHECK(tokens.next().kind == HtmlTokenKind::text);
  CHECK(tokens.next().kind == HtmlTokenKind::comment);
  CHECK(tokens.next().kind == HtmlTokenKind::end);
}

TEST_CASE("pages of the usual kinds go to the tree builder as they are") {
  std::string list;
  std::string table = "<table>";
  for (int i = 0; i < 500; ++i) {
    list += "<li><a href=x>t</a> 2025-11-03\n<p>unclosed";
    table += "<tr><td>a<td><font color=red>b";
  }
  CHECK(is_fine("<html><body><ul>" + list + "</ul></body></html>"));
  CHECK(is_fine(table + "</table>"));
  CHECK(is_fine("<script>document.write('<div><div>');</script><p>x"));
  CHECK(is_fine("<select><option>a<option>b</select>"));
  CHECK(is_fine("<svg><path d='M0'/><g></g></svg>"));
}

TEST_CASE("what the tree builder would pay for is found") {
  std::string divs;
  std::string fonts;
  for (int i = 0; i < 400; ++i) divs += "<div>";
  for (int i = 0; i < 20; ++i) fonts += "<font size=" + std::to_string(i) + ">";
  CHECK_FALSE(is_fine(divs));
  CHECK_FALSE(is_fine(fonts));
  CHECK_FALSE(is_fine("<svg><style></svg>"));
  CHECK_FALSE(is_fine("<plaintext>"));
}

TEST_CASE("attributes of end tags and of tags that the end cuts are bounded too") {
  std::string attributes;
  for (int i = 0; i < 400; ++i) attributes += " a" + std::to_string(i) + "=1";
  const std::string link = "<a href=\"/x\">two</a>";
  const std::string pages[] = {"<p>one</p" + attributes + ">" + link,
                               "<title>one</title" + attributes + ">" + link,
                               "<textarea>one</textarea" + attributes + ">" + link,
                               "<script>one</script" + attributes + ">" + link,
                               "<p>one</p>" + link + "<p" + attributes,
                               "<p>one</p>" + link + "</p" + attributes};
  for (const std::string& page : pages) {
    CAPTURE(page.substr(0, 40));
    CHECK_FALSE(is_fine(page));
    const auto flat = flatten_html(page, {});
    CHECK(is_fine(flat.html));
    CHECK(flat.html.size() < 100);
    CHECK(flat.html.find("one</") != std::string::npos);
    CHECK(flat.html.find(link) != std::string::npos);
  }
}

TEST_CASE("tags that become whole forms are bounded") {
  const std::string text = "<p>one</p><a href=\"/x\">two</a>";
  CHECK(is_fine("<isindex>" + text));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "<isindex prompt=x>";
  CHECK_FALSE(is_fine(many + text));
  CHECK(flatten_html(many + text, {}).html == text);
}

TEST_CASE("flattening closes what it opens and keeps text, links and images") {
  HtmlLimits limits;
  limits.depth = 3;
  const auto flat = flatten_html(
      "<div><div><div><div><b>one</b><a href=/x>two</a><img "
      "src=p.png></div></div></div>three</div>",
      limits);
  CHECK(flat.html ==
        "<div><div><div>one<a href=\"/x\">two</a><img src=\"p.png\"></div></div>three</div>");
  CHECK(flat.depth == 4);
}

TEST_CASE("dropped tags cannot join the text around them to new tags") {
  const auto flat = flatten_html("<<b>div onclick=x></b>", {});
  CHECK(flat.html == "&lt;div onclick=x>");
}

TEST_CASE("flattened pages are within the limits") {
  std::string html;
  for (int i = 0; i < 3000; ++i) {
    html += "<div><table><tr><td><svg><style><a href=x><select><option><font color=a>t</span>";
  }
  const auto flat = flatten_html(html, {});
  CHECK(measure_html(flat.html).is_within_limits);
}

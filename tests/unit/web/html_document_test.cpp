#include "web/html_document.hpp"

#include "support/catch.hpp"

using gweval::HtmlDocument;
using gweval::HtmlNodeId;
using gweval::HtmlTag;

namespace {

HtmlNodeId find(const HtmlDocument& document, HtmlTag tag) {
  for (HtmlNodeId id = 0; id < document.size(); ++id) {
    if (document[id].tag == tag) return id;
  }
  FAIL("no such element");
  return 0;
}

std::size_t count(const HtmlDocument& document, HtmlTag tag) {
  std::size_t found = 0;
  for (const auto& node : document.nodes()) found += node.tag == tag ? 1 : 0;
  return found;
}

std::string repeat(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// Allocations of the tree builder: a measure of its work that no clock disturbs.
std::size_t work(const std::string& html) {
  return HtmlDocument::parse(html).allocations();
}

}  // namespace

TEST_CASE("nodes come in document order with their extent") {
  const auto document = HtmlDocument::parse(
      "<title>A &amp; B</title><div CLASS='x' id=y><p>one<b>two</b></p>three</div>");
  const HtmlNodeId div = find(document, HtmlTag::div);
  CHECK(document[0].tag == HtmlTag::html);
  CHECK(document[0].end == document.size());
  CHECK(document.folded_text(find(document, HtmlTag::title), 100) == "A & B");
  CHECK(document.attribute(div, "class") == "x");
  CHECK(document.attribute(div, "id") == "y");
  CHECK_FALSE(document.attribute(div, "style"));
  CHECK(document.folded_text(div, 100) == "onetwothree");
  CHECK(document[find(document, HtmlTag::b)].parent == find(document, HtmlTag::p));
  CHECK(document[div].end == document.size());
}

TEST_CASE("text is cut at a character's border") {
  const auto document = HtmlDocument::parse("<p>政务公开</p>");
  CHECK(document.folded_text(0, 7) == "政务");
}

TEST_CASE("an empty page has its root") {
  for (const char* html : {"", "<", "<!-- only a comment -->", "<a", "</"}) {
    INFO(html);
    const auto document = HtmlDocument::parse(html);
    REQUIRE(document.size() >= 1);
    CHECK(document[0].tag == HtmlTag::html);
  }
}

TEST_CASE("elements of SVG are not those of HTML") {
  const auto document = HtmlDocument::parse("<svg><title>icon</title><a href=x>y</a></svg><p>z");
  CHECK(count(document, HtmlTag::title) == 0);
  CHECK(count(document, HtmlTag::a) == 0);
}

TEST_CASE("deep pages keep text and links") {
  const std::string html = repeat("<div>", 5000) + "<a href='/deep.html'>deep link</a>" +
                           repeat("</div>", 5000) + "<p>after</p>";
  const auto document = HtmlDocument::parse(html);
  CHECK(document.depth() >= 5000);
  const HtmlNodeId link = find(document, HtmlTag::a);
  CHECK(document.attribute(link, "href") == "/deep.html");
  CHECK(document.folded_text(link, 100) == "deep link");
  CHECK(document.folded_text(find(document, HtmlTag::p), 100) == "after");
  for (const auto& node : document.nodes()) CHECK(node.depth < 200);
}

TEST_CASE("work stays in proportion to size for pages made to be slow") {
  const std::string honest = repeat(
      "<div class=item><a href='/a/1.html'>通知公告标题</a><span>2025-11-03</span></div>\n", 1000);
  struct Hostile {
    const char* name;
    std::string part;
  };
  const Hostile pages[] = {{"nested div", "<div>"},
                           {"font in every paragraph", "<font color=red><p>x"},
                           {"fonts that differ", "<font size=1><font size=2><font size=3><p>"},
                           {"unclosed lists", "<ul><li>"},
                           {"nested tables", "<table><tr><td>"},
                           {"ignored end tags", "<div></span>"},
                           {"table in the way", "<div><table></div>"},
                           {"nested links", "<a href=x><div>"},
                           {"nobr", "<nobr><p>"},
                           {"cells in foreign content", "<svg><td>"},
                           {"hidden in a style of SVG", "<svg><style><div>"},
                           {"hidden in a select", "<select><style></select><div>"},
                           {"hidden in an escaped script",
                            "<script><!--<script></script><style>--></script></style><div>"},
                           {"forms", "<form><div></form>"},
                           {"buttons", "<button><div>"},
                           {"definition lists", "<dl><dd><dl>"},
                           {"headings", "<h1><h2><div>"},
                           {"templates", "<template><div>"},
                           {"marked objects", "<object><b><p>"},
                           {"reopened formatting", "<b><div></b></div><i><div></i></div>"},
                           {"rubies of unknown names", "<x-a><x-b>"}};
  const std::size_t usual = work(honest);
  for (const Hostile& page : pages) {
    INFO(page.name);
    const std::string html = repeat(page.part, honest.size() / page.part.size());
    // Shorter tags make more nodes a byte; beyond that, work may not grow.
    CHECK(work(html) <= 20 * usual);
    const auto document = HtmlDocument::parse(html);
    std::size_t deepest = 0;
    for (const auto& node : document.nodes()) deepest = std::max<std::size_t>(deepest, node.depth);
    CHECK(deepest <= 220);
  }
}

TEST_CASE("many attributes on one tag are cut") {
  std::string html = "<p";
  for (int i = 0; i < 20000; ++i) html += " a" + std::to_string(i) + "=1";
  const auto document = HtmlDocument::parse(html + ">text</p>");
  const HtmlNodeId p = find(document, HtmlTag::p);
  CHECK(document.attributes(p).size() <= 200);
  CHECK(document.folded_text(p, 100) == "text");
}

TEST_CASE("a page of too many tags is cut and says so") {
  CHECK_FALSE(HtmlDocument::parse(repeat("<br>", 1000)).is_cut());
  CHECK(HtmlDocument::parse(repeat("<br>", 300'000)).is_cut());
}

TEST_CASE("long runs of Chinese text come through as they are") {
  const std::string run = "政务公开信息发布机构职能办事服务2025年";
  const auto document = HtmlDocument::parse(
      "<title>" + run + "</title><p title='" + run + "'>前" + run + "&amp;" + run + " tail<b>" +
      run + "</b><script>if (a > 1) b = '" + run + "';</script><table>" + run + "<tr><td>" + run +
      "</table>&copy" + run + "</p>");
  const HtmlNodeId p = find(document, HtmlTag::p);
  CHECK(document.attribute(p, "title") == run);
  CHECK(document.folded_text(find(document, HtmlTag::title), 200) == run);
  CHECK(document.folded_text(find(document, HtmlTag::b), 200) == run);
  CHECK(document.folded_text(find(document, HtmlTag::td), 200) == run);
  CHECK(document.folded_text(find(document, HtmlTag::script), 200) ==
        "if (a > 1) b = '" + run + "';");
  CHECK(document[p + 1].text == "前" + run + "&" + run + " tail");
  CHECK(document.folded_text(0, 2000).find("\u00A9" + run) != std::string::npos);
}

TEST_CASE("a page that writes private characters, or > inside a tag, keeps what it holds") {
  const std::string run = "政务公开信息发布机构职能";
  for (const std::string& html :
       {"<p>\U000F0000" + run + "</p>", "<p title='a>" + run + "'>\U000F0001</p>",
        "<p title='a>" + run + "'>" + run + "</p>", "<p a>" + run + "</p>",
        "<x a='>" + run + "' b><p>" + run + "</p>", "<p '>" + run + "<" + run + ">x</p>",
        // Numeric references to characters of the same plane, to one that stands for nothing, and
        // to the first whose bytes begin alike.
        "<p>" + run + "</p><p>x&#xF0000;y</p>", "<p>" + run + "</p>&#983040",
        "<p>" + run + "</p>&#x000FFFFD; &#XC0000;", "<p title='&#xF0000;'>" + run + "</p>"}) {
    INFO(html);
    const auto as_is = HtmlDocument::parse("<!--\U000F0000-->" + html);  // never written short
    const auto document = HtmlDocument::parse(html);
    REQUIRE(document.size() == as_is.size());
    for (HtmlNodeId id = 0; id < document.size(); ++id) {
      CHECK(document[id].text == as_is[id].text);
      CHECK(document[id].parent == as_is[id].parent);
      REQUIRE(document[id].attribute_count == as_is[id].attribute_count);
      for (std::size_t i = 0; i < document[id].attribute_count; ++i) {
        CHECK(document.attributes(id)[i].name == as_is.attributes(id)[i].name);
        CHECK(document.attributes(id)[i].value == as_is.attributes(id)[i].value);
      }
    }
  }
}

TEST_CASE("Chinese text costs the tree builder little") {
  // Each run is one character for it, so that ten times the text is no more work.
  const auto page = [](std::size_t characters) {
    return repeat("<p>" + repeat("政", characters) + "</p>", 200);
  };
  CHECK(work(page(1000)) <= 2 * work(page(100)));
}
